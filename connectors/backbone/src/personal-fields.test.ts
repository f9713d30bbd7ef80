import avsc from 'avsc'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { personalFieldsOf } from './personal-fields.ts'

const field = (name: string, type: unknown, personal = false) => ({ name, type, ...(personal && { personal }) })
const record = (name: string, fields: object[], rest: object = {}) => ({
  type: 'record',
  name,
  namespace: 'n',
  fields,
  ...rest,
})
const subject = { subject: 'id' }

/** A field of any shape, with a value whose personal texts are marked. */
const anyField: fc.Arbitrary<{ type: (path: string) => unknown; personal: boolean; value: (path: string) => unknown }> =
  fc.letrec(tie => ({
    field: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      tie('text'),
      tie('text'),
      tie('nothing'),
      tie('list'),
      tie('map'),
      tie('maybe'),
      tie('nested'),
      tie('one'),
    ),
    text: fc
      .boolean()
      .map(personal => ({ type: () => 'string', personal, value: () => (personal ? 'personal' : 'plain') })),
    nothing: fc.constant({ type: () => ['null', 'string'], personal: true, value: () => null }),
    list: tie('text')
      .map(part => part as Part)
      .map(({ type, personal, value }) => ({
        personal,
        type: (p: string) => ({ type: 'array', items: type(p) }),
        value: (p: string) => [value(p), value(p)],
      })),
    map: tie('text')
      .map(part => part as Part)
      .map(({ type, personal, value }) => ({
        personal,
        type: (p: string) => ({ type: 'map', values: type(p) }),
        value: (p: string) => ({ a: value(p), __proto__x: value(p) }),
      })),
    maybe: tie('text')
      .map(part => part as Part)
      .map(({ type, personal, value }) => ({ personal, type: (p: string) => ['null', type(p)], value })),
    nested: fc.array(tie('field') as fc.Arbitrary<Part>, { maxLength: 3 }).map(parts => nested(parts)),
    one: fc.tuple(tie('nested') as fc.Arbitrary<Part>, tie('nested') as fc.Arbitrary<Part>).map(([a, b]) => ({
      personal: false,
      type: (p: string) => ['null', a.type(`${p}A`), b.type(`${p}B`)],
      value: (p: string) => ({ [`n.${p}B`]: b.value(`${p}B`) }),
    })),
  })).field as never
type Part = { type: (path: string) => unknown; personal: boolean; value: (path: string) => unknown }

const nested = (parts: readonly Part[]): Part => ({
  personal: false,
  type: path =>
    record(
      path,
      parts.map((part, i) => field(`f${i}`, part.type(`${path}F${i}`), part.personal)),
    ),
  value: path => Object.fromEntries(parts.map((part, i) => [`f${i}`, part.value(`${path}F${i}`)])),
})

test('of any record exactly the personal texts are changed, and all else stays', () => {
  fc.assert(
    fc.property(fc.array(anyField, { maxLength: 6 }), parts => {
      const { type, value } = nested(parts)
      const schema = type('R') as ReturnType<typeof record>
      const whole = { ...schema, ...subject, fields: [field('id', 'string'), ...schema.fields] }
      const given = { id: 's-1', ...(value('R') as object) }
      expect(avsc.Type.forSchema(whole as avsc.Schema, { wrapUnions: 'auto' }).isValid(given)).toBe(true)
      const fields = personalFieldsOf(whole)
      const changed = fields ? fields.change(given, () => 'changed') : given
      expect(changed).toEqual(JSON.parse(JSON.stringify(given).replaceAll('"personal"', '"changed"')))
      expect(JSON.stringify(given)).not.toContain('changed')
    }),
  )
})

test('records of their own kind, and records that are named again, are changed at every depth', () => {
  const person = record('Person', [
    field('name', 'string', true),
    field('children', { type: 'array', items: 'Person' }),
  ])
  const schema = record(
    'Family',
    [field('id', 'string'), field('head', person), field('other', ['null', 'n.Person'])],
    subject,
  )
  const child = { name: 'a', children: [{ name: 'b', children: [] }] }
  const changed = personalFieldsOf(schema)!.change({ id: 's', head: child, other: child }, text => `${text}!`)
  const marked = { name: 'a!', children: [{ name: 'b!', children: [] }] }
  expect(changed).toEqual({ id: 's', head: marked, other: marked })
})

test('what has no subject or nothing personal has nothing to protect', () => {
  expect(personalFieldsOf(record('A', [field('name', 'string', true)]))).toBeUndefined()
  expect(personalFieldsOf(record('A', [field('id', 'string')], subject))).toBeUndefined()
})

test('a union in which a personal text could be missed is refused', () => {
  for (const type of [
    ['null', 'string', 'long'],
    ['null', 'string', record('B', [])],
  ])
    expect(() => personalFieldsOf(record('A', [field('id', 'string'), field('x', type, true)], subject))).toThrow(
      'in no other',
    )
})
