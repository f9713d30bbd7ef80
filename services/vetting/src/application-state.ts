import type { ApplicationReceived, DecisionRecorded } from '@icms/schemas/generated/vetting-events-v1'
import type { ApplicationState, ApplicationStatus, DecisionTaken } from '@icms/schemas/generated/vetting-state-v1'
import type { ApplicationOutput } from './application-messages.ts'
import { startEnquiryClock, startVettingClock } from './working-day-clocks.ts'

/** Takes one fact of vetting into the state of its application. */
export const evolveApplication = (
  state: ApplicationState | undefined,
  output: ApplicationOutput,
): ApplicationState | undefined => {
  if (output.type === 'ApplicationReceived') return received(output.data)
  if (!state) return state
  const { at } = output.data
  const moved = (status: ApplicationStatus): ApplicationState => ({ ...state, status, statusAt: at })
  switch (output.type) {
    case 'VettingStarted':
      return { ...moved('VETTING'), vettingClock: startVettingClock(output.data.submittedAt) }
    case 'VettingTargetMissed':
      return { ...state, vettingClock: state.vettingClock && { ...state.vettingClock, ranOutAt: at } }
    case 'EnquiryDue':
      return { ...state, enquiryClock: { ...state.enquiryClock, ranOutAt: at } }
    case 'DecisionRecorded':
      return { ...state, decisions: [...state.decisions, taken(output.data)] }
    case 'ApplicationVetted':
      return moved('AUTH_PENDING')
    case 'AttendanceAwaited':
      return { ...state, attendBy: output.data.deadline }
    case 'ApplicationAuthenticated':
      return moved('AUTHENTICATED')
    case 'ApplicationApproved': {
      const { registrantId, attempt, conditional } = output.data
      return { ...moved(conditional ? 'APPROVED_CONDITIONAL' : 'APPROVED'), registrantId, attempt }
    }
    case 'RegistrantIdAssigned':
      return { ...state, registrantId: output.data.registrantId, attempt: output.data.attempt }
    case 'ApplicationRejected':
      return { ...moved('REJECTED'), rejectedAtStage: output.data.stage, reasons: output.data.reasons }
    case 'ClaimPerson':
    case 'ReleasePerson':
    case 'DecisionRefused':
      return state
  }
}

const received = ({ applicationId, at, personId, submittedAt, form }: ApplicationReceived): ApplicationState => ({
  applicationId,
  personId,
  status: 'RECEIVED',
  statusAt: at,
  submittedAt,
  form,
  vettingClock: null,
  enquiryClock: startEnquiryClock(submittedAt),
  attendBy: null,
  rejectedAtStage: null,
  reasons: [],
  decisions: [],
  registrantId: null,
  attempt: 0,
})

const taken = ({ command, at, decidedBy, role, note, instructionsVersion }: DecisionRecorded): DecisionTaken => ({
  command,
  at,
  decidedBy,
  role,
  note,
  instructionsVersion,
})
