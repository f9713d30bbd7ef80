import type { Actor } from '@icms/backbone/actor'
import { storyOf } from '@icms/backbone/story'
import { seededReference } from '@icms/reference-data/seeded-reference'
import { contracts } from '@icms/schemas/contracts'
import { exampleOf } from '@icms/schemas/example-messages'
import type { AnnexB } from '@icms/schemas/generated/common'
import { application } from './application.ts'
import type { ApplicationInput } from './application-messages.ts'

/** What the stories of an application are told with: ids, people, inputs. For tests only. */
export const applicationId = 'app-1'
export const personId = 'person-1'
export const officer: Actor = { kind: 'staff', id: 'staff-3', role: 'vetting' }
export const administrator: Actor = { kind: 'staff', id: 'staff-9', role: 'judiciary-administrator' }
export const hongKong = (text: string): number => Date.parse(`${text}+08:00`)
export const submittedAt = hongKong('2023-04-04T10:30:00')
export const reasons = [{ code: 'DOCUMENTS_NOT_IN_ORDER', textEn: 'The notice cannot be read.', textZh: null }]

export const exampleForm: AnnexB = exampleOf('intake-web.events.v1', 'ApplicationSubmitted').form

export const submitted = (at: number, changes: Partial<AnnexB> = {}): ApplicationInput => ({
  type: 'ApplicationSubmitted',
  data: {
    applicationId,
    personId,
    channel: 'ONLINE',
    submittedAt: at,
    form: { ...exampleForm, ...changes },
    documents: [],
  },
})

export const claimed: ApplicationInput = { type: 'PersonClaimed', data: { applicationId, personId, at: submittedAt } }

export const claimRefused = (by: { liveApplicationId?: string; accountId?: string }): ApplicationInput => ({
  type: 'PersonClaimRefused',
  data: { applicationId, personId, at: submittedAt, liveApplicationId: null, accountId: null, ...by },
})

export const approveForAuthentication: ApplicationInput = {
  type: 'ApproveForAuthentication',
  data: { applicationId, note: 'In order.' },
}

export const reject = (given = reasons): ApplicationInput => ({
  type: 'RejectApplication',
  data: { applicationId, reasons: given, note: null },
})

export const approve: ApplicationInput = { type: 'ApproveApplication', data: { applicationId, note: null } }

export const authenticated: ApplicationInput = {
  type: 'IdentityAuthenticated',
  data: { applicationId, at: submittedAt },
}

export const newStory = () => storyOf(application, { key: applicationId, contracts, reference: seededReference })

/** An application that staff have before them since its submission at `at` (UTC ms). */
export const inVetting = (at = submittedAt, changes: Partial<AnnexB> = {}) => {
  const told = newStory()
  told.input(submitted(at, changes), at)
  told.input(claimed, at)
  return told
}

/** An application whose applicant is to attend the Help Centre, or has attended. */
export const vetted = (changes: Partial<AnnexB> = {}) => {
  const told = inVetting(submittedAt, changes)
  told.input(approveForAuthentication, submittedAt + 1000, officer)
  return told
}

export const awaitingDecision = (changes: Partial<AnnexB> = {}) => {
  const told = vetted(changes)
  told.input(authenticated, submittedAt + 2000)
  return told
}
