import type { Context, Outgoing } from '@icms/backbone/aggregate'
import type { Reason } from '@icms/schemas/generated/common'
import type { RejectionStage } from '@icms/schemas/generated/vetting-events-v1'
import type { ApplicationState, ApplicationStatus } from '@icms/schemas/generated/vetting-state-v1'
import type { ApplicationOutput } from './application-messages.ts'

/** True for an application that has ended: it never re-opens (R35c). */
export const isFinal = ({ status }: Pick<ApplicationState, 'status'>): boolean => finalStatuses.includes(status)

/** Statuses of applications that have ended. */
export const finalStatuses: readonly ApplicationStatus[] = ['APPROVED', 'APPROVED_CONDITIONAL', 'REJECTED', 'WITHDRAWN']

/** The rejection, and the release of the person unless the application never had it (A31). */
export const endWithRejection = (
  { applicationId, personId }: ApplicationState,
  { at, reference }: Context,
  stage: RejectionStage,
  reasons: readonly Reason[],
): readonly Outgoing<ApplicationOutput>[] => {
  const data = { applicationId, at, personId, stage, reasons, referenceVersion: reference.version }
  const rejection: ApplicationOutput = { type: 'ApplicationRejected', data }
  if (stage === 'DUPLICATE') return [rejection]
  return [rejection, { type: 'ReleasePerson', key: personId, data: { personId, applicationId, at } }]
}

/** The withdrawal that the applicant asked for, and the release of the person (R35c). */
export const endWithWithdrawal = (
  { applicationId, personId }: ApplicationState,
  reason: string | null,
  { at, reference }: Context,
): readonly Outgoing<ApplicationOutput>[] => [
  { type: 'ApplicationWithdrawn', data: { applicationId, at, personId, reason, referenceVersion: reference.version } },
  { type: 'ReleasePerson', key: personId, data: { personId, applicationId, at } },
]

/** A reason by its code alone: its words in both languages belong to whoever shows it. */
export const reasonOf = (code: string): Reason => ({ code, textEn: null, textZh: null })
