import { expect, test } from 'vitest'
import { argumentsOf, decodeOutcome, indexName } from './read-side-changes.ts'

const row = (value: string, order: number, table = 'cases') => ({
  table,
  id: 'c-1',
  data: { n: 1 },
  indexes: { state: { value, order } },
})
const rowsOnly = (...rows: Parameters<typeof argumentsOf>[0]['rows'][number][]) =>
  argumentsOf({ rows, outcomes: [] }, 'ch:')

test('a row that appears is written with its index entries, and one that goes takes them along', () => {
  expect(rowsOnly({ after: row('open', 5) })).toEqual([
    'h',
    'cases',
    'c-1',
    JSON.stringify(row('open', 5)),
    'z',
    indexName('cases', 'state', 'open'),
    '5',
    'c-1',
  ])
  expect(rowsOnly({ before: row('open', 5) })).toEqual([
    'x',
    indexName('cases', 'state', 'open'),
    'c-1',
    'd',
    'cases',
    'c-1',
  ])
})

test('only index entries that are no longer wanted are taken out', () => {
  expect(rowsOnly({ before: row('open', 5), after: row('shut', 6) })).toContain('x')
  expect(rowsOnly({ before: row('open', 5), after: row('open', 6) })).not.toContain('x')
})

test('values of an index may hold any text without meeting another index', () => {
  expect(indexName('t', 'a', 'b:c')).not.toBe(indexName('t', 'a:b', 'c'))
  expect(indexName('t', 'a","b', 'c')).not.toBe(indexName('t', 'a', 'b","c'))
})

test('outcomes stand together, and each is read as it was written, bytes included', () => {
  const outcome = { commandId: 'k', body: 'hash', outputs: [{ type: 'Tallied', value: Buffer.from([0, 255, 7]) }] }
  const other = { ...outcome, commandId: 'l', outputs: [] }
  const args = argumentsOf({ rows: [], outcomes: [outcome, other] }, 'ch:')
  expect(args.slice(0, 5)).toEqual(['o', 604_800, 'ch:', 2, 'k'])
  expect(args[6]).toBe('l')
  expect([args[5], args[7]].map(text => decodeOutcome(String(text)))).toEqual([outcome, other])
})
