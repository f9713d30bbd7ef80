import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupReference, readReference } from './application-reference.ts'

test('a reference is read however it is written', () => {
  const id = 'abc10def00ghjkmnpqrstvwxyz'
  expect(groupReference(id)).toBe('ABC10-DEF00-GHJKM-NPQRS-TVWXY-Z')
  expect(readReference(groupReference(id))).toBe(id)
  expect(readReference(' ABC1O def0o GHJKM npqrs tvwxy z ')).toBe(id)
  expect(readReference('ａｂｃ10def00ghjkmnpqrstvwxyz')).toBe(id)
})

test('what cannot be a reference is none', () => {
  expect(readReference('')).toBeUndefined()
  expect(readReference('../../etc/passwd')).toBeUndefined()
  fc.assert(fc.property(fc.string(), text => readReference(text) === undefined || text.length >= 26))
})

test('an id of another form is shown as it is', () => {
  expect(groupReference('application-1')).toBe('application-1')
})
