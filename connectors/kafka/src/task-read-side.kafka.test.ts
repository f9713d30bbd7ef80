import { setTimeout as sleep } from 'node:timers/promises'
import type { Row } from '@icms/backbone/aggregate'
import { BackboneError } from '@icms/backbone/errors'
import type { ReadSideChanges } from '@icms/backbone/port'
import { sharedStack } from '@icms/test/stack/shared-stack'
import { afterAll, expect, test } from 'vitest'
import { eventually, testSettings } from './kafka-test-kit.ts'
import { createNames } from './names.ts'
import { createOutcomeListener } from './outcome-listener.ts'
import { createReadSide } from './read-side-queries.ts'
import { connectRedis } from './redis-connection.ts'
import { createTaskReadSide } from './task-read-side.ts'

const redis = connectRedis(sharedStack().redisUrl, 2_000)
await new Promise<void>(resolve => void redis.onReady(resolve))
afterAll(() => redis.close())

const row = (id: string, order = 1, value = 'x'): Row => ({
  table: 't',
  id,
  data: { order },
  indexes: { by: { value, order } },
})
const shown = (...rows: Row[]): ReadSideChanges => ({ rows: rows.map(after => ({ after })), outcomes: [] })

/** A deployment of one task, whose memory is `memory`. */
function deployment() {
  const names = createNames(testSettings().prefix!)
  const memory = new Map<string, Row>()
  let offset = 10
  let owner = 0
  const open = (tag = '', rest: { isCommitting?: () => boolean; all?: () => Iterable<ReadSideChanges> } = {}) => {
    owner = offset++
    const mine = { owner }
    const prove = async () => {
      if (mine.owner !== owner) throw new BackboneError('Fenced', 'another owns it')
      mine.owner = owner = offset++
      return owner
    }
    const all = function* () {
      for (const each of memory.values()) yield shown(each)
    }
    const needs = {
      redis,
      names,
      service: 's',
      partition: 0,
      owner,
      tag,
      prove,
      all,
      isCommitting: () => false,
      onStale: () => {},
      ...rest,
    }
    return createTaskReadSide(needs)
  }
  const name = names.readSide('s', 0)
  const queries = createReadSide(redis, names, 1, createOutcomeListener(redis))
  return { names, memory, open, name, queries, keys: () => redis.client.keys(`${name.replaceAll(/[{}]/g, '?')}*`) }
}

async function ready(side: ReturnType<typeof createTaskReadSide>) {
  await side.heal()
  await eventually(() => expect(side.isReady()).toBe(true))
}

const nothing = async () => {}

test('rows are written once; a successor that finds them as they were left writes nothing', async () => {
  const { memory, open, queries, name } = deployment()
  memory.set('a', row('a'))
  expect(await queries.get('s', 't', 'a')).toEqual({ state: 'rebuilding' })
  const one = open()
  await one.adopt()
  await ready(one)
  await one.show(shown(row('b')), 'tag-1', nothing)
  expect(await eventually(() => queries.get('s', 't', 'b'))).toMatchObject({ state: 'ready', found: { id: 'b' } })
  const generation = await redis.client.hget(`${name}:meta`, 'gen')
  await one.stop()
  const two = open('tag-1', {
    all: () => {
      throw new Error('nothing is to be written again')
    },
  })
  await two.adopt()
  expect(two.isReady()).toBe(true)
  await two.show(shown(row('c')), 'tag-2', nothing)
  await two.stop()
  expect(await redis.client.hget(`${name}:meta`, 'gen')).toBe(generation)
  expect(await queries.get('s', 't', 'c')).toMatchObject({ state: 'ready', found: { id: 'c' } })
})

test('a successor that finds another tag writes everything again and removes what was there', async () => {
  const { memory, open, queries, keys } = deployment()
  const one = open()
  await one.adopt()
  await ready(one)
  await one.show(shown(row('gone', 1, 'only-once')), 'tag-1', nothing)
  await one.stop()
  memory.set('a', row('a'))
  const two = open('tag-of-a-lost-commit')
  await two.adopt()
  expect(two.isReady()).toBe(false)
  await ready(two)
  expect(await eventually(() => queries.get('s', 't', 'a'))).toMatchObject({ found: { id: 'a' } })
  expect(await queries.get('s', 't', 'gone')).toEqual({ state: 'ready', found: undefined })
  await eventually(async () => expect((await keys()).length).toBe(4))
})

test('a zombie changes nothing: not by a commit, not by a rebuilding that it had begun, not by a new one', async () => {
  const { memory, open, queries, name } = deployment()
  const zombie = open()
  await zombie.adopt()
  await ready(zombie)
  const heir = open()
  await heir.adopt()
  expect(heir.isReady()).toBe(true)
  await heir.show(shown(row('a', 2)), 'heir-1', nothing)
  const before = await redis.client.hgetall(`${name}:meta`)
  await zombie.show(shown(row('a', 99)), 'zombie-1', nothing)
  await eventually(() => expect(zombie.isReady()).toBe(false))
  memory.set('a', row('a', 99))
  await expect(zombie.heal()).rejects.toMatchObject({ code: 'Fenced' })
  expect(await redis.client.hgetall(`${name}:meta`)).toEqual(before)
  expect(await queries.get('s', 't', 'a')).toMatchObject({ found: { data: { order: 2 } } })
})

test('what a task left is found missing without any traffic, and written again', async () => {
  const { memory, open, queries, keys } = deployment()
  memory.set('a', row('a'))
  const side = open()
  await ready(side)
  await eventually(async () => expect(await queries.get('s', 't', 'a')).toMatchObject({ found: { id: 'a' } }))
  await redis.client.del(await keys())
  expect(await queries.get('s', 't', 'a')).toEqual({ state: 'rebuilding' })
  await side.heal()
  expect(await eventually(() => queries.get('s', 't', 'a'))).toMatchObject({ found: { id: 'a' } })
})

test('commits go on while everything is written again, and no page brings back what they changed', async () => {
  const { memory, open, queries } = deployment()
  for (let i = 0; i < 3_000; i++) memory.set(`r${i}`, row(`r${i}`, 0))
  let committing = false
  const side = open('', { isCommitting: () => committing })
  const healed = side.heal()
  for (let n = 1; n <= 200; n++) {
    committing = true
    side.beforeCommit()
    const changed = [`r${(n * 37) % 3_000}`, `r${n}`, `new${n}`].map(id => row(id, n))
    const gone = { before: memory.get(`r${2_000 + n}`)! }
    await side.show(
      {
        rows: [
          ...changed.map(after => ({ before: memory.get(after.id), after }) as ReadSideChanges['rows'][number]),
          gone,
        ],
        outcomes: [],
      },
      `tag-${n}`,
      nothing,
    )
    for (const r of changed) memory.set(r.id, r)
    memory.delete(gone.before.id)
    committing = false
    await sleep(1)
  }
  await healed
  await eventually(() => expect(side.isReady()).toBe(true))
  const found = new Map<string, Row>()
  for (let after: string | undefined, first = true; first || after; first = false) {
    const page = await queries.list('s', { table: 't', index: 'by', value: 'x', limit: 500, ...(after && { after }) })
    if (page.state !== 'ready') throw new Error('still rebuilding')
    for (const r of page.found.rows) found.set(r.id, r)
    after = page.found.next
  }
  expect(found).toEqual(memory)
})

test('a generation of which a page was lost is never shown', async () => {
  const { open, name, queries } = deployment()
  const side = open()
  await ready(side)
  await redis.run('begin', name, [100, '100', '11'])
  expect(await redis.run('page', name, [100, '100', 'h', 't', 'a', '{}'])).toBe(1)
  expect(await redis.run('finish', name, [100, '100', 'tag', 2])).toBe(0)
  expect(await queries.get('s', 't', 'a')).toEqual({ state: 'rebuilding' })
  expect(await redis.run('finish', name, [100, '100', 'tag', 1])).toBe(1)
  expect(await queries.get('s', 't', 'a')).toMatchObject({ state: 'ready' })
})

test('an old generation is unlinked, and only the old one', async () => {
  const { memory, open, keys, name } = deployment()
  for (let i = 0; i < 1_200; i++) memory.set(`r${i}`, row(`r${i}`, i, `value-${i}`))
  const one = open()
  await ready(one)
  await one.stop()
  await ready(open('another tag'))
  await eventually(async () => expect(await redis.client.scard(`${name}:old`)).toBe(0))
  // Rows, 1,200 indexes, the list of both, and what is known of the task.
  expect(await keys()).toHaveLength(1_203)
})

test('many tasks that write all of their rows at once keep few calls under way together, and all of them end', async () => {
  const tasks = Array.from({ length: 6 }, () => deployment())
  let most = 0
  const sides = tasks.map(({ memory, open }) => {
    for (let i = 0; i < 3_000; i++) memory.set(`r${i}`, row(`r${i}`))
    const all = function* () {
      for (const each of memory.values()) {
        most = Math.max(most, redis.pages.underWay)
        yield shown(each)
      }
    }
    return open('', { all })
  })
  await Promise.all(sides.map(ready))
  expect(most).toBeGreaterThan(1)
  expect(most).toBeLessThanOrEqual(8)
  await eventually(() => expect(redis.pages.underWay).toBe(0))
  for (const { queries } of tasks) expect(await queries.get('s', 't', 'r2999')).toMatchObject({ state: 'ready' })
})
