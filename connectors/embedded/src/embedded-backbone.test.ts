import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Row } from '@icms/backbone/aggregate'
import { partitionOf } from '@icms/backbone/partitioner'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openIn, plainTask, record, temporaryFolder, until } from './test-kit.ts'

let folder: string
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('another partition count than the first start had is refused', async () => {
  await (await openIn(folder, { partitions: 4 })).close()
  await expect(openIn(folder, { partitions: 8 })).rejects.toMatchObject({
    code: 'Incompatible',
    message: expect.stringMatching(/was made with partitions 4, now it is 8: set it back/),
  })
  await (await openIn(folder, { partitions: 4 })).close()
})

test('a file of a newer build is refused and left as it is', async () => {
  await (await openIn(folder)).close()
  const db = new DatabaseSync(join(folder, 'icms.sqlite'))
  db.exec('PRAGMA user_version = 99')
  db.close()
  await expect(openIn(folder)).rejects.toMatchObject({
    code: 'Incompatible',
    message: expect.stringMatching(/newer build \(version 99/),
  })
})

test('a folder that is open is refused to a second start, and the first goes on', async () => {
  const one = await openIn(folder)
  await expect(openIn(folder)).rejects.toMatchObject({ code: 'IN_USE' })
  await one.publish([record('a', 'x')])
  await one.close()
})

test('schema ids count from 1, are the same after a restart, and an unknown one is unreadable', async () => {
  const one = await openIn(folder)
  const bytes = one.codec.encode('icms.conformance.Told', { verb: 'ADD', amount: 1, name: '', at: 0 })
  await one.close()
  expect(bytes[0]).toBe(0)
  expect(Buffer.from(bytes).readUInt32BE(1)).toBeGreaterThanOrEqual(1)
  const two = await openIn(folder)
  expect(two.codec.encode('icms.conformance.Told', { verb: 'ADD', amount: 1, name: '', at: 0 })).toEqual(bytes)
  await two.codec.prepare([Buffer.from([0, 0, 0, 0, 0x7f, 2])])
  expect(() => two.codec.nameOf(Buffer.from([0, 0, 0, 0, 0x7f, 2]))).toThrow(/schema id 127/)
  await two.close()
})

test('what operators read goes as far as the file does, however late this process hears of a commit', async () => {
  const one = await openIn(folder, { partitions: 1 })
  await one.publish([record('a', 'x')])
  const db = new DatabaseSync(join(folder, 'icms.sqlite'))
  db.exec('INSERT INTO log SELECT topic, partition, position + 1, key, value, headers, at FROM log')
  db.close()
  const offsets: number[] = []
  for await (const { offset } of one.read('in')) offsets.push(offset)
  expect(offsets).toEqual([0, 1])
  await one.close()
})

test('late and uneven deliveries by a seed lose nothing and keep the order of every key', async () => {
  const one = await openIn(folder, { delivery: { seed: 3, delayMsMax: 4 } })
  const heard: string[] = []
  const sizes = new Set<number>()
  const running = await one.run(
    { service: 's', topics: ['in', 'other'] },
    plainTask(records => {
      sizes.add(records.length)
      heard.push(...records.map(r => `${r.topic} ${r.key} ${Buffer.from(r.value!)}`))
      return {}
    }),
  )
  const told = Array.from({ length: 300 }, (_, i) => record(`k${i % 7}`, String(i), i % 2 === 0 ? 'in' : 'other'))
  for (let i = 0; i < 300; i += 30) await one.publish(told.slice(i, i + 30))
  await until(() => heard.length >= 300)
  for (const topic of ['in', 'other'])
    for (let k = 0; k < 7; k++) {
      const mine = heard.filter(h => h.startsWith(`${topic} k${k} `)).map(h => Number(h.split(' ')[2]))
      expect(mine).toEqual(told.flatMap((t, i) => (t.topic === topic && t.key === `k${k}` ? [i] : [])))
    }
  expect(sizes.size).toBeGreaterThan(2)
  await until(async () => (await running.status()).lag.every(l => l.lag === 0))
  await one.close()
})

test('a task that fails is opened again and reads on from what was committed', async () => {
  const problems: string[] = []
  const one = await openIn(folder, { log: line => problems.push(line) })
  const heard: string[] = []
  let failures = 2
  await one.run(
    { service: 's', topics: ['in'] },
    plainTask(records => {
      if (heard.length >= 3 && failures-- > 0) throw new Error('not this time')
      heard.push(...records.map(r => Buffer.from(r.value!).toString()))
      return {}
    }),
  )
  for (let i = 0; i < 10; i++) await one.publish([record('a', String(i))])
  await until(() => heard.length >= 10)
  expect(heard).toEqual(Array.from({ length: 10 }, (_, i) => String(i)))
  expect(problems).toEqual(['Error: not this time', 'Error: not this time'])
  await one.close()
})

test('rows that another build wrote are written again, and until then queries say rebuilding', async () => {
  const key = 'a'
  const partition = partitionOf(key, 1)
  const row = (shape: string): Row => ({
    table: 't',
    id: key,
    data: { shape },
    indexes: { shape: { value: shape, order: 1 } },
  })
  const list = (value: string) => ({ table: 't', index: 'shape', value, limit: 10 })
  const one = await openIn(folder, { partitions: 1, build: 'one' })
  expect(await one.readSide.get('s', 't', key)).toEqual({ state: 'rebuilding' })
  await one.run(
    { service: 's', topics: ['in'] },
    plainTask(() => ({ rows: [{ after: row('old') }] })),
  )
  await one.publish([record(key, 'x')])
  await until(async () => {
    const found = await one.readSide.list('s', list('old'))
    return found.state === 'ready' && found.found.rows.length === 1
  })
  await one.close()

  const two = await openIn(folder, { partitions: 1, build: 'two' })
  await two.run(
    { service: 's', topics: ['in'] },
    plainTask(
      () => ({}),
      () => [{ rows: [{ after: row('new') }], outcomes: [] }],
    ),
  )
  await until(async () => (await two.readSide.get('s', 't', key)).state === 'ready')
  await until(async () => JSON.stringify(await two.readSide.list('s', list('new'))).includes('"shape":"new"'))
  expect(await two.readSide.list('s', list('old'))).toEqual({ state: 'ready', found: { rows: [] } })
  expect(partition).toBe(0)
  await two.close()
})

test('a record that is too large, or whose time is no instant, is rejected and nothing of its call is written', async () => {
  const one = await openIn(folder)
  const large = { ...record('a', ''), value: Buffer.alloc(16_000_001) }
  await expect(one.publish([record('a', 'x'), large])).rejects.toMatchObject({
    code: 'Rejected',
    message: expect.stringMatching(/at most 16000000/),
  })
  await expect(one.publish([{ ...record('a', 'x'), at: Number.NaN }])).rejects.toMatchObject({ code: 'Rejected' })
  expect([...(await one.ends(['in', 'never'])).values()].flat().every(p => p.end === 0)).toBe(true)
  await one.close()
})

test('everything is answered with Closed after the end, and closing twice is closing once', async () => {
  const one = await openIn(folder)
  await one.run(
    { service: 's', topics: ['in'] },
    plainTask(() => ({})),
  )
  const following = await one.follow('in', () => {})
  await one.publish([record('a', 'x')])
  await Promise.all([one.close(), one.close()])
  for (const ask of [
    () => one.publish([record('a', 'x')]),
    () => one.readSide.get('s', 't', 'a'),
    () => following.caughtUp(),
  ])
    await expect(ask()).rejects.toMatchObject({ code: 'Closed' })
})

test('a topic is read from its start as it is now, partition by partition in order', async () => {
  const one = await openIn(folder)
  await one.publish(Array.from({ length: 1_200 }, (_, i) => record(`k${i % 9}`, String(i))))
  const perPartition = new Map<number, number[]>()
  for await (const { partition, offset } of one.read('in'))
    perPartition.set(partition, [...(perPartition.get(partition) ?? []), offset])
  expect([...perPartition.values()].flat().length).toBe(1_200)
  for (const offsets of perPartition.values()) expect(offsets).toEqual(offsets.map((_, i) => i))
  await one.close()
})
