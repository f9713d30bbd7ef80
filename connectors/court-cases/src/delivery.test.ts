import { storyOf } from '@icms/backbone/story'
import { caseIdOf } from '@icms/schemas/case-number'
import { contracts } from '@icms/schemas/contracts'
import type { ReceiveFiling } from '@icms/schemas/generated/court-cases-commands-v1'
import { printLoginName } from '@icms/schemas/registrant-id'
import { expect, test } from 'vitest'
import { delivery } from './delivery.ts'
import { filedAt, hk, received } from './received-filing.ts'

const accountId = 'K7MP4TXQ'
const loginName = printLoginName(accountId)
const caseId = caseIdOf('DCPI 123/2023')
const newStory = () => storyOf(delivery, { key: 'delivery-1', contracts })
const of = { filingId: 'delivery-1', caseId, caseNumber: 'DCPI 123/2023', accountId, at: filedAt + 9 }
const decided = {
  ...of,
  registrantId: accountId,
  party: 'CHAN Tai Man',
  role: 'PLAINTIFF',
  referenceVersion: 1,
} as const
const linked = {
  type: 'CaseLinked',
  data: { ...decided, requestId: null, filedAt, life: 0, disposedAt: null },
} as const
const kept = { type: 'LinkKept', data: { ...of, life: 0 } } as const
const notLinked = { type: 'LinkRefused', data: { ...decided, reason: 'NOT_AN_E_PROCEEDING' } } as const
const refused = {
  type: 'FilingRefused',
  data: {
    ...of,
    loginName,
    party: 'CHAN Tai Man',
    role: 'PLAINTIFF',
    documentType: 'WRIT',
    venue: null,
    representation: 'IN_PERSON',
    lodgedVia: 'ICMS',
    filedAt,
    source: '/court/dc',
    sourceId: '1',
    reason: 'UNKNOWN_ACCOUNT',
    referenceVersion: 1,
  },
} as const

test('a filing is told on to the account that it names, in canonical form, with the opaque id of its case', () => {
  const story = newStory()
  const [lodged] = story.input(received(), filedAt + 1)
  expect(lodged).toMatchObject({
    type: 'FilingLodged',
    key: accountId,
    data: {
      caseId,
      caseNumber: 'DCPI 123/2023',
      filingId: 'delivery-1',
      court: 'DC',
      accountId,
      loginName,
      party: 'CHAN Tai Man',
      documentType: 'WRIT',
      courtReference: 'DC-REF-1',
    },
  })
  expect(story.rows).toMatchObject([{ table: 'deliveries', id: 'delivery-1', indexes: { outcome: { value: 'OPEN' } } }])
})

test.each(['DCPI 123/2023', 'dcpi0123/2023', 'ＤＣＰＩ　１２３／２０２３', ' Dcpi 000123 / 2023 '])(
  'however a court spells %j, it is the same case',
  caseNumber => {
    expect(newStory().input(received({ caseNumber }), filedAt + 1)).toMatchObject([
      { type: 'FilingLodged', data: { caseId } },
    ])
  },
)

test.each<[string, Partial<ReceiveFiling>]>([
  ['its login name', { accountId: null, loginName }],
  [
    'its login name as it was typed',
    { accountId: null, loginName: ` ${loginName.toLowerCase().replaceAll('-', ' ')} ` },
  ],
  ['both, where they agree', { loginName }],
])('the filer is found by %s', (_, change) => {
  expect(newStory().input(received(change), filedAt + 1)).toMatchObject([{ data: { accountId, loginName } }])
})

test.each<[string, Partial<ReceiveFiling>, string]>([
  ['a type of case that does not exist', { caseNumber: 'ABCD 1/2023' }, 'INVALID_CASE_NUMBER'],
  ['a case of next year', { caseNumber: 'DCPI 1/2024' }, 'INVALID_CASE_NUMBER'],
  ['no case number', { caseNumber: '' }, 'INVALID_CASE_NUMBER'],
  ['nobody as filer', { accountId: null }, 'INVALID_LOGIN_NAME'],
  [
    'a login name with a slip in it',
    { accountId: null, loginName: `${loginName.slice(0, -1)}${loginName.endsWith('2') ? '3' : '2'}` },
    'INVALID_LOGIN_NAME',
  ],
  ['two filers', { accountId: 'QQQQ2222', loginName }, 'INVALID_LOGIN_NAME'],
  ['an account id that cannot be one', { accountId: 'O0I1L0O0' }, 'INVALID_LOGIN_NAME'],
  ['no party', { party: ' ' }, 'INVALID_FILING'],
  ['a party that is no text', { party: 'CHAN\r\nBcc: x' }, 'INVALID_FILING'],
  ['a party without end', { party: 'x'.repeat(201) }, 'INVALID_FILING'],
  ['a role that this build does not know', { role: 'UNKNOWN' }, 'INVALID_FILING'],
  ['no document type', { documentType: '' }, 'INVALID_FILING'],
  ['a venue that is no code', { venue: 'the court at Wan Chai' }, 'INVALID_FILING'],
  ['a filing of tomorrow', { filedAt: hk('2023-03-02T10:00') }, 'INVALID_FILING'],
  ['a filing before there was a court system', { filedAt: -1 }, 'INVALID_FILING'],
  ['a filing at no time that is one', { filedAt: 9e15 }, 'INVALID_FILING'],
])('%s is refused at once, with the reason, to their reference', (_, change, reason) => {
  const story = newStory()
  const { source, sourceId, courtReference, caseNumber } = received(change).data
  const data = { source, sourceId, courtReference, at: filedAt + 1, outcome: 'REFUSED', reason, caseNumber }
  expect(story.input(received(change), filedAt + 1)).toEqual([{ type: 'FilingAnswered', key: 'DC-REF-1', data }])
  expect(story.rows).toMatchObject([{ data: { reason }, indexes: { outcome: { value: 'REFUSED' } } }])
})

test.each(['', ' ', 'x'.repeat(101), '陳大文'])(
  'an answer to the reference %j is keyed by our own id',
  courtReference => {
    const [answer] = newStory().input(received({ courtReference, caseNumber: '?' }), filedAt + 1)
    expect(answer!.key).toBe('delivery-1')
  },
)

test('what cannot be read is refused by an answer', () => {
  const data = { deliveryId: 'delivery-1', source: '/court/dc', sourceId: '1', courtReference: 'DC-REF-1' }
  expect(newStory().input({ type: 'ReceiveUnreadable', data }, filedAt)).toMatchObject([
    { type: 'FilingAnswered', key: 'DC-REF-1', data: { outcome: 'REFUSED', reason: 'INVALID_FILING', caseNumber: '' } },
  ])
})

test.each([
  ['linked', linked, 'ACCEPTED', null],
  ['linked before', kept, 'ACCEPTED', null],
  ['refused by the case', notLinked, 'REFUSED', 'NOT_AN_E_PROCEEDING'],
  ['refused by the account', refused, 'REFUSED', 'UNKNOWN_ACCOUNT'],
] as const)('a filing that was %s is answered once', (_, outcomeFact, outcome, reason) => {
  const story = newStory()
  story.input(received(), filedAt + 1)
  const data = {
    source: '/court/dc',
    sourceId: '1',
    courtReference: 'DC-REF-1',
    at: filedAt + 9,
    outcome,
    reason,
    caseNumber: 'DCPI 123/2023',
  }
  expect(story.input(outcomeFact, filedAt + 9)).toEqual([{ type: 'FilingAnswered', key: 'DC-REF-1', data }])
  for (const late of [linked, kept, notLinked, refused]) expect(story.input(late, filedAt + 10)).toEqual([])
})

test('a delivery that comes again decides nothing, under way and answered', () => {
  const story = newStory()
  story.input(received(), filedAt + 1)
  expect(story.input(received(), filedAt + 2)).toEqual([])
  story.input(linked, filedAt + 3)
  expect(story.input(received({ caseNumber: '?' }), filedAt + 4)).toEqual([])
})

test('an outcome of a filing that nobody delivered decides nothing', () => {
  for (const fact of [linked, kept, notLinked, refused]) expect(newStory().input(fact, filedAt)).toEqual([])
})
