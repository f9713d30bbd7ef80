import { expect, test } from 'vitest'
import type { AvroField, AvroRecord } from './avro-schema.ts'
import { findIncompatibilities } from './compatibility.ts'

const at = { name: 'at', type: { type: 'long', logicalType: 'timestamp-millis' } } as const
const stage = (symbols: string[], fallback?: string): AvroField => ({
  name: 'stage',
  type: { type: 'enum', name: 'Stage', symbols, ...(fallback ? { default: fallback } : {}) },
})
const note = { name: 'note', type: ['null', 'string'], default: null } as const
const email = { name: 'email', type: 'string', personal: true } as const

const record = (...fields: AvroField[]): AvroRecord => ({
  type: 'record',
  name: 'ApplicationVetted',
  namespace: 'icms.vetting',
  subject: 'applicationId',
  fields: [{ name: 'applicationId', type: 'string' }, ...fields],
})

const found = (released: AvroRecord, current: AvroRecord): readonly string[] =>
  findIncompatibilities('s', current, [released]).map(({ path, why }) => `${path}: ${why}`)

test.each([
  ['nothing', record(at), record(at)],
  ['a field with a default added', record(at), record(at, note)],
  ['a field with a default removed', record(at, note), record(at)],
  ['fields in another order', record(at, note), record(note, at)],
  [
    'a symbol added, the default being known',
    record(stage(['A', 'UNKNOWN'], 'UNKNOWN')),
    record(stage(['A', 'B', 'UNKNOWN'], 'UNKNOWN')),
  ],
  [
    'a symbol removed, the default being known',
    record(stage(['A', 'B', 'UNKNOWN'], 'UNKNOWN')),
    record(stage(['A', 'UNKNOWN'], 'UNKNOWN')),
  ],
  [
    'a field with a default renamed, its old name an alias',
    record(note),
    record({ name: 'remark', aliases: ['note'], type: ['null', 'string'], default: null }),
  ],
  ['a doc changed', record(at), { ...record(at), doc: 'Better words.' }],
  ['a default given where there was none', record(email), record({ ...email, default: '' })],
])('%s breaks nobody', (_, released, current) => {
  expect(found(released, current)).toEqual([])
})

test.each([
  ['a field without a default added', record(), record(at), /^: it cannot read what version 1 wrote/],
  ['a field without a default removed', record(at), record(), /^: version 1 cannot read what it writes/],
  ['a wider type', record({ name: 'n', type: 'int' }), record({ name: 'n', type: 'long' }), /^: version 1 cannot read/],
  ['a narrower type', record({ name: 'n', type: 'long' }), record({ name: 'n', type: 'int' }), /^: it cannot read/],
  [
    'an optional field that was not',
    record({ name: 'n', type: 'string' }),
    record({ name: 'n', type: ['null', 'string'], default: null }),
    /^: version 1 cannot read/,
  ],
  [
    'a field renamed',
    record({ name: 'n', type: 'string' }),
    record({ name: 'm', aliases: ['n'], type: 'string' }),
    /^: version 1 cannot read/,
  ],
  ['a symbol added without a default', record(stage(['A'])), record(stage(['A', 'B'])), /^: version 1 cannot read/],
  [
    'text for bytes',
    record({ name: 'n', type: 'bytes' }),
    record({ name: 'n', type: 'string' }),
    /^n: was bytes, is string/,
  ],
  [
    'another unit of time',
    record(at),
    record({ name: 'at', type: { type: 'long', logicalType: 'timestamp-micros' } }),
    /^at: was long timestamp-millis, is long timestamp-micros/,
  ],
  ['a number for a time', record(at), record({ name: 'at', type: 'long' }), /^at: was long timestamp-millis, is long$/],
  [
    'a date for text',
    record({ name: 'n', type: 'string' }),
    record({ name: 'n', type: { type: 'string', format: 'date' } }),
    /^n: was string, is string date/,
  ],
  [
    'another default',
    record({ name: 'n', type: 'int', default: 1 }),
    record({ name: 'n', type: 'int', default: 2 }),
    /^n: default was 1, is 2/,
  ],
  [
    'another default symbol',
    record(stage(['A', 'B'], 'A')),
    record(stage(['A', 'B'], 'B')),
    /^stage: default was A, is B/,
  ],
  ['a tag taken off', record(email), record({ name: 'email', type: 'string' }), /^email: is no longer personal/],
  ['a tag put on', record({ name: 'email', type: 'string' }), record(email), /^email: became personal/],
  [
    'another subject',
    record(email),
    { ...record(email), subject: 'email' },
    /^: what was written is encrypted for its subject applicationId/,
  ],
  ['another name', record(), { ...record(), name: 'ApplicationChecked' }, /^: it cannot read/],
] as const)('%s is found, with where and why', (_, released, current, expected) => {
  expect(found(released, current).join('\n')).toMatch(new RegExp(expected, 'm'))
})

test('changes at any depth are found', () => {
  const inner = (type: 'bytes' | 'string'): AvroRecord =>
    record({
      name: 'reasons',
      type: {
        type: 'array',
        items: { type: 'record', name: 'Why', fields: [{ name: 'text', type: ['null', type], default: null }] },
      },
    })
  expect(found(inner('bytes'), inner('string'))).toEqual(['reasons[].text?: was bytes, is string'])
})

test('a field may come back only as what it was in every released version (transitive)', () => {
  const first = record({ name: 'n', type: 'int', default: 0 })
  const second = record()
  const third = record({ name: 'n', type: 'string', default: '' })
  expect(findIncompatibilities('s', third, [second])).toEqual([])
  expect(findIncompatibilities('s', third, [first, second]).length).toBeGreaterThan(0)
})

test('each finding says what to do', () => {
  for (const { todo } of findIncompatibilities('s', record(at), [record()])) expect(todo).toMatch(/default/)
})
