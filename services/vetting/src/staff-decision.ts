import type { Context, Outgoing } from '@icms/backbone/aggregate'
import { instructionsAt } from '@icms/reference-data/reference-view'
import { documentsToBring } from '@icms/schemas/attendance-documents'
import type { ApplicationState } from '@icms/schemas/generated/vetting-state-v1'
import type { Policy } from '@icms/schemas/policy'
import { endWithRejection } from './application-end.ts'
import type { ApplicationOutput, StaffCommand, StaffDecision } from './application-messages.ts'
import { findDecisionRefusal, isBeforeAuthentication } from './decision-refusal.ts'
import { answerEnquiries } from './enquiry.ts'
import { drawFirst } from './registrant-draw.ts'
import { askForSupplement } from './supplement.ts'
import { workingDaysLeft } from './working-day-clocks.ts'

/** What a decision of staff leads to: its record and its consequence, or a refusal that changes nothing. */
export const decideForStaff = (
  command: Exclude<StaffCommand, { readonly type: 'EraseApplication' }>,
  state: ApplicationState | undefined,
  context: Context,
  policy: Policy,
): readonly Outgoing<ApplicationOutput>[] => {
  const { key: applicationId, at, actor, reference } = context
  const reason = findDecisionRefusal(command, state, actor)
  if (!state || reason) {
    const data = {
      applicationId,
      at,
      command: command.type,
      reason: reason ?? 'NO_SUCH_APPLICATION',
      until: null,
    } as const
    return [{ type: 'DecisionRefused', data: { ...data, referenceVersion: reference.version } }]
  }
  switch (command.type) {
    case 'AssignApplication': {
      const assignee = command.data.assignee ?? actor.id
      return [{ type: 'ApplicationAssigned', data: { applicationId, at, assignee, assignedBy: actor.id } }]
    }
    case 'UnassignApplication':
      return [{ type: 'ApplicationUnassigned', data: { applicationId, at, unassignedBy: actor.id } }]
    default:
      return [recordOf(command, context), ...consequencesOf(command, state, context, policy)]
  }
}

const recordOf = (command: StaffDecision, { key, at, actor, reference }: Context): ApplicationOutput => {
  const instructions = instructionsAt(reference, at)
  return {
    type: 'DecisionRecorded',
    data: {
      applicationId: key,
      at,
      command: command.type,
      decidedBy: actor.id,
      role: actor.role ?? null,
      note: command.data.note,
      instructionsVersion: instructions?.version ?? null,
      instructionsFrom: instructions?.effectiveFrom ?? null,
      referenceVersion: reference.version,
      checked: command.type === 'ApproveForAuthentication' ? command.data.checked : [],
      weighing: command.type === 'ApproveApplication' ? command.data.weighing : null,
    },
  }
}

const consequencesOf = (
  command: StaffDecision,
  state: ApplicationState,
  context: Context,
  policy: Policy,
): readonly Outgoing<ApplicationOutput>[] => {
  const { applicationId, form } = state
  const { at, reference } = context
  const referenceVersion = reference.version
  switch (command.type) {
    case 'ApproveForAuthentication': {
      const representativeAppointed = form.personalRepresentative !== null
      const bring = documentsToBring(form, 'APPLICANT')
      const representativeBrings = representativeAppointed ? documentsToBring(form, 'REPRESENTATIVE') : []
      const data = { applicationId, at, representativeAppointed, referenceVersion, bring, representativeBrings }
      return [{ type: 'ApplicationVetted', data }]
    }
    case 'RequestSupplement':
      return [askForSupplement(state, command.data.reasons, state.attendBy, context)]
    case 'HoldApplication': {
      const left = workingDaysLeft(state.vettingClock, at, reference, policy)
      return [{ type: 'ApplicationHeld', data: { applicationId, at, workingDaysLeft: left, referenceVersion } }]
    }
    case 'ReleaseApplication': {
      const workingDays = state.workingDaysLeft
      return [{ type: 'ApplicationReleased', data: { applicationId, at, workingDays, referenceVersion } }]
    }
    case 'CorrectEmail':
      return [{ type: 'EmailCorrected', data: { applicationId, at, email: command.data.email } }]
    case 'AnswerEnquiry':
      return answerEnquiries(state, command.data.answer, context)
    case 'ApproveApplication':
      return [drawFirst(state, context)]
    case 'RejectApplication': {
      const stage = isBeforeAuthentication(state) ? 'VETTING' : 'FINAL_DECISION'
      return endWithRejection(state, context, stage, command.data.reasons)
    }
  }
}
