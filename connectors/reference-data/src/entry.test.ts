import { storyOf } from '@icms/backbone/story'
import { contracts } from '@icms/schemas/contracts'
import { expect, test } from 'vitest'
import { entry } from './entry.ts'
import type { EntryContent } from './entry-content.ts'

const at = Date.parse('2023-05-01T10:00:00+08:00')
const notice = (caseType: string): EntryContent => ({
  'icms.reference.ImplementationNotice': { court: 'DC', caseType, venue: '*', gazette: null },
})
const record = (content: EntryContent, effectiveFrom = '2023-06-01') =>
  ({ type: 'RecordReferenceEntry', data: { entryId: 'entry-1', effectiveFrom, content } }) as const
const story = () => storyOf(entry, { key: 'entry-1', contracts })

test('an entry is recorded with the time at which it was entered', () => {
  expect(story().input(record(notice('DCPI')), at)).toEqual([
    {
      type: 'ReferenceEntryRecorded',
      data: {
        entryId: 'entry-1',
        effectiveFrom: '2023-06-01',
        recordedAt: at,
        recordedBy: null,
        content: notice('DCPI'),
      },
    },
  ])
})

test('the same entry again changes nothing', () => {
  const told = story()
  told.input(record(notice('DCPI')), at)
  expect(told.input(record(notice('DCPI')), at + 1)).toEqual([])
})

test.each([
  ['another content', record(notice('DCCJ'))],
  ['another effective date', record(notice('DCPI'), '2023-06-02')],
])('an entry is never edited: %s under its id is refused', (_, other) => {
  const told = story()
  told.input(record(notice('DCPI')), at)
  expect(told.input(other, at + 1)).toEqual([
    { type: 'ReferenceEntryRefused', data: { entryId: 'entry-1', at: at + 1, reason: 'ID_IN_USE' } },
  ])
  expect(told.input(record(notice('DCPI')), at + 2)).toEqual([])
})

test('a date that does not exist is refused, and the id stays free', () => {
  const told = story()
  expect(told.input(record(notice('DCPI'), '2023-02-30'), at)).toMatchObject([{ data: { reason: 'INVALID_DATE' } }])
  expect(told.input(record(notice('DCPI')), at)).toMatchObject([{ type: 'ReferenceEntryRecorded' }])
})

test.each<[string, EntryContent]>([
  [
    'a closure that ends before it begins',
    { 'icms.reference.Closure': { from: at, until: at, wholeDay: true, reason: 'GALE_WARNING' } },
  ],
  [
    'a closure of years',
    { 'icms.reference.Closure': { from: at, until: at + 400 * 86_400_000, wholeDay: true, reason: 'DIRECTED' } },
  ],
  [
    'a holiday on a day that does not exist',
    { 'icms.reference.GeneralHoliday': { date: '2023-13-01', nameEn: 'a', nameZh: 'b', observed: true } },
  ],
  [
    'a notice without a court',
    { 'icms.reference.ImplementationNotice': { court: '', caseType: '*', venue: '*', gazette: null } },
  ],
  ['terms at no web address', { 'icms.reference.TermsVersion': { version: '2', url: 'javascript:alert(1)' } }],
  [
    'instructions without a version',
    { 'icms.reference.InstructionsVersion': { version: '', url: 'https://a.example' } },
  ],
  ['a link type in small letters', { 'icms.reference.LinkType': { documentType: 'writ', links: true } }],
])('%s is refused', (_, content) => {
  expect(story().input(record(content), at)).toMatchObject([{ data: { reason: 'INVALID_CONTENT' } }])
})
