import type { Aggregate, Context, Outgoing, RuntimeInput } from '@icms/backbone/aggregate'
import type { ApplicationSubmitted } from '@icms/schemas/generated/intake-web-events-v1'
import type { PersonClaimed } from '@icms/schemas/generated/vetting-rekeyed-v1'
import type { ApplicationState } from '@icms/schemas/generated/vetting-state-v1'
import { endWithRejection, reasonOf } from './application-end.ts'
import type { ApplicationInput, ApplicationOutput } from './application-messages.ts'
import { applicationRows } from './application-rows.ts'
import { evolveApplication } from './application-state.ts'
import { drawAgain } from './registrant-draw.ts'
import { decideForStaff } from './staff-decision.ts'
import { clockRanOut, clockTimers } from './working-day-clocks.ts'

const decide = (
  input: ApplicationInput | RuntimeInput,
  state: ApplicationState | undefined,
  context: Context,
): readonly Outgoing<ApplicationOutput>[] => {
  const { at, reference } = context
  switch (input.type) {
    case 'ApplicationSubmitted':
      return state ? [] : receive(input.data, at)
    case 'PersonClaimed':
      return state?.status === 'RECEIVED' ? [start(state, input.data, context)] : []
    case 'PersonClaimRefused': {
      if (state?.status !== 'RECEIVED') return []
      const code = input.data.accountId ? 'ALREADY_REGISTERED' : 'DUPLICATE_APPLICATION'
      return endWithRejection(state, context, 'DUPLICATE', [reasonOf(code)])
    }
    case 'ApproveForAuthentication':
    case 'RejectApplication':
    case 'ApproveApplication':
      return decideForStaff(input, state, context)
    case 'AuthenticationInvited': {
      const { deadline } = input.data
      if (state?.status !== 'AUTH_PENDING' || state.attendBy === deadline) return []
      return [{ type: 'AttendanceAwaited', data: { applicationId: state.applicationId, at, deadline } }]
    }
    case 'IdentityAuthenticated':
      if (state?.status !== 'AUTH_PENDING') return []
      return [{ type: 'ApplicationAuthenticated', data: { applicationId: state.applicationId, at } }]
    case 'AuthenticationFailed':
      if (state?.status !== 'AUTH_PENDING') return []
      return endWithRejection(state, context, 'AUTHENTICATION', input.data.reasons)
    case 'AttendanceWindowClosed':
      if (state?.status !== 'AUTH_PENDING') return []
      return endWithRejection(state, context, 'NO_SHOW', [reasonOf('NOT_ATTENDED')])
    case 'RegistrantIdTaken':
      return drawAgain(state, input.data, at)
    case 'TimerFired':
      return state ? clockRanOut(input.data.name, state, at, reference) : []
    case 'EffectSettled':
      return []
  }
}

const receive = (submitted: ApplicationSubmitted, at: number): readonly Outgoing<ApplicationOutput>[] => {
  const { applicationId, personId, submittedAt, form } = submitted
  return [
    { type: 'ApplicationReceived', data: { applicationId, at, personId, submittedAt, form } },
    { type: 'ClaimPerson', key: personId, data: { personId, applicationId, at } },
  ]
}

const start = (
  { submittedAt }: ApplicationState,
  { applicationId, personId }: PersonClaimed,
  { at, reference }: Context,
): ApplicationOutput => ({
  type: 'VettingStarted',
  data: { applicationId, at, personId, submittedAt, referenceVersion: reference.version },
})

/**
 * One application from its receipt to the Judiciary Administrator's decision (R34 to R39). Only this aggregate states
 * an application's status; identity and accounts tell what they know, and the status follows from it here.
 */
export const application: Aggregate<ApplicationState, ApplicationInput, ApplicationOutput> = {
  name: 'application',
  state: 'icms.vetting.ApplicationState',
  inputs: [
    { topic: 'intake-web.events.v1', types: ['ApplicationSubmitted'] },
    { topic: 'vetting.commands.v1', types: ['ApproveForAuthentication', 'RejectApplication', 'ApproveApplication'] },
    { topic: 'vetting.rekeyed.v1', types: ['PersonClaimed', 'PersonClaimRefused'] },
    {
      topic: 'identity.events.v1',
      types: ['AuthenticationInvited', 'IdentityAuthenticated', 'AuthenticationFailed', 'AttendanceWindowClosed'],
    },
    { topic: 'accounts.events.v1', types: ['RegistrantIdTaken'], key: input => input.data.applicationId },
  ],
  outputs: [
    'ApplicationReceived',
    'ClaimPerson',
    'VettingStarted',
    'VettingTargetMissed',
    'EnquiryDue',
    'DecisionRecorded',
    'DecisionRefused',
    'ApplicationVetted',
    'AttendanceAwaited',
    'ApplicationAuthenticated',
    'ApplicationApproved',
    'RegistrantIdAssigned',
    'ApplicationRejected',
    'ReleasePerson',
  ],
  decide,
  evolve: evolveApplication,
  due: clockTimers,
  rows: applicationRows,
}
