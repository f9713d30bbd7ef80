import { expect, test } from 'vitest'
import { codecOf, isForeign, personalPathsOf, recordsOf, schemaOf, subjectOf, topicOf, topics } from './catalogue.ts'

test('a record name leads to the one topic that we write it on', () => {
  expect(topicOf('ApplicationVetted')).toBe('vetting.events.v1')
  expect(topicOf('FilingLodged')).toBe('court-cases.events.v1')
  expect(topicOf('PersonState')).toBe('vetting.state.v1')
})

test('a subject names the topic and the record, so that one topic holds several records', () => {
  expect(subjectOf('vetting.events.v1', 'icms.vetting.ApplicationVetted')).toBe(
    'vetting.events.v1-icms.vetting.ApplicationVetted',
  )
})

test('only what court case systems write is foreign', () => {
  const foreign = topics().filter(topic => recordsOf(topic).every(({ fullName }) => isForeign(fullName)))
  expect(foreign).toEqual(['court.cases.v1', 'court.filings.v1'])
})

test('the personal fields of a form are known at every depth', () => {
  const paths = personalPathsOf('icms.intakeweb.ApplicationSubmitted')
  expect(paths).toContain('form.identityDocument.number')
  expect(paths).toContain('form.address.lines')
  expect(paths).toContain('form.personalRepresentative.name.nameZh')
  expect(paths).not.toContain('form.eligibility')
})

test('a reason that staff wrote is personal in each item of the list', () => {
  expect(personalPathsOf('icms.vetting.ApplicationRejected')).toEqual(['reasons[].textEn', 'reasons[].textZh'])
})

test('what goes to the Help Centre says nothing personal', () => {
  expect(personalPathsOf('icms.vetting.ApplicationVetted')).toEqual([])
})

test('an unknown record is refused with what to do', () => {
  expect(() => schemaOf('icms.vetting.Nothing')).toThrow('not in the catalogue')
})

test('one of several contents of an entry is wrapped by its full name', () => {
  const type = codecOf('icms.reference.ReferenceEntryRecorded')
  const entry = {
    entryId: 'link-writ',
    effectiveFrom: '2022-05-06',
    recordedAt: 0,
    content: { 'icms.reference.LinkType': { documentType: 'WRIT', links: true } },
    recordedBy: null,
  }
  expect(type.fromBuffer(type.toBuffer(entry))).toEqual(entry)
})
