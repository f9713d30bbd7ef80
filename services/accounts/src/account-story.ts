import type { Actor } from '@icms/backbone/actor'
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

export const approved = (
  of: { applicationId?: string; attempt?: number; conditional?: boolean; optedCases?: string[] } = {},
): MessageOf<'ApplicationApproved'> => ({
  type: 'ApplicationApproved',
  data: {
    applicationId: of.applicationId ?? applicationId,
    at: approvedAt,
    registrantId: accountId,
    personId: 'person-1',
    conditional: of.conditional ?? false,
    attempt: of.attempt ?? 1,
    name: { surnameEn: 'CHAN', givenNameEn: 'Tai Man', nameZh: '陳大文' },
    email: 'taiman@example.com',
    language: 'ZH_HANT',
    emailPerMessage: false,
    optedCases: of.optedCases ?? [],
    referenceVersion: 1,
  },
})

/** A story whose account was created, and the id of its activation code. */
export function createdStory(of: Parameters<typeof approved>[0] = {}) {
  const story = newStory()
  story.input(approved(of), approvedAt)
  return { story, activationId: story.state!.account!.activation!.activationId }
}

export const activateAccount = (activationId: string, version = termsVersion): MessageOf<'ActivateAccount'> => ({
  type: 'ActivateAccount',
  data: { accountId, activationId, termsVersion: version, passwordHash: 'predictable$hash' },
})

/** A story whose account is active since an instant. */
export function activeStory(at = hk('2023-02-02T09:00'), of: Parameters<typeof approved>[0] = {}) {
  const { story, activationId } = createdStory(of)
  story.input(activateAccount(activationId), at)
  return story
}

export const tryActivation = { type: 'TryActivation', data: { accountId } } as const
export const trySignIn = { type: 'TrySignIn', data: { accountId } } as const
export const confirmSignIn = (attempt: number) => ({ type: 'ConfirmSignIn', data: { accountId, attempt } }) as const
export const terminateAccount: MessageOf<'TerminateAccount'> = {
  type: 'TerminateAccount',
  data: { accountId, reason: { code: 'MISUSE', textEn: 'Shared the password.', textZh: null }, note: null },
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

export const administrator: Actor = { kind: 'staff', id: 'staff-9', role: 'judiciary-administrator' }

export const restoreAccount: MessageOf<'RestoreAccount'> = {
  type: 'RestoreAccount',
  data: { accountId, reason: { code: 'FILED_IN_TIME', textEn: null, textZh: null }, note: null },
}

/** What case-linking says of a filing: linked, where `filedAt` is null by staff. */
export function caseLinked(
  filedAt: number | null,
  change: Partial<MessageOf<'CaseLinked'>['data']> = {},
): MessageOf<'CaseLinked'> {
  const { caseId, caseNumber, party, role, filingId } = filed(0).data
  const link = {
    caseId,
    caseNumber,
    accountId,
    registrantId: accountId,
    party,
    role,
    filingId,
    filedAt,
    disposedAt: null,
  }
  return {
    type: 'CaseLinked',
    data: { ...link, requestId: null, at: filedAt ?? 0, life: 0, referenceVersion: 1, ...change },
  }
}

export function linkRefused(filingId: string): MessageOf<'LinkRefused'> {
  const { filedAt: _, requestId: __, life: ___, disposedAt: ____, ...decided } = caseLinked(0).data
  return { type: 'LinkRefused', data: { ...decided, filingId, reason: 'NOT_AN_E_PROCEEDING' } }
}
