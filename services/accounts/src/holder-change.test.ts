import { seededReference, withRecorded } from '@icms/reference-data/seeded-reference'
import { expect, test } from 'vitest'
import {
  accountId,
  activeStory,
  administrator,
  createdStory,
  hk,
  terminateAccount,
  trySignIn,
} from './account-story.ts'

const at = hk('2023-03-01T10:00')
const newTerms = {
  entryId: 'terms-2',
  effectiveFrom: '2023-03-10',
  content: { 'icms.reference.TermsVersion': { version: '2023-03', url: 'https://example.org/terms' } },
}
const referenceWithTerms = withRecorded(seededReference, newTerms, at)
const inForce = hk('2023-03-10T00:00')
const accept = (termsVersion: string) => ({ type: 'AcceptTerms', data: { accountId, termsVersion } }) as const
const propose = (email: string) => ({ type: 'ProposeEmailChange', data: { accountId, email } }) as const
const confirm = (changeId: string) => ({ type: 'ConfirmEmailChange', data: { accountId, changeId } }) as const
const language = { type: 'ChangeLanguage', data: { accountId, language: 'EN' } } as const
const changePassword = (attempt: number) =>
  ({ type: 'ChangePassword', data: { accountId, attempt, passwordHash: 'predictable$new' } }) as const

test('new terms are told once, on the day from which they are in force, and nobody is shut out (R29, A27)', () => {
  const story = activeStory()
  story.reference = referenceWithTerms
  expect(story.advanceTo(inForce - 1)).toEqual([])
  expect(story.advanceTo(inForce)).toMatchObject([{ type: 'TermsChanged', data: { termsVersion: '2023-03' } }])
  expect(story.advanceTo(inForce + 1000)).toEqual([])
  expect(story.rows[0]!.data).toMatchObject({ status: 'ACTIVE', termsVersion: '2023-01' })
})

test('the version that the holder accepts is recorded, the one in force only (R29, A27)', () => {
  const story = activeStory()
  story.reference = referenceWithTerms
  expect(story.input(accept('2023-03'), inForce - 1)).toMatchObject([{ data: { reason: 'TERMS_NOT_CURRENT' } }])
  expect(story.input(accept('2023-03'), inForce + 1)).toMatchObject([
    { type: 'TermsAccepted', data: { termsVersion: '2023-03' } },
  ])
  expect(story.input(accept('2023-03'), inForce + 2)).toEqual([])
  expect(story.state!.account!.termsVersion).toBe('2023-03')
})

test('notices go to a new address only once it is proven, by the code that was sent last and in time', () => {
  const story = activeStory()
  const [first] = story.input(propose('one@example.com'), at)
  const [second] = story.input(propose('two@example.com'), at + 1)
  if (first?.type !== 'EmailChangeProposed' || second?.type !== 'EmailChangeProposed') throw new Error('no codes')
  expect(story.state!.account!.email).toBe('taiman@example.com')
  expect(story.input(confirm(first.data.changeId), at + 2)).toMatchObject([{ data: { reason: 'CODE_SUPERSEDED' } }])
  expect(story.input(confirm(second.data.changeId), second.data.expiresAt + 1)).toMatchObject([
    { data: { reason: 'CODE_EXPIRED' } },
  ])
  const [third] = story.input(propose('two@example.com'), at + 5_000_000)
  if (third?.type !== 'EmailChangeProposed') throw new Error('no code')
  expect(story.input(confirm(third.data.changeId), at + 5_000_001)).toMatchObject([
    { type: 'EmailChanged', data: { email: 'two@example.com', previousEmail: 'taiman@example.com' } },
  ])
  expect(story.input(confirm(third.data.changeId), at + 5_000_002)).toMatchObject([
    { type: 'AccountCommandRefused', data: { reason: 'CODE_SUPERSEDED' } },
  ])
})

test('a new password ends all sessions, needs the counted try of the old one, and takes that try once (A33)', () => {
  const story = activeStory()
  expect(story.input(changePassword(1), at)).toMatchObject([{ data: { reason: 'TRY_NOT_CURRENT' } }])
  story.input(trySignIn, at + 1)
  expect(story.input(changePassword(1), at + 2)).toMatchObject([{ type: 'PasswordChanged' }])
  expect(story.rows[0]!.data).toMatchObject({ passwordHash: 'predictable$new', sessionEpoch: at + 2 })
  expect(story.input(changePassword(1), at + 3)).toMatchObject([{ data: { reason: 'TRY_NOT_CURRENT' } }])
})

test('signing out everywhere ends sessions that started in the same millisecond too', () => {
  const story = activeStory()
  const end = { type: 'EndSessions', data: { accountId } } as const
  story.input(end, at)
  story.input(end, at)
  expect(story.rows[0]!.data.sessionEpoch).toBe(at + 1)
})

test('the language that comes first in notices is changed once', () => {
  const story = activeStory()
  expect(story.input(language, at)).toMatchObject([{ type: 'LanguageChanged', data: { language: 'EN' } }])
  expect(story.input(language, at + 1)).toEqual([])
})

test('nothing is changed in an account that is not active (R36b, R12)', () => {
  const closed = activeStory()
  closed.input(terminateAccount, at, administrator)
  for (const story of [closed, createdStory().story])
    for (const command of [language, propose('x@example.com'), accept('2023-01'), changePassword(1)])
      expect(story.input(command, at + 1)).toMatchObject([
        { type: 'AccountCommandRefused', data: { reason: 'NOT_ACTIVE' } },
      ])
})
