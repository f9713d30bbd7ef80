import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonOf, readFields } from './form-fields.ts'

const json = (body: unknown) => jsonOf(readFields(body))

test('a form becomes the JSON that its twin takes', () => {
  expect(
    json({
      phone: '2123 4567',
      'name.surnameEn': 'CHAN',
      'cases.0.caseNumber': 'DCPI 1/2023',
      'cases.0.role': 'PLAINTIFF',
      'optedCases[]': 'DCPI 1/2023',
      'declarationMade?': 'yes',
      'dateOfBirth@day': '１',
      'dateOfBirth@month': ' 2 ',
      'dateOfBirth@year': '1990',
    }),
  ).toEqual({
    phone: '2123 4567',
    name: { surnameEn: 'CHAN' },
    cases: [{ caseNumber: 'DCPI 1/2023', role: 'PLAINTIFF' }],
    optedCases: ['DCPI 1/2023'],
    declarationMade: true,
    dateOfBirth: '1990-2-１',
  })
})

test('a date of which nothing was written is blank, one half written stays wrong', () => {
  expect(json({ 'd@day': '', 'd@month': '', 'd@year': '' })).toEqual({ d: '' })
  expect(json({ 'd@day': '31', 'd@month': '', 'd@year': '2020' })).toEqual({ d: '2020--31' })
})

test('rows with nothing in them are closed up, so that a mistake is reported at the row that is shown', () => {
  const fields = readFields({ 'a.0.x': '', 'a.0.y': ' ', 'a.2.x': 'third', 'a.2.y': '', 'a.7.x': 'eighth', 'l.1': 'b' })
  expect(fields).toEqual({ 'a.0.x': 'third', 'a.0.y': '', 'a.1.x': 'eighth', 'l.0': 'b' })
  expect(jsonOf(fields)).toEqual({ a: [{ x: 'third', y: '' }, { x: 'eighth' }], l: ['b'] })
})

test('rows within rows are closed up together', () => {
  expect(readFields({ 'a.1.b.3.c': 'v', 'a.1.b.5.c?': 'yes' })).toEqual({ 'a.0.b.0.c': 'v', 'a.0.b.1.c?': 'yes' })
})

test('names that no form of ours has are left out', () => {
  const body = JSON.parse(
    '{"__proto__.x":"1","a.__proto__.b":"1","a..b":"1","_csrf":"t","constructor.x":"2","a b":"1"}',
  )
  expect(json(body)).toEqual({ constructor: { x: '2' } })
  expect(({} as { x?: unknown }).x).toBeUndefined()
})

test('a field sent twice counts once, a list keeps at most 50, a form at most 400 fields', () => {
  expect(json({ a: ['1', '2'] })).toEqual({ a: '2' })
  expect(json({ 'a[]': Array.from({ length: 60 }, () => 'x') }).a).toHaveLength(50)
  expect(Object.keys(json(Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`f${n}`, 'x']))))).toHaveLength(400)
})

test('no body makes it throw or reach beyond its own fields', () => {
  const name = fc.stringMatching(/^[a-c.0-2[\]?@dy_]{1,12}$/)
  fc.assert(
    fc.property(
      fc.dictionary(fc.oneof(name, fc.string()), fc.oneof(fc.string(), fc.array(fc.string()), fc.anything())),
      body => {
        JSON.stringify(json(body))
      },
    ),
  )
})
