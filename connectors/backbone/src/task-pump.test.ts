import { expect, test } from 'vitest'
import { systemClock } from './clock.ts'
import { BackboneError } from './errors.ts'
import type { OpenTask } from './port.ts'
import type { InRecord } from './record.ts'
import { type PumpSettings, type PumpSource, randomFrom, seededPace, startPump } from './task-pump.ts'

/** A log of numbered records, and a task that keeps its place in it as a store would. */
function scene(settings: Partial<PumpSettings> = {}) {
  const ends = new Map([
    ['a', 0],
    ['b', 0],
  ])
  const committed = new Map<string, number>()
  const heard: string[] = []
  const passed: string[] = []
  const problems: unknown[] = []
  const state = {
    opened: 0,
    failOpen: undefined as Error | undefined,
    failNext: undefined as Error | undefined,
    hang: false,
    failed: (() => {}) as (error: unknown) => void,
  }
  const source: PumpSource = {
    topics: ['a', 'b'],
    async open(failed) {
      state.opened++
      state.failed = failed
      if (state.failOpen) throw state.failOpen
      const task: OpenTask = {
        positions: new Map(committed),
        async received(records) {
          if (state.hang) await new Promise(() => {})
          const error = state.failNext
          state.failNext = undefined
          if (error) throw error
          const { topic, offset } = records.at(-1)!
          heard.push(...records.map(r => `${r.topic}${r.offset}`))
          committed.set(topic, offset + 1)
        },
        passed: (topic, next) => void passed.push(`${topic}${next}`),
        readSide: () => [],
        close: async () => {},
      }
      return task
    },
    end: topic => ends.get(topic)!,
    read(topic, from, recordsMax) {
      const next = Math.min(ends.get(topic)!, from + recordsMax)
      const records = Array.from({ length: next - from }, (_, i) => ({ topic, offset: from + i }) as InRecord)
      // Every third place is one that nobody sees, as a control record's is.
      return { records: records.filter(r => r.offset % 3 !== 2), next }
    },
  }
  const pump = startPump(source, {
    clock: systemClock(),
    afterFenced: 'open-again',
    report: e => void problems.push(e),
    ...settings,
  })
  return {
    pump,
    heard,
    passed,
    problems,
    state,
    grow(topic: string, by: number, wokenFor?: string) {
      ends.set(topic, ends.get(topic)! + by)
      pump.wake(wokenFor)
    },
  }
}

const until = (look: () => void) => expect.poll(look, { interval: 2, timeout: 20_000 })

test('records come in the order of their offsets, each topic in turn, and unseen places are passed', async () => {
  const s = scene()
  s.grow('a', 5)
  s.grow('b', 3)
  await until(() => s.heard.length).toBe(6)
  expect(s.heard.filter(h => h.startsWith('a'))).toEqual(['a0', 'a1', 'a3', 'a4'])
  s.grow('a', 1)
  await until(() => s.passed).toContain('a6')
  expect(s.passed).toContain('b3')
  expect(s.pump.next('a')).toBe(6)
  await s.pump.stop()
})

test('who is woken for one topic looks at no other, and who is woken for any finds what grew', async () => {
  const s = scene()
  s.grow('a', 1)
  s.grow('b', 1, 'b')
  await until(() => s.heard.toSorted()).toEqual(['a0', 'b0'])
  s.grow('b', 1, 'b')
  await until(() => s.heard).toContain('b1')
  s.grow('a', 1, 'b')
  s.grow('b', 2, 'b')
  await until(() => s.heard).toContain('b3')
  expect(s.heard).not.toContain('a1')
  s.pump.wake()
  await until(() => s.heard).toContain('a1')
  await s.pump.stop()
})

test('a task that was opened anew looks at every topic', async () => {
  const s = scene()
  s.grow('a', 1)
  await until(() => s.heard).toEqual(['a0'])
  s.grow('a', 1, 'b')
  s.state.failed(new Error('a timer could not be committed'))
  await until(() => s.heard).toEqual(['a0', 'a1'])
  await s.pump.stop()
})

test('a batch that was rejected is handed over again by a task that was opened anew', async () => {
  const s = scene()
  s.state.failNext = new Error('no')
  s.grow('a', 2)
  await until(() => s.heard).toEqual(['a0', 'a1'])
  expect(s.state.opened).toBe(2)
  expect(s.problems).toMatchObject([{ message: 'no' }])
  await s.pump.stop()
})

test('a task that fails by itself while nothing comes is opened again', async () => {
  const s = scene()
  await until(() => s.pump.isOpen()).toBe(true)
  s.state.failed(new Error('a timer could not be committed'))
  await until(() => s.state.opened).toBe(2)
  s.grow('a', 1)
  await until(() => s.heard).toEqual(['a0'])
  await s.pump.stop()
})

test('a task that this build must not touch stays closed', async () => {
  const s = scene()
  s.state.failOpen = new BackboneError('Incompatible', 'a newer build wrote it')
  s.state.failed(new Error('open it again'))
  await until(() => s.problems.at(-1)).toMatchObject({ code: 'Incompatible' })
  const { opened } = s.state
  s.grow('a', 1)
  await new Promise(resolve => setTimeout(resolve, 60))
  expect(s.state.opened).toBe(opened)
  expect(s.pump.isOpen()).toBe(false)
  await s.pump.stop()
})

test('a task that another opened stays closed where nobody assigns it back', async () => {
  const s = scene({ afterFenced: 'stay-closed' })
  s.state.failNext = new BackboneError('Fenced', 'another has it')
  s.grow('a', 1)
  await until(() => s.problems.length).toBe(1)
  await new Promise(resolve => setTimeout(resolve, 60))
  expect([s.state.opened, s.heard]).toEqual([1, []])
  await s.pump.stop()
})

test('stopping gives up on a task that hangs, after the time that a shutdown has', async () => {
  const waits: number[] = []
  const clock = systemClock()
  const hurried = {
    ...clock,
    after(ms: number, wake: () => void) {
      waits.push(ms)
      return clock.after(Math.min(ms, 20), wake)
    },
  }
  const s = scene({ clock: hurried })
  s.state.hang = true
  s.grow('a', 1)
  await until(() => s.pump.isOpen()).toBe(true)
  await s.pump.stop()
  expect(waits).toContain(9_500)
  expect(s.heard).toEqual([])
})

test('a seed repeats its numbers and spreads them', () => {
  const [one, again, other] = [randomFrom(5), randomFrom(5), randomFrom(6)].map(random =>
    Array.from({ length: 100 }, random),
  )
  expect(again).toEqual(one)
  expect(other).not.toEqual(one)
  expect(Math.min(...one!)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...one!)).toBeLessThan(1)
  const pace = seededPace(5, 10)
  const delays = Array.from({ length: 200 }, pace.delayMs)
  expect(Math.max(...delays)).toBe(10)
  expect(Math.min(...delays)).toBe(0)
})

test('a stop is not held up by a delivery that is late', async () => {
  const delayed = Promise.withResolvers<void>()
  const delayMs = () => {
    delayed.resolve()
    return 1_000
  }
  const pace = { ...seededPace(1, 0), delayMs }
  // On a clock on which no time passes, only the stop itself can end the wait.
  const s = scene({ clock: { ...systemClock(), after: () => () => {} }, pace })
  s.grow('a', 1)
  await delayed.promise
  await s.pump.stop()
  expect([s.heard, s.problems]).toEqual([[], []])
})
