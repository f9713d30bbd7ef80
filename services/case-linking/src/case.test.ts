import { noReference } from '@icms/backbone/reference'
import { storyOf } from '@icms/backbone/story'
import { seededReference, withRecorded } from '@icms/reference-data/seeded-reference'
import { caseIdOf } from '@icms/schemas/case-number'
import { contracts } from '@icms/schemas/contracts'
import type { FilingConfirmed } from '@icms/schemas/generated/accounts-events-v1'
import { expect, test } from 'vitest'
import { courtCase } from './case.ts'

const hk = (text: string) => Date.parse(`${text}+08:00`)
const filedAt = hk('2023-03-01T10:00')
const caseId = caseIdOf('DCPI 1234/2023')
const newStory = (reference = seededReference) => storyOf(courtCase, { key: caseId, contracts, reference })

function confirmed(change: Partial<FilingConfirmed> = {}) {
  const data: FilingConfirmed = {
    filingId: 'filing-1',
    caseId,
    caseNumber: 'DCPI 1234/2023',
    accountId: 'K7MP4TXQ',
    loginName: 'K7MP-4TXQ-9',
    party: 'CHAN Tai Man',
    role: 'PLAINTIFF',
    documentType: 'WRIT',
    venue: null,
    representation: 'IN_PERSON',
    lodgedVia: 'ICMS',
    filedAt,
    source: '/court/dc',
    sourceId: '1',
    at: filedAt + 1,
    registrantId: 'K7MP4TXQ',
    referenceVersion: 1,
    life: 0,
    ...change,
  }
  return { type: 'FilingConfirmed', data } as const
}

test('an originating document that a party in person files through iCMS links the account by itself (R40e)', () => {
  const story = newStory()
  expect(story.input(confirmed(), filedAt + 2)).toEqual([
    {
      type: 'CaseLinked',
      data: {
        caseId,
        caseNumber: 'DCPI 1234/2023',
        accountId: 'K7MP4TXQ',
        registrantId: 'K7MP4TXQ',
        party: 'CHAN Tai Man',
        role: 'PLAINTIFF',
        filingId: 'filing-1',
        requestId: null,
        filedAt,
        disposedAt: null,
        life: 0,
        at: filedAt + 2,
        referenceVersion: seededReference.version,
      },
    },
  ])
  expect(story.rows.filter(({ table }) => table !== 'cases')).toMatchObject([
    {
      table: 'links',
      id: `${caseId}/K7MP4TXQ`,
      data: { status: 'LINKED', linkedAt: filedAt + 2 },
      indexes: { account: { value: 'K7MP4TXQ' } },
    },
  ])
})

test('an acknowledgement of service links the defendant beside the plaintiff (R40f)', () => {
  const story = newStory()
  story.input(confirmed(), filedAt + 2)
  const defendant = {
    filingId: 'filing-2',
    accountId: 'QQQQ2222',
    role: 'DEFENDANT',
    documentType: 'ACKNOWLEDGEMENT_OF_SERVICE',
  } as const
  expect(story.input(confirmed(defendant), filedAt + 3)).toMatchObject([
    { type: 'CaseLinked', data: { accountId: 'QQQQ2222' } },
  ])
  expect(story.state!.links).toHaveLength(2)
})

test('a further filing of a linked account is acknowledged and changes nothing (7.3)', () => {
  const story = newStory()
  story.input(confirmed(), filedAt + 2)
  expect(story.input(confirmed({ filingId: 'filing-2' }), filedAt + 3)).toMatchObject([
    { type: 'LinkKept', data: { filingId: 'filing-2' } },
  ])
  expect(story.state!.links).toHaveLength(1)
})

test('a filing that is told again decides nothing, linked or refused', () => {
  const story = newStory()
  story.input(confirmed(), filedAt + 2)
  expect(story.input(confirmed(), filedAt + 3)).toEqual([])
  story.input(confirmed({ filingId: 'filing-2', lodgedVia: 'COUNTER' }), filedAt + 4)
  expect(story.input(confirmed({ filingId: 'filing-2', lodgedVia: 'COUNTER' }), filedAt + 5)).toEqual([])
})

test.each<[string, Partial<FilingConfirmed>, string]>([
  ['lodged at the counter (R40e)', { lodgedVia: 'COUNTER' }, 'NOT_LODGED_THROUGH_ICMS'],
  ['by a channel that this build does not know', { lodgedVia: 'UNKNOWN' }, 'NOT_LODGED_THROUGH_ICMS'],
  ['for a party with a solicitor (R15a)', { representation: 'SOLICITOR' }, 'NOT_ACTING_IN_PERSON'],
  ['of a type that does not link (A17)', { documentType: 'AFFIDAVIT' }, 'DOCUMENT_TYPE_DOES_NOT_LINK'],
  ['in a type of proceeding without a notice (R2)', { caseNumber: 'DCMP 1/2023' }, 'NOT_AN_E_PROCEEDING'],
  ['in a court whose notice comes later (R2)', { caseNumber: 'HCA 1/2023' }, 'NOT_AN_E_PROCEEDING'],
])('a filing %s links nothing and says why', (_, change, reason) => {
  const story = newStory()
  expect(story.input(confirmed(change), filedAt + 2)).toMatchObject([{ type: 'LinkRefused', data: { reason } }])
  expect(story.state!.links).toEqual([])
  expect(story.rows.filter(({ table }) => table !== 'cases')).toMatchObject([
    { table: 'refusals', id: 'filing-1', data: { reason } },
  ])
})

test('a proceeding is an e-proceeding from the first day of its notice, by the day of filing and not of reading (R2)', () => {
  const hca = { caseNumber: 'HCA 1/2025', filedAt: hk('2025-12-18T23:59:59') }
  const firstDay = hk('2025-12-19T00:00')
  expect(newStory().input(confirmed(hca), firstDay + 1)).toMatchObject([
    { type: 'LinkRefused', data: { reason: 'NOT_AN_E_PROCEEDING' } },
  ])
  expect(newStory().input(confirmed({ ...hca, filedAt: firstDay }), firstDay + 1)).toMatchObject([
    { type: 'CaseLinked' },
  ])
})

test('a notice for one venue covers the cases of that venue (R2, s.11(2)(c))', () => {
  const notice = {
    'icms.reference.ImplementationNotice': { court: 'DC', caseType: 'DCMP', venue: 'WT', gazette: null },
  }
  const reference = withRecorded(
    seededReference,
    { entryId: 'n1', effectiveFrom: '2023-01-01', content: notice },
    filedAt,
  )
  const dcmp = { caseNumber: 'DCMP 1/2023' }
  expect(newStory(reference).input(confirmed({ ...dcmp, venue: 'WT' }), filedAt + 2)).toMatchObject([
    { type: 'CaseLinked' },
  ])
  for (const venue of [null, 'KT'])
    expect(newStory(reference).input(confirmed({ ...dcmp, venue }), filedAt + 2)).toMatchObject([
      { type: 'LinkRefused' },
    ])
})

test('an account is not on both sides of a case, and keeps the link that it had', () => {
  const story = newStory()
  story.input(confirmed(), filedAt + 2)
  const other = confirmed({ filingId: 'filing-2', role: 'RESPONDENT' })
  expect(story.input(other, filedAt + 3)).toMatchObject([{ type: 'LinkRefused', data: { reason: 'ROLE_CONFLICT' } }])
  expect(story.state!.links).toHaveLength(1)
})

test('without reference data nothing links', () => {
  expect(newStory(noReference).input(confirmed(), filedAt + 2)).toMatchObject([{ type: 'LinkRefused' }])
})
