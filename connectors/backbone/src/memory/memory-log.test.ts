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
