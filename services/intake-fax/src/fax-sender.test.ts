import { expect, test } from 'vitest'
import { type Call, createFaxOffice, faxIdOf, hourMs, receiveFax } from './fax-story.ts'

/** What the second paper is marked with, where both calls come of one sender and name nothing. */
function likelyWith(first: Call, second: Call, later = hourMs) {
  const office = createFaxOffice()
  office.give(receiveFax('1', { senderId: 'sender-1', ...first }))
  office.give(receiveFax('2', { senderId: 'sender-1', ...second }), later)
  office.advance(6 * hourMs)
  office.prepareAll()
  expect(office.papers).toHaveLength(2)
  return office.papers.find(({ paperId }) => paperId === faxIdOf('2'))!.likelyWith
}
const broken = { isPartial: true, pagesDeclared: 5, pagesFound: 2 }

test('R32b: a call of the same sender that brings what was missing, or all of it again, is marked and not joined', () => {
  expect(likelyWith(broken, { pagesFound: 3 })).toBe(faxIdOf('1'))
  expect(likelyWith(broken, { pagesFound: 5 })).toBe(faxIdOf('1'))
  expect(likelyWith({ ...broken, pagesDeclared: null }, { pagesFound: 1 })).toBe(faxIdOf('1'))
})

test('another number of pages, another sender, a call that was whole or long ago, is no sign of anything', () => {
  expect(likelyWith(broken, { pagesFound: 4 })).toBeNull()
  expect(likelyWith(broken, { pagesFound: 3, senderId: 'sender-2' })).toBeNull()
  expect(likelyWith(broken, { pagesFound: 3, senderId: null })).toBeNull()
  expect(likelyWith({}, { pagesFound: 3 })).toBeNull()
  expect(likelyWith(broken, { pagesFound: 3 }, 2 * hourMs + 1)).toBeNull()
})

test('what a call completes by name is not guessed at again', () => {
  const office = createFaxOffice()
  office.give(receiveFax('1', { senderId: 'sender-1', ...broken }))
  office.give(receiveFax('2', { senderId: 'sender-1', continues: '1', pagesFound: 3 }))
  office.give(receiveFax('3', { senderId: 'sender-1', pagesFound: 3 }))
  office.prepareAll()
  expect(office.papers.map(({ paperId, likelyWith: likely }) => [paperId, likely])).toEqual([
    [faxIdOf('1'), null],
    [faxIdOf('3'), null],
  ])
})
