import { expect, test } from 'vitest'
import {
  accountId,
  activateAccount,
  activeStory,
  approved,
  approvedAt,
  createdStory,
  filed,
  hk,
  newStory,
  terminateAccount,
} from './account-story.ts'

const activatedAt = hk('2023-02-02T09:00')
const filedAt = hk('2023-02-03T10:00')
const minuteMs = 60_000
const refused = (reason: string) => [{ type: 'FilingRefused', data: { filingId: 'filing-1', reason } }]

test('an active account takes a filing as its own and records the case (R40e, R40f)', () => {
  const story = activeStory(activatedAt)
  const [confirmed] = story.input(filed(filedAt), filedAt + 1)
  expect(confirmed).toMatchObject({
    type: 'FilingConfirmed',
    data: {
      accountId,
      registrantId: accountId,
      filingId: 'filing-1',
      documentType: 'WRIT',
      lodgedVia: 'ICMS',
      filedAt,
    },
  })
  expect(story.rows[0]!.data.caseIds).toEqual([filed(filedAt).data.caseId])
})

test('a further filing in the same case is confirmed too, and the case is recorded once', () => {
  const story = activeStory(activatedAt)
  story.input(filed(filedAt), filedAt + 1)
  expect(story.input(filed(filedAt, 'filing-2'), filedAt + 2)).toMatchObject([{ type: 'FilingConfirmed' }])
  expect(story.state!.account!.cases).toHaveLength(1)
})

test('a filing that is told again decides nothing, confirmed or refused', () => {
  const active = activeStory(activatedAt)
  active.input(filed(filedAt), filedAt + 1)
  expect(active.input(filed(filedAt), filedAt + 2)).toEqual([])
  active.input(filed(activatedAt - 1, 'filing-2'), filedAt + 3)
  expect(active.input(filed(activatedAt - 1, 'filing-2'), filedAt + 4)).toEqual([])
})

test('a filing made before the activation links nothing, seen before it or after it (R36b)', () => {
  const { story } = createdStory()
  expect(story.input(filed(approvedAt + 1), approvedAt + 2)).toMatchObject(refused('LODGED_BEFORE_ACTIVATION'))
  const active = activeStory(activatedAt)
  expect(active.input(filed(activatedAt - 1), filedAt)).toMatchObject(refused('LODGED_BEFORE_ACTIVATION'))
  expect(active.input(filed(activatedAt, 'filing-2'), filedAt)).toMatchObject([{ type: 'FilingConfirmed' }])
})

test('a filing that comes before its account waits ten minutes and is then refused', () => {
  const story = newStory()
  const until = filedAt + 10 * minuteMs
  expect(story.input(filed(filedAt), filedAt)).toMatchObject([{ type: 'FilingParked', data: { until } }])
  expect(story.input(filed(filedAt), filedAt + 1)).toEqual([])
  expect(story.rows).toEqual([])
  expect(story.timers).toEqual([{ name: 'filing-1', at: until }])
  expect(story.advanceTo(until - 1)).toEqual([])
  expect(story.advanceTo(until)).toMatchObject(refused('UNKNOWN_ACCOUNT'))
  expect(story.state).toBeUndefined()
})

test('a filing that waits is confirmed when the account turns out to have been active by then', () => {
  const story = newStory()
  story.input(filed(filedAt), filedAt)
  story.input(filed(filedAt + 5, 'filing-2', 'DCPI 9/2023'), filedAt + 5)
  story.input(approved(), filedAt + 6)
  const { activationId } = story.state!.account!.activation!
  const outputs = story.input(activateAccount(activationId), filedAt + 3)
  expect(outputs).toMatchObject([
    { type: 'AccountActivated' },
    { type: 'FilingRefused', data: { filingId: 'filing-1', reason: 'LODGED_BEFORE_ACTIVATION' } },
    { type: 'FilingConfirmed', data: { filingId: 'filing-2' } },
  ])
  expect(story.timers).toEqual([])
})

test('a filing that waits for an account which is created but not activated in time is refused (R36b)', () => {
  const story = newStory()
  story.input(filed(filedAt), filedAt)
  story.input(approved(), filedAt + 1)
  expect(story.advanceTo(filedAt + 10 * minuteMs)).toMatchObject(refused('LODGED_BEFORE_ACTIVATION'))
  expect(story.state!.account!.status).toBe('CREATED')
})

test('a closed account takes no filing, whenever it was made (R12, I5)', () => {
  const story = activeStory(activatedAt)
  story.input(terminateAccount, filedAt + 1)
  expect(story.input(filed(filedAt), filedAt + 2)).toMatchObject(refused('ACCOUNT_CLOSED'))
})
