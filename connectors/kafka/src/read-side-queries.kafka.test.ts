import type { Row } from '@icms/backbone/aggregate'
import { partitionOf } from '@icms/backbone/partitioner'
import { sharedStack } from '@icms/test/stack/shared-stack'
import { afterAll, expect, test } from 'vitest'
import { eventually, testSettings } from './kafka-test-kit.ts'
import { createNames } from './names.ts'
import { createOutcomeListener } from './outcome-listener.ts'
import { createReadSide } from './read-side-queries.ts'
import { connectRedis } from './redis-connection.ts'
import { createTaskReadSide } from './task-read-side.ts'

const { redisUrl } = sharedStack()
const redis = connectRedis(redisUrl, 2_000)
const announcements = connectRedis(redisUrl, 2_000)
await Promise.all([redis, announcements].map(r => new Promise<void>(resolve => void r.onReady(resolve))))
afterAll(() => {
  redis.close()
  announcements.close()
})

const partitions = 3
const text = 'any text: {"x"}\0 \u{1f600} :'

/** A service whose tasks hold these rows, each under its own id. */
async function serviceWith(rows: readonly Row[], channelOf = announcements) {
  const names = createNames(testSettings().prefix!)
  const sides = Array.from({ length: partitions }, (_, partition) => {
    const mine = rows.filter(r => partitionOf(r.id, partitions) === partition)
    const all = () => [{ rows: mine.map(after => ({ after })), outcomes: [] }]
    const needs = {
      redis,
      names,
      service: 's',
      partition,
      owner: 1,
      tag: '',
      prove: () => Promise.resolve(2),
      all,
      isCommitting: () => false,
      onStale: () => {},
    }
    return createTaskReadSide(needs)
  })
  for (const side of sides) await side.heal()
  const queries = createReadSide(redis, names, partitions, createOutcomeListener(channelOf))
  await eventually(async () =>
    expect((await queries.list('s', { table: 't', index: 'by', value: text, limit: 1 })).state).toBe('ready'),
  )
  return { queries, sides }
}

const row = (id: string, order: number): Row => ({
  table: 't',
  id,
  data: { id },
  indexes: { by: { value: text, order } },
})

async function allPages(
  queries: Awaited<ReturnType<typeof serviceWith>>['queries'],
  limit: number,
  descending: boolean,
  between?: (page: Row[]) => Promise<void>,
) {
  const ids: string[] = []
  let after: string | undefined
  do {
    const page = await queries.list('s', {
      table: 't',
      index: 'by',
      value: text,
      limit,
      descending,
      ...(after && { after }),
    })
    if (page.state !== 'ready') throw new Error('rebuilding')
    ids.push(...page.found.rows.map(r => r.id))
    after = page.found.next
    await between?.([...page.found.rows])
  } while (after)
  return ids
}

const byOrder = (a: Row, b: Row) =>
  a.indexes!.by!.order - b.indexes!.by!.order || Buffer.compare(Buffer.from(a.id), Buffer.from(b.id))

test('pages of all tasks are one list by order and, where orders are equal, by id; both ways, whatever the page size', async () => {
  const rows = Array.from({ length: 60 }, (_, i) => row(`id-${(i * 7919) % 61}é`, i % 4 === 0 ? -1.5 : i % 3))
  const expected = rows.toSorted(byOrder).map(r => r.id)
  const { queries } = await serviceWith(rows)
  for (const limit of [1, 7, 60, 500]) {
    expect(await allPages(queries, limit, false)).toEqual(expected)
    expect(await allPages(queries, limit, true)).toEqual(expected.toReversed())
  }
})

test('a page goes on where the one before ended, though its last row has gone or has moved meanwhile', async () => {
  for (const descending of [false, true]) {
    const rows = Array.from({ length: 20 }, (_, i) => row(`r${String(i).padStart(2, '0')}`, 5))
    const { queries, sides } = await serviceWith(rows)
    let n = 0
    const seen = await allPages(queries, 4, descending, async page => {
      const last = page.at(-1)!
      const change =
        n++ % 2 === 0
          ? { before: last }
          : { before: last, after: { ...last, indexes: { by: { value: 'elsewhere', order: 5 } } } }
      await sides[partitionOf(last.id, partitions)]!.show({ rows: [change], outcomes: [] }, `tag-${n}`, async () => {})
      await sides[partitionOf(last.id, partitions)]!.heal()
    })
    const all = rows.map(r => r.id)
    expect(seen).toEqual(descending ? all.toReversed() : all)
  }
})

test('an empty index is an empty page, and a row without an index is found by its id alone', async () => {
  const { queries } = await serviceWith([{ table: 't', id: 'bare', data: {} }])
  expect(await queries.list('s', { table: 't', index: 'by', value: text, limit: 5 })).toEqual({
    state: 'ready',
    found: { rows: [] },
  })
  expect(await queries.get('s', 't', 'bare')).toMatchObject({ state: 'ready', found: { id: 'bare' } })
  expect(await queries.get('s', 't', 'nobody')).toEqual({ state: 'ready', found: undefined })
})

test('a page that nobody gave out is refused, and so is one without limits', async () => {
  const { queries } = await serviceWith([])
  const query = { table: 't', index: 'by', value: text }
  await expect(queries.list('s', { ...query, limit: 5, after: 'nonsense' })).rejects.toThrow(
    /not one that was given out/,
  )
  for (const limit of [0, 501, Number.NaN])
    await expect(queries.list('s', { ...query, limit })).rejects.toThrow(/1 to 500/)
})

test('an outcome is announced to whoever waits for it, and can be asked for afterwards', async () => {
  const { queries, sides } = await serviceWith([])
  let calls = 0
  const stop = await queries.onOutcome('s', 'c-1', () => calls++)
  const outcome = { commandId: 'c-1', body: 'b', outputs: [{ type: 'T', value: Buffer.from([1]) }] }
  const partition = partitionOf('key', partitions)
  expect(await queries.outcome('s', 'key', 'c-1')).toBeUndefined()
  await sides[partition]!.show({ rows: [], outcomes: [outcome] }, 'tag', async () => {})
  await eventually(() => expect(calls).toBe(1))
  expect(await queries.outcome('s', 'key', 'c-1')).toEqual(outcome)
  stop()
})

test('without Redis a query says so at once', async () => {
  const away = connectRedis('redis://127.0.0.1:1', 300)
  const queries = createReadSide(away, createNames(''), 1, createOutcomeListener(away))
  const start = performance.now()
  await expect(queries.get('s', 't', 'a')).rejects.toMatchObject({ code: 'NotNow' })
  await expect(queries.outcome('s', 'k', 'c')).rejects.toMatchObject({ code: 'NotNow' })
  await expect(queries.onOutcome('s', 'c', () => {})).rejects.toMatchObject({ code: 'NotNow' })
  expect(performance.now() - start).toBeLessThan(1_500)
  away.close()
})
