import { expect, test } from 'vitest'
import { comparePlaces, placeOf, placeText } from './row-order.ts'

test('a place survives its text, whatever the id is made of', () => {
  for (const place of [
    { order: 1.7e12, id: 'a|b"c 香港' },
    { order: -3, id: '' },
  ])
    expect(placeOf(placeText(place))).toEqual(place)
})

test('a text that no page gave is refused', () => {
  for (const text of [
    '',
    'nonsense',
    Buffer.from('{"order":1}').toString('base64url'),
    Buffer.from('["1","a"]').toString('base64url'),
  ])
    expect(() => placeOf(text)).toThrow(/take `next` of the page before/)
})

test('rows are ordered by number, and by the bytes of their ids where it is the same', () => {
  const places = [
    { order: 10, id: 'a' },
    { order: 9, id: 'b' },
    { order: 9, id: '\u{1f600}' },
    { order: 9, id: '\uffee' },
    { order: 9, id: 'a' },
  ]
  expect(places.toSorted(comparePlaces).map(p => `${p.order}${p.id}`)).toEqual([
    '9a',
    '9b',
    '9\uffee',
    '9\u{1f600}',
    '10a',
  ])
})
