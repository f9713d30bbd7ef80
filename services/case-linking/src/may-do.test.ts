import { noticesOf } from '@icms/reference-data/reference-view'
import { seededReference } from '@icms/reference-data/seeded-reference'
import { expect, test } from 'vitest'
import { type AskedCase, type AskingAccount, mayDo } from './may-do.ts'

const hk = (text: string): number => Date.parse(`${text}+08:00`)
const linkedAt = hk('2023-03-01T10:00')
const account: AskingAccount = { accountId: 'K7MP4TXQ', status: 'ACTIVE', restrictions: [] }
const courtCase = (caseNumber: string): AskedCase => ({
  caseId: `id of ${caseNumber}`,
  caseNumber,
  venue: null,
  links: [{ accountId: account.accountId, linkedAt }],
  notices: noticesOf(seededReference),
})
const personalInjuries = courtCase('DCPI 1234/2023')

test.each(['send', 'inspect'] as const)(
  'an active account may %s in an e-proceeding that is linked to it (R1, R8)',
  operation => {
    expect(mayDo(account, operation, personalInjuries, linkedAt)).toEqual({ allowed: true })
  },
)

test.each(['CREATED', 'TERMINATED', 'UNKNOWN'])('an account that is %s may do nothing (R1, R36b)', status => {
  const answer = mayDo({ ...account, status }, 'inspect', personalInjuries, linkedAt)
  expect(answer).toEqual({ allowed: false, reason: 'ACCOUNT_NOT_ACTIVE' })
})

test('an account that is suspended may do nothing, and an ended link allows nothing (R12, I5)', () => {
  const suspended = { ...account, status: 'SUSPENDED' }
  const ended = { ...personalInjuries, links: [] }
  for (const operation of ['send', 'inspect'] as const) {
    expect(mayDo(suspended, operation, personalInjuries, linkedAt)).toMatchObject({ reason: 'ACCOUNT_SUSPENDED' })
    expect(mayDo(account, operation, ended, linkedAt)).toMatchObject({ reason: 'NOT_LINKED' })
  }
})

test('nothing is allowed before the link, or through the link of another account (R40a, R41)', () => {
  const refused = { allowed: false, reason: 'NOT_LINKED' }
  expect(mayDo(account, 'send', personalInjuries, linkedAt - 1)).toEqual(refused)
  expect(mayDo({ ...account, accountId: 'ZZZZZZZZ' }, 'send', personalInjuries, linkedAt)).toEqual(refused)
})

test('nothing is allowed in a proceeding that is no e-proceeding at the time (R2)', () => {
  const refused = { allowed: false, reason: 'NOT_AN_E_PROCEEDING' }
  expect(mayDo(account, 'send', courtCase('HCA 1/2023'), hk('2025-12-18T23:59'))).toEqual(refused)
  expect(mayDo(account, 'send', courtCase('HCA 1/2023'), hk('2025-12-19T00:00'))).toEqual({ allowed: true })
  expect(mayDo(account, 'send', courtCase('nothing'), linkedAt)).toEqual(refused)
})

test.each([
  ['in this proceeding', personalInjuries.caseId, false],
  ['in every proceeding', null, false],
  ['in another proceeding', 'another', true],
])('an order of the court %s stops sending, and never inspecting (R11, A28)', (_, caseId, allowed) => {
  const restricted = { ...account, restrictions: [{ caseId }] }
  expect(mayDo(restricted, 'send', personalInjuries, linkedAt)).toEqual(
    allowed ? { allowed } : { allowed, reason: 'RESTRICTED_BY_ORDER' },
  )
  expect(mayDo(restricted, 'inspect', personalInjuries, linkedAt)).toEqual({ allowed: true })
})
