import { storyOf } from '@icms/backbone/story'
import { contracts } from '@icms/schemas/contracts'
import { exampleOf } from '@icms/schemas/example-messages'
import { expect, test } from 'vitest'
import { person } from './person.ts'

const personId = 'person-1'
const story = () => storyOf(person, { key: personId, contracts })
const claim = (applicationId: string) => ({ type: 'ClaimPerson', data: { personId, applicationId, at: 1 } }) as const
const release = (applicationId: string) =>
  ({ type: 'ReleasePerson', data: { personId, applicationId, at: 1 } }) as const
const accountCreated = (applicationId: string, accountId = 'K7MP4TXQ') =>
  ({
    type: 'AccountCreated',
    data: { ...exampleOf('accounts.events.v1', 'AccountCreated'), personId, applicationId, accountId },
  }) as const

test('the first application of a person is granted the person, and is told so (A31)', () => {
  expect(story().input(claim('app-1'), 10)).toEqual([
    { type: 'PersonClaimed', key: 'app-1', data: { applicationId: 'app-1', personId, at: 10 } },
  ])
})

test('a second application is refused while one is live, whatever the order they were sent in (A31)', () => {
  const told = story()
  told.input(claim('app-2'), 10)
  expect(told.input(claim('app-1'), 11)).toEqual([
    {
      type: 'PersonClaimRefused',
      key: 'app-1',
      data: { applicationId: 'app-1', personId, at: 11, liveApplicationId: 'app-2', accountId: null },
    },
  ])
})

test('a claim that comes again is not refused for its own application (A31)', () => {
  const told = story()
  told.input(claim('app-1'), 10)
  expect(told.input(claim('app-1'), 11)).toEqual([])
})

test('who was rejected may apply afresh (R35c)', () => {
  const told = story()
  told.input(claim('app-1'), 10)
  expect(told.input(release('app-1'), 20)).toEqual([
    { type: 'PersonReleased', data: { personId, applicationId: 'app-1', at: 20 } },
  ])
  expect(told.input(claim('app-2'), 30)).toMatchObject([{ type: 'PersonClaimed', key: 'app-2' }])
})

test('only the application that has the person can release it', () => {
  const told = story()
  expect(told.input(release('app-1'), 5)).toEqual([])
  told.input(claim('app-1'), 10)
  told.input(claim('app-2'), 11)
  expect(told.input(release('app-2'), 20)).toEqual([])
  expect(told.state?.liveApplicationId).toBe('app-1')
})

test('an application that has ended or was refused never gets the person by a late claim (R35c)', () => {
  const told = story()
  told.input(claim('app-1'), 10)
  told.input(claim('app-2'), 11)
  told.input(release('app-1'), 20)
  expect(told.input(claim('app-1'), 30)).toEqual([])
  expect(told.input(claim('app-2'), 31)).toEqual([])
  expect(told.state?.liveApplicationId).toBeNull()
})

test('who has an account is refused another (A31)', () => {
  const told = story()
  told.input(claim('app-1'), 10)
  expect(told.input(accountCreated('app-1'), 20)).toEqual([
    { type: 'PersonRegistered', data: { personId, applicationId: 'app-1', accountId: 'K7MP4TXQ', at: 20 } },
  ])
  expect(told.input(claim('app-2'), 30)).toMatchObject([
    { type: 'PersonClaimRefused', key: 'app-2', data: { liveApplicationId: null, accountId: 'K7MP4TXQ' } },
  ])
  expect(told.input(release('app-1'), 40)).toEqual([])
})

test('between the approval and the account the person is still taken (A31)', () => {
  const told = story()
  told.input(claim('app-1'), 10)
  expect(told.input(claim('app-2'), 11)).toMatchObject([{ type: 'PersonClaimRefused' }])
  told.input(accountCreated('app-1'), 20)
  expect(told.input(accountCreated('app-1', 'OTHER234'), 21)).toEqual([])
})

const ended = (type: 'AccountTerminated' | 'AccountDeactivated', accountId = 'K7MP4TXQ') =>
  ({ type, data: { ...exampleOf('accounts.events.v1', type), personId, accountId } }) as Parameters<
    ReturnType<typeof story>['input']
  >[0]
const restored = {
  type: 'AccountRestored',
  data: {
    ...exampleOf('accounts.events.v1', 'AccountRestored'),
    personId,
    applicationId: 'app-1',
    accountId: 'K7MP4TXQ',
  },
} as const

test.each(['AccountTerminated', 'AccountDeactivated'] as const)(
  'whose account was closed (%s) may register again, and only the account that is theirs counts (R16d, A31)',
  type => {
    const told = story()
    told.input(claim('app-1'), 10)
    told.input(accountCreated('app-1'), 20)
    expect(told.input(ended(type, 'OTHER234'), 25)).toEqual([])
    expect(told.input(ended(type), 30)).toEqual([
      { type: 'PersonDeregistered', data: { personId, accountId: 'K7MP4TXQ', at: 30 } },
    ])
    expect(told.input(claim('app-2'), 40)).toMatchObject([{ type: 'PersonClaimed' }])
    expect(told.state?.liveApplicationId).toBe('app-2')
  },
)

test('a restored account is the account of its person again, unless there is another by then (A7, A31)', () => {
  const told = story()
  told.input(accountCreated('app-1'), 20)
  told.input(ended('AccountTerminated'), 30)
  expect(told.input(restored, 40)).toMatchObject([{ type: 'PersonRegistered', data: { accountId: 'K7MP4TXQ' } }])
  told.input(ended('AccountTerminated'), 50)
  told.input(accountCreated('app-2', 'OTHER234'), 60)
  expect(told.input(restored, 70)).toEqual([])
  expect(told.state?.accountId).toBe('OTHER234')
})

test('the applications that are remembered are limited in number', () => {
  const told = story()
  told.input(claim('app-0'), 10)
  for (let n = 1; n <= 40; n += 1) told.input(claim(`app-${n}`), 10 + n)
  expect(told.state?.pastApplicationIds).toHaveLength(16)
  expect(told.state?.pastApplicationIds.at(-1)).toBe('app-40')
  expect(told.state?.liveApplicationId).toBe('app-0')
})
