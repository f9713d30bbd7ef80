import { expect, test } from 'vitest'
import {
  accountId,
  applicationId,
  approved,
  approvedAt,
  createdStory,
  hk,
  loginName,
  newStory,
} from './account-story.ts'

test('an approved application has one account, with its login name and apart from it an activation code (R7, R36a)', () => {
  const outputs = newStory().input(approved(), approvedAt)
  expect(outputs.map(o => o.type)).toEqual(['AccountCreated', 'ActivationIssued'])
  expect(outputs[0]!.data).toMatchObject({
    accountId,
    loginName,
    applicationId,
    kind: 'INDIVIDUAL',
    email: 'taiman@example.com',
  })
})

test('the activation code is good for 30 calendar days, the day of its issue not counted (A8)', () => {
  const { story } = createdStory()
  expect(story.state!.account!.activation!.expiresAt).toBe(hk('2023-03-03T23:59:59.999'))
})

test('an id that was drawn again is answered, so that another is drawn, and the account stays whose it was (I2)', () => {
  const { story } = createdStory()
  const outputs = story.input(approved({ applicationId: 'application-2', attempt: 3 }), approvedAt + 1)
  expect(outputs).toEqual([
    {
      type: 'RegistrantIdTaken',
      data: { accountId, at: approvedAt + 1, applicationId: 'application-2', registrantId: accountId, attempt: 3 },
    },
  ])
  expect(story.state!.account!.applicationId).toBe(applicationId)
})

test('an id that was drawn anew creates the account like an approval does (I2)', () => {
  const { name, email, language, personId, conditional, emailPerMessage, optedCases } = approved().data
  const form = { name, email, language, personId, conditional, emailPerMessage, optedCases }
  const assigned = { applicationId, at: approvedAt, registrantId: accountId, attempt: 2, ...form }
  const story = newStory()
  const outputs = story.input({ type: 'RegistrantIdAssigned', data: assigned }, approvedAt)
  expect(outputs.map(o => o.type)).toEqual(['AccountCreated', 'ActivationIssued'])
})

test('no account comes of an approval without an address: the login name would go nowhere (R36a)', () => {
  const { data } = approved()
  expect(() => newStory().input({ type: 'ApplicationApproved', data: { ...data, email: '' } }, data.at)).toThrow(
    'needs an email address',
  )
})

test('an application that is approved again changes nothing', () => {
  const { story } = createdStory()
  expect(story.input(approved(), approvedAt + 1)).toEqual([])
})

test('sign-in finds the account by its login name', () => {
  const [row] = createdStory().story.rows
  expect(row).toMatchObject({ table: 'accounts', id: accountId, data: { status: 'CREATED', sessionEpoch: null } })
  expect(row!.indexes!.login!.value).toBe(loginName)
})
