import { expect, test } from 'vitest'
import { rowChanges } from './batch.ts'
import { emptyEntry } from './key-entry.ts'
import type { Aggregate, Row } from './aggregate.ts'

const changesFrom = (before: object, after: object) => {
  const rows = (data: object): Row[] => [{ table: 't', id: '1', data: data as Row['data'] }]
  const aggregate = { name: 'a', rows } as unknown as Aggregate
  const entryOf = (state: object) => ({ ...emptyEntry(aggregate, 'k'), state })
  return rowChanges(entryOf(before), entryOf(after)).length
}

test('a row is written again when anything in it changed, however deep, and not otherwise', () => {
  const row = { a: 1, list: [{ b: 'x' }, null], none: null, missing: undefined }
  expect(changesFrom(row, structuredClone(row))).toBe(0)
  expect(changesFrom(row, { a: 1, list: [{ b: 'x' }, null], none: null })).toBe(0)
  expect(changesFrom(row, { ...row, a: 2 })).toBe(1)
  expect(changesFrom(row, { ...row, list: [{ b: 'y' }, null] })).toBe(1)
  expect(changesFrom(row, { ...row, list: [{ b: 'x' }] })).toBe(1)
  expect(changesFrom(row, { ...row, list: [{ b: 'x' }, null, 1] })).toBe(1)
  expect(changesFrom(row, { ...row, list: { 0: { b: 'x' }, 1: null } })).toBe(1)
  expect(changesFrom(row, { ...row, none: {} })).toBe(1)
  expect(changesFrom(row, { ...row, missing: 0 })).toBe(1)
  expect(changesFrom(row, { ...row, none: undefined })).toBe(1)
})
