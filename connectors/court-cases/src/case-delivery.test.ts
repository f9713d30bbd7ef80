import { storyOf } from '@icms/backbone/story'
import { caseIdOf } from '@icms/schemas/case-number'
import { contracts } from '@icms/schemas/contracts'
import type { ReceiveCaseChange, ReceiveOrder } from '@icms/schemas/generated/court-cases-commands-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { printLoginName } from '@icms/schemas/registrant-id'
import { expect, test } from 'vitest'
import { delivery } from './delivery.ts'
import { filedAt, hk } from './received-filing.ts'

const accountId = 'K7MP4TXQ'
const loginName = printLoginName(accountId)
const caseId = caseIdOf('DCPI 123/2023')
const newStory = () => storyOf(delivery, { key: 'delivery-1', contracts })

const caseChange = (change: Partial<ReceiveCaseChange> = {}): MessageOf<'ReceiveCaseChange'> => {
  const origin = { source: '/court/dc', sourceId: '1', courtReference: 'JUD-1' }
  const told = { ...origin, caseNumber: 'dcpi 0123/2023', court: null }
  return {
    type: 'ReceiveCaseChange',
    data: { deliveryId: 'delivery-1', ...told, change: 'DISPOSED', changedAt: filedAt, ...change },
  }
}

test.each([
  ['DISPOSED', 'CaseDisposed', 'disposedAt'],
  ['REOPENED', 'CaseReopened', 'reopenedAt'],
] as const)('a case that is %s is told on under our own id, and answered at once (R16a, A13)', (change, type, when) => {
  const story = newStory()
  expect(story.input(caseChange({ change }), filedAt + 1)).toMatchObject([
    { type, key: caseIdOf('DCPI 123/2023'), data: { caseNumber: 'DCPI 123/2023', [when]: filedAt } },
    { type: 'FilingAnswered', key: 'JUD-1', data: { outcome: 'ACCEPTED', reason: null } },
  ])
  expect(story.input(caseChange({ change }), filedAt + 2)).toEqual([])
})

test.each<[string, Partial<ReceiveCaseChange>, string]>([
  ['no case number', { caseNumber: '?' }, 'INVALID_CASE_NUMBER'],
  ['a change that this build does not know', { change: 'UNKNOWN' }, 'INVALID_FILING'],
  ['a disposal of tomorrow', { changedAt: hk('2023-03-02T10:00') }, 'INVALID_FILING'],
  ['no reference', { courtReference: ' ' }, 'INVALID_FILING'],
])('what became of a case with %s is refused', (_, change, reason) => {
  expect(newStory().input(caseChange(change), filedAt + 1)).toMatchObject([
    { type: 'FilingAnswered', data: { outcome: 'REFUSED', reason } },
  ])
})

const orderTold = (change: Partial<ReceiveOrder> = {}): MessageOf<'ReceiveOrder'> => {
  const origin = { source: '/court/dc', sourceId: '1', courtReference: 'ORD-1' }
  const whose = { orderId: '17', caseNumber: 'dcpi 0123/2023', loginName, accountId: null }
  return {
    type: 'ReceiveOrder',
    data: { deliveryId: 'delivery-1', ...origin, ...whose, change: 'MADE', changedAt: filedAt, ...change },
  }
}
const ofOrder = { accountId, at: filedAt + 2, orderId: '/court/dc 17', deliveryId: 'delivery-1' }

test.each([
  ['MADE', 'OrderMade', 'madeAt'],
  ['LIFTED', 'OrderLifted', 'liftedAt'],
] as const)('an order that is %s is told to the account, whose answer is the court’s (R11)', (change, type, when) => {
  const story = newStory()
  expect(story.input(orderTold({ change }), filedAt + 1)).toMatchObject([
    { type, key: accountId, data: { orderId: '/court/dc 17', caseNumber: 'DCPI 123/2023', [when]: filedAt } },
  ])
  expect(story.input(orderTold({ change }), filedAt + 1)).toEqual([])
  const recorded = { ...ofOrder, caseId, caseNumber: 'DCPI 123/2023', madeAt: filedAt }
  expect(story.input({ type: 'RestrictionRecorded', data: recorded }, filedAt + 2)).toMatchObject([
    { type: 'FilingAnswered', key: 'ORD-1', data: { outcome: 'ACCEPTED', caseNumber: 'DCPI 123/2023' } },
  ])
})

test('an order on every proceeding names no case, and one on nobody whom we know is refused (R11)', () => {
  const story = newStory()
  expect(story.input(orderTold({ caseNumber: null }), filedAt + 1)).toMatchObject([{ data: { caseId: null } }])
  expect(
    story.input({ type: 'RestrictionRefused', data: { ...ofOrder, reason: 'UNKNOWN_ACCOUNT' } }, filedAt + 2),
  ).toMatchObject([{ type: 'FilingAnswered', data: { outcome: 'REFUSED', reason: 'UNKNOWN_ACCOUNT', caseNumber: '' } }])
})

test.each<[string, Partial<ReceiveOrder>, string]>([
  ['no login name', { loginName: 'nobody' }, 'INVALID_LOGIN_NAME'],
  ['no case number', { caseNumber: '?' }, 'INVALID_CASE_NUMBER'],
  ['no id of its own', { orderId: ' ' }, 'INVALID_FILING'],
  ['a time to come', { changedAt: hk('2023-03-02T10:00') }, 'INVALID_FILING'],
  ['a change that this build does not know', { change: 'UNKNOWN' }, 'INVALID_FILING'],
])('an order with %s is refused', (_, change, reason) => {
  expect(newStory().input(orderTold(change), filedAt + 1)).toMatchObject([
    { type: 'FilingAnswered', data: { outcome: 'REFUSED', reason } },
  ])
})
