import { expect, test } from 'vitest'
import {
  accountId,
  activateAccount,
  activeStory,
  createdStory,
  hk,
  newStory,
  terminateAccount,
  termsVersion,
  tryActivation,
} from './account-story.ts'

const at = hk('2023-02-02T09:00')
const minuteMs = 60_000

test('services are open once the holder gave the code, accepted the terms and chose a password (R29, R36b)', () => {
  const { story, activationId } = createdStory()
  expect(story.input(tryActivation, at).map(o => o.type)).toEqual(['ActivationTried'])
  const [activated] = story.input(activateAccount(activationId), at + 1)
  expect(activated).toMatchObject({ type: 'AccountActivated', data: { accountId, at: at + 1, termsVersion } })
  expect(story.rows[0]!.data).toMatchObject({ status: 'ACTIVE', activation: null, sessionEpoch: at + 1 })
})

test('five tries are looked at, then none for 30 minutes (A33)', () => {
  const { story } = createdStory()
  const outputs = [1, 2, 3, 4, 5].map(n => story.input(tryActivation, at + n))
  expect(outputs.map(o => o.map(x => x.type))).toEqual([
    ...Array(4).fill(['ActivationTried']),
    ['ActivationTried', 'AccountLocked'],
  ])
  const until = at + 5 + 30 * minuteMs
  const refusal = { accountId, at: until - 1, reason: 'LOCKED', until }
  expect(story.input(tryActivation, until - 1)).toEqual([{ type: 'ActivationRefused', data: refusal }])
  expect(story.input(tryActivation, until)).toMatchObject([{ type: 'ActivationTried', data: { attempt: 6 } }])
})

test('the right code at the fifth try activates the account, and lifts the lock (A33)', () => {
  const { story, activationId } = createdStory()
  for (const n of [1, 2, 3, 4, 5]) story.input(tryActivation, at + n)
  expect(story.input(activateAccount(activationId), at + 6)).toMatchObject([{ type: 'AccountActivated' }])
  expect(story.rows[0]!.data.lockedUntil).toBeNull()
})

test('a code is good until the end of its last day, and a try after it sends for a new one (A8)', () => {
  const { story, activationId } = createdStory()
  const last = hk('2023-03-03T23:59:59.999')
  expect(story.input(tryActivation, last)).toMatchObject([{ type: 'ActivationTried' }])
  const late = story.input(tryActivation, last + 1)
  expect(late).toMatchObject([
    { type: 'ActivationRefused', data: { reason: 'CODE_EXPIRED' } },
    { type: 'ActivationIssued' },
  ])
  expect(story.input(activateAccount(activationId), last + 2)).toMatchObject([
    { type: 'ActivationRefused', data: { reason: 'CODE_SUPERSEDED' } },
  ])
  const renewed = story.state!.account!.activation!
  expect(renewed.expiresAt).toBe(hk('2023-04-03T23:59:59.999'))
  expect(story.input(activateAccount(renewed.activationId), last + 3)).toMatchObject([{ type: 'AccountActivated' }])
})

test('a code that expired while the holder read the terms does not activate (A8)', () => {
  const { story, activationId } = createdStory()
  expect(story.input(activateAccount(activationId), hk('2023-03-04T00:00'))).toMatchObject([
    { type: 'ActivationRefused', data: { reason: 'CODE_EXPIRED' } },
  ])
})

test('only the terms in force can be accepted (R29)', () => {
  const { story, activationId } = createdStory()
  expect(story.input(activateAccount(activationId, '2020-01'), at)).toMatchObject([
    { type: 'ActivationRefused', data: { reason: 'TERMS_NOT_CURRENT' } },
  ])
})

test('an account is activated once; none that is closed or does not exist', () => {
  const active = activeStory()
  for (const input of [tryActivation, activateAccount('any')])
    expect(active.input(input, at + minuteMs)).toMatchObject([{ data: { reason: 'ALREADY_ACTIVE' } }])
  active.input(terminateAccount, at + 2 * minuteMs)
  expect(active.input(tryActivation, at + 3 * minuteMs)).toMatchObject([{ data: { reason: 'ACCOUNT_CLOSED' } }])
  const story = newStory()
  for (const input of [tryActivation, activateAccount('any')])
    expect(story.input(input, at)).toMatchObject([{ type: 'ActivationRefused', data: { reason: 'NO_SUCH_ACCOUNT' } }])
  expect(story.state).toBeUndefined()
})

const reissue = { type: 'ReissueActivation', data: { accountId } } as const

test('a code that was not used in 30 days has expired, and a new one makes the account as it was (A8)', () => {
  const { story } = createdStory()
  const last = hk('2023-03-03T23:59:59.999')
  expect(story.advanceTo(last)).toEqual([])
  expect(story.advanceTo(last + 1)).toMatchObject([{ type: 'ActivationExpired' }])
  expect(story.rows[0]!.data).toMatchObject({ status: 'ACTIVATION_EXPIRED', activation: null })
  expect(story.input(reissue, last + 2)).toMatchObject([{ type: 'ActivationIssued' }])
  const renewed = story.state!.account!
  expect(renewed.status).toBe('CREATED')
  expect(story.input(activateAccount(renewed.activation!.activationId), last + 3)).toMatchObject([
    { type: 'AccountActivated' },
  ])
})

test('staff who have a code issued again are recorded, and the code before is void (A8, R3-5)', () => {
  const { story, activationId } = createdStory()
  const helpCentre = { kind: 'staff', id: 'staff-4', role: 'help-centre' } as const
  expect(story.input(reissue, at, helpCentre)).toMatchObject([
    { type: 'AccountDecisionRecorded', data: { command: 'ReissueActivation', decidedBy: 'staff-4' } },
    { type: 'ActivationIssued' },
  ])
  expect(story.input(activateAccount(activationId), at + 1)).toMatchObject([{ data: { reason: 'CODE_SUPERSEDED' } }])
})

test('no code is issued again for an account that is active, closed or not there (A8)', () => {
  const active = activeStory()
  expect(active.input(reissue, at + minuteMs)).toMatchObject([{ data: { reason: 'ALREADY_ACTIVE' } }])
  active.input(terminateAccount, at + 2 * minuteMs)
  expect(active.input(reissue, at + 3 * minuteMs)).toMatchObject([{ data: { reason: 'ACCOUNT_CLOSED' } }])
  expect(newStory().input(reissue, at)).toMatchObject([{ data: { reason: 'NO_SUCH_ACCOUNT' } }])
})

test('cases that were opted for are asked to be linked once the account is active, and not before (R40a, R40d)', () => {
  const { story, activationId } = createdStory({ optedCases: ['DCPI 1/2023', 'DCCJ 2/2023'] })
  expect(story.state!.account!.cases).toEqual([])
  const [, ...requests] = story.input(activateAccount(activationId), at)
  expect(requests).toMatchObject([
    { type: 'LinkRequested', data: { caseNumber: 'DCPI 1/2023', party: 'CHAN Tai Man', life: 0 } },
    { type: 'LinkRequested', data: { caseNumber: 'DCCJ 2/2023' } },
  ])
})
