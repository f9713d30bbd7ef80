import type { Context, Outgoing } from '@icms/backbone/aggregate'
import { instructionsAt } from '@icms/reference-data/reference-view'
import type { DecisionRefusalReason } from '@icms/schemas/generated/vetting-events-v1'
import type { ApplicationState } from '@icms/schemas/generated/vetting-state-v1'
import { endWithRejection, isFinal } from './application-end.ts'
import type { ApplicationOutput, StaffCommand } from './application-messages.ts'
import { drawFirst } from './registrant-draw.ts'

/** What a decision of staff leads to: its record and its consequence, or a refusal that changes nothing. */
export const decideForStaff = (
  command: StaffCommand,
  state: ApplicationState | undefined,
  context: Context,
): readonly Outgoing<ApplicationOutput>[] => {
  const { key: applicationId, at, reference } = context
  const reason = findRefusal(command, state)
  if (!state || reason) {
    const data = { applicationId, at, command: command.type, reason: reason ?? 'NO_SUCH_APPLICATION' }
    return [{ type: 'DecisionRefused', data: { ...data, referenceVersion: reference.version } }]
  }
  return [recordOf(command, context), ...consequencesOf(command, state, context)]
}

const findRefusal = (command: StaffCommand, state: ApplicationState | undefined): DecisionRefusalReason | undefined => {
  if (!state) return 'NO_SUCH_APPLICATION'
  if (isFinal(state)) return 'ALREADY_FINAL'
  switch (command.type) {
    case 'ApproveForAuthentication':
      return state.status === 'VETTING' ? undefined : 'NOT_IN_VETTING'
    case 'ApproveApplication':
      return state.status === 'AUTHENTICATED' ? undefined : 'NOT_AUTHENTICATED'
    case 'RejectApplication':
      return command.data.reasons.length === 0 ? 'NO_REASONS' : undefined
  }
}

const recordOf = (command: StaffCommand, { key, at, actor, reference }: Context): ApplicationOutput => {
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
    },
  }
}

const consequencesOf = (
  command: StaffCommand,
  state: ApplicationState,
  context: Context,
): readonly Outgoing<ApplicationOutput>[] => {
  const { applicationId, form } = state
  const { at, reference } = context
  switch (command.type) {
    case 'ApproveForAuthentication': {
      const representativeAppointed = form.personalRepresentative !== null
      const data = { applicationId, at, representativeAppointed, referenceVersion: reference.version }
      return [{ type: 'ApplicationVetted', data }]
    }
    case 'ApproveApplication':
      return [drawFirst(state, context)]
    case 'RejectApplication': {
      const inVetting = state.status === 'RECEIVED' || state.status === 'VETTING'
      return endWithRejection(state, context, inVetting ? 'VETTING' : 'FINAL_DECISION', command.data.reasons)
    }
  }
}
