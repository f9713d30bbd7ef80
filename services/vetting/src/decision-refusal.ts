import type { Actor } from '@icms/backbone/actor'
import type { DecisionRefusalReason } from '@icms/schemas/generated/vetting-events-v1'
import type { ApplicationState } from '@icms/schemas/generated/vetting-state-v1'
import { isFinal } from './application-end.ts'
import type { StaffCommand } from './application-messages.ts'
import { checklistOf } from './checklist.ts'
import { openEnquiry } from './enquiry.ts'

/** True while vetting staff have the application: nobody was invited, or what was invited for is looked at again. */
export const isBeforeAuthentication = ({ status }: ApplicationState): boolean =>
  status === 'RECEIVED' || status === 'VETTING' || status === 'SUPPLEMENT_REQUESTED' || status === 'ON_HOLD'

/** Why what staff want does not fit the application; nothing when it does. */
export const findDecisionRefusal = (
  command: Exclude<StaffCommand, { readonly type: 'EraseApplication' }>,
  state: ApplicationState | undefined,
  actor: Actor,
): DecisionRefusalReason | undefined => {
  if (!state) return 'NO_SUCH_APPLICATION'
  if (isFinal(state)) return 'ALREADY_FINAL'
  const { status, form, assignee } = state
  const isVetted = status === 'VETTING' || status === 'RECEIVED'
  switch (command.type) {
    case 'ApproveForAuthentication': {
      if (status !== 'VETTING') return 'NOT_IN_VETTING'
      // The invitation, and what comes after it, go by mail (R34b, R36): on paper the address may be missing.
      if (form.email === '') return 'EMAIL_MISSING'
      const { checked, note } = command.data
      const isComplete = checklistOf(form).every(item => checked.includes(item))
      return isComplete || note !== null ? undefined : 'CHECKLIST_INCOMPLETE'
    }
    case 'RequestSupplement':
      if (!isVetted) return 'NOT_IN_VETTING'
      return command.data.reasons.length === 0 ? 'NO_REASONS' : undefined
    case 'HoldApplication':
      return isVetted ? undefined : 'NOT_IN_VETTING'
    case 'ReleaseApplication':
      return status === 'ON_HOLD' ? undefined : 'NOT_ON_HOLD'
    case 'ApproveApplication':
      if (status !== 'AUTHENTICATED') return 'NOT_AUTHENTICATED'
      // Good and sufficient reasons, to the Judiciary Administrator's satisfaction (R10c).
      return form.eligibility === 'OTHER_10C' && command.data.weighing === null ? 'REASONS_NOT_WEIGHED' : undefined
    case 'RejectApplication':
      // Staff reject what they vet; from then on it is the Judiciary Administrator's discretion alone (R39).
      if (!isBeforeAuthentication(state) && actor.role === 'vetting') return 'ONLY_THE_ADMINISTRATOR'
      return command.data.reasons.length === 0 ? 'NO_REASONS' : undefined
    case 'UnassignApplication':
      return assignee === null ? 'NOT_ASSIGNED' : undefined
    case 'AnswerEnquiry':
      return openEnquiry(state) ? undefined : 'NO_ENQUIRY'
    case 'AssignApplication':
    case 'CorrectEmail':
      return undefined
  }
}
