import { expect, test } from 'vitest'
import { createMemoryLog, type Written } from './memory-log.ts'

const record = (id: string): Written => ({
  topic: 't',
  key: 'k',
  value: Buffer.from(id),
  headers: {},
  at: 0,
  partition: 0,
})
const idsOf = (chunk: { records: readonly { value: Uint8Array | null }[] }) =>
  chunk.records.map(r => Buffer.from(r.value!).toString())

test('an open transaction hides what was written after it, until it is committed', () => {
  const log = createMemoryLog(1)
  const open = log.begin([record('a')])
  log.append([record('b')])
  expect(log.readableEnd('t', 0)).toBe(0)
  expect(log.end('t', 0)).toBe(2)
  open.commit()
  expect(idsOf(log.read('t', 0, 0, 10))).toEqual(['a', 'b'])
})

test('aborted records and control records are passed without being shown', () => {
  const log = createMemoryLog(1)
  log.begin([record('a'), record('b')]).abort()
  log.append([record('c')])
  const chunk = log.read('t', 0, 0, 10)
  expect(idsOf(chunk)).toEqual(['c'])
  expect(chunk).toMatchObject({ next: 4, records: [{ offset: 3 }] })
})

test('a transaction ends once: a zombie that commits after it was aborted changes nothing', () => {
  const log = createMemoryLog(1)
  const open = log.begin([record('a')])
  open.abort()
  open.commit()
  expect(log.read('t', 0, 0, 10).records).toEqual([])
  expect(log.end('t', 0)).toBe(2)
})

test('whoever listens hears of its own topics only, and of nothing once it has left', () => {
  const log = createMemoryLog(1)
  const heard: string[] = []
  log.onGrowth(topic => heard.push(`all ${topic}`))
  const leave = log.onGrowth(topic => heard.push(topic), ['t', 'u'])
  for (const topic of ['t', 'u', 'v']) log.append([{ ...record('a'), topic }])
  leave()
  log.append([record('b')])
  expect(heard).toEqual(['all t', 't', 'all u', 'u', 'all v', 'all t'])
})
