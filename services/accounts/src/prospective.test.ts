import { defaultPolicy } from '@icms/schemas/policy'
import { expect, test } from 'vitest'
import { accountUnder } from './account.ts'
import {
  accountId,
  activateAccount,
  activeStory,
  administrator,
  approved,
  approvedAt,
  caseLinked,
  createdStory,
  filed,
  hk,
  linkRefused,
  newStory,
  restoreAccount,
} from './account-story.ts'

const until = hk('2023-03-03T23:59:59.999')
const graceEnd = until + 24 * 3_600_000
const conditional = { conditional: true }
const prospective = () => activeStory(hk('2023-02-02T09:00'), conditional)
const typesOf = (outputs: readonly { readonly type: string }[]) => outputs.map(({ type }) => type)

/** A prospective account that ended, and a filing made in time that arrived after its end. */
function withLateFiling(filedAt = until - 1000) {
  const story = prospective()
  story.advanceTo(graceEnd)
  story.input(filed(filedAt), graceEnd + 1000)
  return story
}

test('the period is 30 calendar days after the mail, to the end of the day, and the code is good no longer (R15c, A2, A6)', () => {
  const [created, issued] = newStory().input(approved(conditional), approvedAt)
  expect(created).toMatchObject({ type: 'AccountCreated', data: { prospectiveUntil: until } })
  expect(issued).toMatchObject({ type: 'ActivationIssued', data: { expiresAt: until } })
  expect(newStory().input(approved(), approvedAt)).toMatchObject([{ data: { prospectiveUntil: null } }, {}])
})

test('a code that is issued again in the period ends with it (R15c)', () => {
  const { story } = createdStory(conditional)
  const again = story.input({ type: 'ReissueActivation', data: { accountId } }, hk('2023-02-20T09:00'))
  expect(again).toMatchObject([{ type: 'ActivationIssued', data: { expiresAt: until } }])
  expect(story.input({ type: 'ReissueActivation', data: { accountId } }, until + 1)).toMatchObject([
    { type: 'AccountCommandRefused', data: { reason: 'PERIOD_OVER' } },
  ])
})

test('without a case the account ends after the period and its grace, without prior notice (R15d, A7)', () => {
  const story = prospective()
  expect(story.advanceTo(graceEnd - 1)).toEqual([])
  expect(story.advanceTo(graceEnd)).toMatchObject([
    {
      type: 'AccountTerminated',
      data: { at: graceEnd, prospectiveUntil: until, reason: { code: 'PROSPECTIVE_PERIOD_ENDED' } },
    },
  ])
  expect(story.rows[0]!.data).toMatchObject({ status: 'TERMINATED', sessionEpoch: null, isRestorable: false })
})

test('an account that was never activated ends in the same way (R15d)', () => {
  const { story } = createdStory(conditional)
  expect(typesOf(story.advanceTo(graceEnd))).toEqual(['AccountTerminated'])
  expect(story.state!.account!.status).toBe('TERMINATED')
})

test('the first link of a case filed in the period makes it an account like any other (R15b, R15c)', () => {
  const story = prospective()
  const filedAt = until - 1000
  story.input(filed(filedAt), until + 1000)
  expect(story.input(caseLinked(filedAt), until + 2000)).toMatchObject([
    { type: 'ProspectivePeriodMet', data: { filedAt } },
    { type: 'CaseStandingNoted' },
  ])
  expect(story.advanceTo(graceEnd + 1)).toEqual([])
  expect(story.state!.account).toMatchObject({ status: 'ACTIVE', prospectiveUntil: null })
})

test('a case that staff link in the period meets it as well (R15d, R40c)', () => {
  const story = prospective()
  const linked = caseLinked(null, { at: until })
  expect(typesOf(story.input(linked, until))).toEqual(['ProspectivePeriodMet', 'CaseStandingNoted'])
})

test('a filing made after the period waits for the account, and is refused when that ends (R15d)', () => {
  const story = prospective()
  expect(story.input(filed(until + 1), until + 1000)).toMatchObject([
    { type: 'FilingParked', data: { until: graceEnd } },
  ])
  expect(typesOf(story.advanceTo(graceEnd)).toSorted()).toEqual(['AccountTerminated', 'FilingRefused'])
  expect(story.state!.account!.refused).toMatchObject([{ reason: 'ACCOUNT_CLOSED' }])
})

test('a filing made after the period counts once another one had been made in time (R15d, A7)', () => {
  const story = prospective()
  story.input(filed(until + 1, 'late'), until + 1000)
  story.input(filed(until - 1, 'in-time'), until + 2000)
  expect(story.input(caseLinked(until - 1, { filingId: 'in-time' }), until + 3000)).toMatchObject([
    { type: 'ProspectivePeriodMet' },
    { type: 'FilingConfirmed', data: { filingId: 'late' } },
    { type: 'CaseStandingNoted' },
  ])
})

test('the end waits for a filing made in time of which it is not known yet whether it links (A7)', () => {
  const story = prospective()
  story.input(filed(until - 1), graceEnd - 1)
  expect(story.advanceTo(graceEnd + 60_000)).toEqual([])
  story.input(linkRefused('filing-1'), graceEnd + 60_001)
  const ended = story.advanceTo(graceEnd + 60_002)
  expect(ended).toMatchObject([{ type: 'AccountTerminated' }, { type: 'CaseAccessEnded' }])
})

test('a filing made in time that comes after the end waits for the Judiciary Administrator, who restores (R15d, A7)', () => {
  const story = withLateFiling()
  expect(story.state!.parked).toHaveLength(1)
  expect(story.rows[0]).toMatchObject({
    data: { isRestorable: true, status: 'TERMINATED' },
    indexes: { worklist: { value: 'RESTORABLE' } },
  })
  const at = graceEnd + 60_000
  expect(story.input(restoreAccount, at, administrator)).toMatchObject([
    { type: 'AccountDecisionRecorded', data: { command: 'RestoreAccount', decidedBy: 'staff-9' } },
    { type: 'AccountRestored', data: { life: 1 } },
    { type: 'FilingConfirmed', data: { filingId: 'filing-1', life: 1 } },
  ])
  expect(story.state!.account!.status).toBe('ACTIVE')
  expect(story.rows[0]!.data.sessionEpoch).toBe(at)
  expect(typesOf(story.input(caseLinked(until - 1000), at + 1))).toEqual(['ProspectivePeriodMet', 'CaseStandingNoted'])
  expect(story.advanceTo(at + 1000)).toEqual([])
})

test('a restored account ends again when the filing links no case after all (R15d)', () => {
  const story = withLateFiling()
  const at = graceEnd + 60_000
  story.input(restoreAccount, at, administrator)
  story.input(linkRefused('filing-1'), at + 1)
  expect(typesOf(story.advanceTo(at + 2))).toContain('AccountTerminated')
})

test('nothing restores an account for a filing made too late, or before the activation, or when nothing waits (R15d)', () => {
  for (const filedAt of [until + 1, hk('2023-02-02T08:59')]) {
    const story = withLateFiling(filedAt)
    expect(story.state!.parked).toEqual([])
    expect(story.input(restoreAccount, graceEnd + 60_000, administrator)).toMatchObject([
      { type: 'AccountCommandRefused', data: { reason: 'NOT_RESTORABLE' } },
    ])
  }
})

test('a filing that nobody restores the account for is refused in the end (A7)', () => {
  const story = withLateFiling()
  expect(story.advanceTo(graceEnd + 40 * 24 * 3_600_000)).toMatchObject([
    { type: 'FilingRefused', data: { reason: 'ACCOUNT_CLOSED' } },
  ])
  expect(story.rows[0]!.data.isRestorable).toBe(false)
})

test('a suspended prospective account ends with its period too (R15d)', () => {
  const { story, activationId } = createdStory(conditional)
  story.input(activateAccount(activationId), hk('2023-02-02T09:00'))
  const reason = { code: 'MISUSE', textEn: null, textZh: null }
  story.input(
    { type: 'SuspendAccount', data: { accountId, reason, note: null } },
    hk('2023-02-03T09:00'),
    administrator,
  )
  expect(typesOf(story.advanceTo(graceEnd))).toEqual(['AccountTerminated'])
})

test('period, code and grace are settings; the date in a mail that went out stays (R15c, A6, A7, A8)', () => {
  const other = accountUnder({ ...defaultPolicy, prospectiveDays: 60, activationDays: 10, graceHours: 1 })
  const fresh = newStory()
  fresh.aggregate = other
  expect(fresh.input(approved(conditional), approvedAt)).toMatchObject([
    { data: { prospectiveUntil: hk('2023-04-02T23:59:59.999') } },
    { data: { expiresAt: hk('2023-02-11T23:59:59.999') } },
  ])
  const told = prospective()
  told.aggregate = other
  expect(told.timers).toMatchObject([{ name: 'prospective', at: until + 3_600_000 }])
  expect(told.advanceTo(until + 3_600_000)).toMatchObject([
    { type: 'AccountTerminated', data: { prospectiveUntil: until } },
  ])
  const { story: created } = createdStory()
  const promised = created.state?.account?.activation?.expiresAt
  created.aggregate = other
  expect(created.timers).toMatchObject([{ name: 'activation', at: promised! + 1 }])
})
