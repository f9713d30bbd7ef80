import type { Context, Outgoing } from '@icms/backbone/aggregate'
import type { Reason } from '@icms/schemas/generated/common'
import type { RejectionStage } from '@icms/schemas/generated/vetting-events-v1'
import type { ApplicationState } from '@icms/schemas/generated/vetting-state-v1'
import type { ApplicationOutput } from './application-messages.ts'

/** True for an application that has ended: it never re-opens (R35c). */
export const isFinal = ({ status }: ApplicationState): boolean =>
  status === 'APPROVED' || status === 'APPROVED_CONDITIONAL' || status === 'REJECTED'

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

/** A reason by its code alone: its words in both languages belong to whoever shows it. */
export const reasonOf = (code: string): Reason => ({ code, textEn: null, textZh: null })
