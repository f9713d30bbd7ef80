import { fixedReference } from '@icms/backbone/reference-source'
import { noReference, type Reference } from '@icms/backbone/reference'
import type { Found, Page } from '@icms/backbone/port'
import { createEdgeMemoryInProcess } from '@icms/backbone/edge-memory-in-process'
import type { OutRecord } from '@icms/backbone/record'
import { expect, test, vi } from 'vitest'
import { startChannelWatch } from './channel-watch.ts'

/** 9:00 on Wednesday 1 February 2023 in Hong Kong. */
const morning = Date.UTC(2023, 1, 1, 1)
const hourMs = 3_600_000
const service = { name: 'intake', stateVersion: 1, aggregates: [], channels: [{ name: 'fax', types: ['Received'] }] }

const seeded: Reference = {
  version: 1,
  entries: kind =>
    kind === 'Closure' ? [] : [{ id: kind, kind, effectiveFrom: '2023-01-01', recordedAt: 0, content: {} }],
}

/** A clock that wakes whoever waits for it at the next step. */
function steppedClock() {
  let now = morning
  let waiting: (() => void) | undefined
  return {
    now: () => now,
    after: () => () => {},
    at(_: number, wake: () => void) {
      waiting = wake
      return () => {
        waiting = undefined
      }
    },
    get armed() {
      return waiting !== undefined
    },
    pass(ms: number) {
      now += ms
      const wake = waiting
      waiting = undefined
      wake?.()
    },
  }
}

/** A watch over one channel, whose last use is told by `last`. */
function watching(open: readonly number[], last: () => Found<Page>, reference = seeded) {
  const clock = steppedClock()
  const published: OutRecord[] = []
  const shown: (number | undefined)[] = []
  const memory = createEdgeMemoryInProcess(clock)
  const start = () =>
    startChannelWatch({
      backbone: {
        codec: { encode: (_: string, value: unknown) => Buffer.from(JSON.stringify(value)) },
        readSide: { list: async () => last() },
        edgeMemory: memory,
        publish: async (records: readonly OutRecord[]) => void published.push(...records),
      } as unknown as Parameters<typeof startChannelWatch>[0]['backbone'],
      ...{ clock, reference: fixedReference(reference), hoursMax: 4, warn: () => {} },
      hosted: [{ service, running: { status: async () => ({ open, lag: [] }) } }],
      show: (_service, _channel, ms) => void shown.push(ms),
    })
  /** Lets the time pass, and the look that it brings come to its end. */
  async function advance(hours: number) {
    await vi.waitFor(() => expect(clock.armed).toBe(true))
    shown.length = 0
    clock.pass(hours * hourMs)
    await vi.waitFor(() => expect(clock.armed).toBe(true))
  }
  return { start, advance, published, shown, clock }
}

const usedAt = (at: number): Found<Page> => ({
  state: 'ready',
  found: { rows: [{ table: 'channels', id: 'fax/0', data: { at } }] },
})

test('a silence is told once it has lasted, once, also by a process that starts later; the next one again', async () => {
  let at = morning
  const watch = watching([0], () => usedAt(at))
  const first = watch.start()
  await watch.advance(3)
  expect(watch.shown).toEqual([3 * hourMs])
  expect(watch.published).toEqual([])
  await watch.advance(1)
  await watch.advance(1)
  first.stop()
  const second = watch.start()
  await watch.advance(1)
  expect(watch.published.map(({ key }) => key)).toEqual(['fax'])
  at = watch.clock.now()
  await watch.advance(24)
  expect(watch.published).toHaveLength(2)
  expect(new Set(watch.published.map(({ headers }) => headers.ce_id)).size).toBe(2)
  second.stop()
})

test('a process that has not the first partition shows the silence and leaves it to others to tell', async () => {
  const watch = watching([1, 2], () => usedAt(morning))
  const started = watch.start()
  await watch.advance(8)
  expect(watch.shown).toEqual([8 * hourMs])
  expect(watch.published).toEqual([])
  started.stop()
})

test('while rows are rebuilt, before the first use and without a calendar nothing is known', async () => {
  const unknown = [
    watching([0], () => ({ state: 'rebuilding' })),
    watching([0], () => ({ state: 'ready', found: { rows: [] } })),
    watching([0], () => usedAt(morning), noReference),
  ]
  for (const watch of unknown) {
    const started = watch.start()
    await watch.advance(100)
    expect(watch.shown).toEqual([undefined])
    expect(watch.published).toEqual([])
    started.stop()
  }
})
