import { expect, test } from 'vitest'
import { activeStory, confirmSignIn, createdStory, hk, newStory, terminateAccount, trySignIn } from './account-story.ts'

const at = hk('2023-02-03T09:00')
const lockMs = 30 * 60_000
const refused = (reason: string) => [{ type: 'SignInRefused', data: { reason } }]

test('a try is counted before its password is looked at, and confirmed when it was right (R30b, A33)', () => {
  const story = activeStory()
  expect(story.input(trySignIn, at)).toMatchObject([{ type: 'SignInTried', data: { attempt: 1 } }])
  expect(story.input(confirmSignIn(1), at + 1)).toMatchObject([{ type: 'SignedIn', data: { attempt: 1 } }])
})

test('of a hundred guesses at once five are looked at, and the account is locked for 30 minutes (A33)', () => {
  const story = activeStory()
  const types = Array.from({ length: 100 }, () => story.input(trySignIn, at).map(o => o.type)).flat()
  expect(types.filter(t => t === 'SignInTried')).toHaveLength(5)
  expect(types.filter(t => t === 'AccountLocked')).toHaveLength(1)
  expect(types.filter(t => t === 'SignInRefused')).toHaveLength(95)
  expect(story.rows[0]!.data.lockedUntil).toBe(at + lockMs)
  expect(story.input(trySignIn, at + lockMs - 1)).toMatchObject([{ data: { reason: 'LOCKED', until: at + lockMs } }])
  expect(story.input(trySignIn, at + lockMs)).toMatchObject([{ type: 'SignInTried', data: { attempt: 6 } }])
})

test('the right password at the fifth try signs in and lifts the lock (A33)', () => {
  const story = activeStory()
  for (const n of [1, 2, 3, 4, 5]) story.input(trySignIn, at + n)
  expect(story.input(confirmSignIn(5), at + 6)).toMatchObject([{ type: 'SignedIn' }])
  expect(story.input(trySignIn, at + 7)).toMatchObject([{ type: 'SignInTried', data: { attempt: 6 } }])
})

test('a success starts the count of failures anew (A33)', () => {
  const story = activeStory()
  for (const n of [1, 2, 3, 4]) story.input(trySignIn, at + n)
  story.input(confirmSignIn(4), at + 5)
  for (const n of [6, 7, 8, 9]) expect(story.input(trySignIn, at + n).map(o => o.type)).toEqual(['SignInTried'])
})

test('a try that was not made, was confirmed or is older than one that was does not sign in', () => {
  const story = activeStory()
  for (const n of [1, 2]) story.input(trySignIn, at + n)
  story.input(confirmSignIn(2), at + 3)
  for (const attempt of [0, 1, 2, 3])
    expect(story.input(confirmSignIn(attempt), at + 4)).toMatchObject(refused('TRY_NOT_CURRENT'))
})

test('nobody signs in before activation, to a closed account, or to none (R12, R36b)', () => {
  const { story: created } = createdStory()
  const none = newStory()
  const closed = activeStory()
  expect(closed.input(terminateAccount, at)).toMatchObject([
    { type: 'AccountDecisionRecorded' },
    { type: 'AccountTerminated', data: { personId: 'person-1' } },
  ])
  expect(closed.input(terminateAccount, at + 1)).toMatchObject([{ data: { reason: 'ACCOUNT_CLOSED' } }])
  for (const input of [trySignIn, confirmSignIn(1)]) {
    expect(created.input(input, at)).toMatchObject(refused('NOT_ACTIVATED'))
    expect(closed.input(input, at + 2)).toMatchObject(refused('ACCOUNT_CLOSED'))
    expect(none.input(input, at)).toMatchObject(refused('NO_SUCH_ACCOUNT'))
  }
  expect(closed.rows[0]!.data).toMatchObject({ status: 'TERMINATED', passwordHash: null, sessionEpoch: null })
  expect(none.input(terminateAccount, at)).toMatchObject([{ data: { reason: 'NO_SUCH_ACCOUNT' } }])
})
