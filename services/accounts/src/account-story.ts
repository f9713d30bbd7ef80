import { storyOf } from '@icms/backbone/story'
import { currentTermsAt } from '@icms/reference-data/reference-view'
import { seededReference } from '@icms/reference-data/seeded-reference'
import { caseIdOf } from '@icms/schemas/case-number'
import { contracts } from '@icms/schemas/contracts'
import type { MessageOf } from '@icms/schemas/message-of'
import { drawRegistrantId, printLoginName } from '@icms/schemas/registrant-id'
import { account } from './account.ts'

/** What the tests of the account tell their stories with. Times are Hong Kong's. */
export const hk = (text: string): number => Date.parse(`${text}+08:00`)

export const applicationId = 'application-1'
export const accountId = drawRegistrantId(applicationId, 1)
export const loginName = printLoginName(accountId)
export const approvedAt = hk('2023-02-01T10:00')
export const termsVersion = currentTermsAt(seededReference, approvedAt)!.version

export const newStory = () => storyOf(account, { key: accountId, contracts, reference: seededReference })

export const approved = (of: { applicationId?: string; attempt?: number } = {}): MessageOf<'ApplicationApproved'> => ({
  type: 'ApplicationApproved',
  data: {
    applicationId: of.applicationId ?? applicationId,
    at: approvedAt,
    registrantId: accountId,
    personId: 'person-1',
    conditional: false,
    attempt: of.attempt ?? 1,
    name: { surnameEn: 'CHAN', givenNameEn: 'Tai Man', nameZh: '陳大文' },
    email: 'taiman@example.com',
    language: 'ZH_HANT',
    emailPerMessage: false,
    optedCases: [],
    referenceVersion: 1,
  },
})

/** A story whose account was created, and the id of its activation code. */
export function createdStory() {
  const story = newStory()
  story.input(approved(), approvedAt)
  return { story, activationId: story.state!.account!.activation!.activationId }
}

export const activateAccount = (activationId: string, version = termsVersion): MessageOf<'ActivateAccount'> => ({
  type: 'ActivateAccount',
  data: { accountId, activationId, termsVersion: version, passwordHash: 'predictable$hash' },
})

/** A story whose account is active since an instant. */
export function activeStory(at = hk('2023-02-02T09:00')) {
  const { story, activationId } = createdStory()
  story.input(activateAccount(activationId), at)
  return story
}

export const tryActivation = { type: 'TryActivation', data: { accountId } } as const
export const trySignIn = { type: 'TrySignIn', data: { accountId } } as const
export const confirmSignIn = (attempt: number) => ({ type: 'ConfirmSignIn', data: { accountId, attempt } }) as const
export const terminateAccount: MessageOf<'TerminateAccount'> = {
  type: 'TerminateAccount',
  data: { accountId, reason: { code: 'MISUSE', textEn: 'Shared the password.', textZh: null } },
}

export function filed(
  filedAt: number,
  filingId = 'filing-1',
  caseNumber = 'DCPI 1234/2023',
): MessageOf<'FilingLodged'> {
  return {
    type: 'FilingLodged',
    data: {
      caseId: caseIdOf(caseNumber),
      caseNumber,
      filingId,
      deliveryId: filingId,
      at: filedAt,
      court: 'DC',
      venue: null,
      accountId,
      loginName,
      party: 'CHAN Tai Man',
      role: 'PLAINTIFF',
      representation: 'IN_PERSON',
      documentType: 'WRIT',
      lodgedVia: 'ICMS',
      filedAt,
      source: '/court/dc',
      sourceId: filingId,
      courtReference: 'REF-1',
      referenceVersion: 1,
    },
  }
}
