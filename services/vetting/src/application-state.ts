import type { ApplicationReceived, DecisionRecorded } from '@icms/schemas/generated/vetting-events-v1'
import type { ApplicationState, ApplicationStatus, DecisionTaken } from '@icms/schemas/generated/vetting-state-v1'
import type { Policy } from '@icms/schemas/policy'
import type { ApplicationOutput } from './application-messages.ts'
import { evolveEnquiries } from './enquiry.ts'
import { withErased, withErasureDecided } from './erasure.ts'
import { evolvePapers } from './joined-papers.ts'
import { answeredBy, withAsked, withChanged } from './supplement.ts'
import { resumeVettingClock, startEnquiryClock, startVettingClock } from './working-day-clocks.ts'

/** Decisions that are shown with an application; the topic has all of them. */
const decisionsMax = 100

/** Takes one fact of vetting into the state of its application; a clock that it starts counts the days of that moment. */
export const evolveApplication = (
  state: ApplicationState | undefined,
  output: ApplicationOutput,
  policy: Policy,
): ApplicationState | undefined => {
  if (output.type === 'ApplicationReceived') return received(output.data, policy)
  if (!state) return state
  const { at } = output.data
  const moved = (status: ApplicationStatus): ApplicationState => ({ ...state, status, statusAt: at })
  switch (output.type) {
    case 'VettingStarted':
      return { ...moved('VETTING'), vettingClock: startVettingClock(output.data.submittedAt, policy) }
    case 'VettingTargetMissed':
      return { ...state, vettingClock: state.vettingClock && { ...state.vettingClock, ranOutAt: at } }
    case 'EnquiryDue':
      return { ...state, enquiryClock: { ...state.enquiryClock, ranOutAt: at } }
    case 'DecisionRecorded':
      return { ...state, decisions: [...state.decisions, taken(output.data)].slice(-decisionsMax) }
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
    case 'SupplementRequested': {
      const attendBy = output.data.attendBy ?? state.attendBy
      return { ...moved('SUPPLEMENT_REQUESTED'), attendBy, supplements: withAsked(state, output.data) }
    }
    case 'SupplementOverdue':
      return { ...state, supplements: withChanged(state, output.data.requestId, { overdueAt: at }) }
    case 'SupplementReceived': {
      const supplements = withChanged(state, output.data.requestId, answeredBy(output.data))
      const completeAt = output.data.receivedAt ?? at
      return { ...moved('VETTING'), supplements, vettingClock: startVettingClock(completeAt, policy) }
    }
    case 'SupplementReopened': {
      const again = { answeredAt: null, paperId: null }
      return { ...moved('SUPPLEMENT_REQUESTED'), supplements: withChanged(state, output.data.requestId, again) }
    }
    case 'PaperJoined':
    case 'PaperRemoved':
      return { ...state, papers: evolvePapers(state.papers, output) }
    case 'ApplicationHeld':
      return { ...moved('ON_HOLD'), workingDaysLeft: output.data.workingDaysLeft }
    case 'ApplicationReleased': {
      const { workingDays } = output.data
      const vettingClock = workingDays === null ? state.vettingClock : resumeVettingClock(at, workingDays)
      return { ...moved('VETTING'), vettingClock, workingDaysLeft: null }
    }
    case 'ApplicationWithdrawn':
      return { ...moved('WITHDRAWN'), withdrawalReason: output.data.reason }
    case 'EnquiryReceived':
    case 'EnquiryAnswered':
      return { ...state, enquiries: evolveEnquiries(state.enquiries, output) }
    case 'ApplicationAssigned':
      return { ...state, assignee: output.data.assignee }
    case 'ApplicationUnassigned':
      return { ...state, assignee: null }
    case 'EmailCorrected':
      // What is being worked out of the address before does not count any more.
      return {
        ...state,
        form: { ...state.form, email: output.data.email },
        searchTerms: null,
        searchAttempts: state.searchAttempts + 1,
      }
    case 'SearchTermsRecorded':
      return { ...state, searchTerms: output.data.terms, searchAttempts: output.data.attempt }
    case 'IdentityCopiesPurged': {
      const { attempt: purgeAttempts, documentIds, outcome } = output.data
      if (outcome === 'FAILED') return { ...state, purgeAttempts }
      return { ...state, purgeAttempts, purge: { at, documentIds: outcome === 'DELETED' ? documentIds : [] } }
    }
    case 'ApplicationErasureDecided':
      return withErasureDecided(state, output.data)
    case 'ApplicationErased':
      return withErased(state, output.data)
    case 'ApplicationTranscribed':
    case 'PaperTaken':
    case 'PaperNotTaken':
    case 'SettlePaper':
    case 'ErasePaper':
    case 'ClaimPerson':
    case 'ReleasePerson':
    case 'DecisionRefused':
      return state
  }
}

const received = (
  { applicationId, at, personId, submittedAt, form, documents }: ApplicationReceived,
  policy: Policy,
): ApplicationState => ({
  applicationId,
  personId,
  status: 'RECEIVED',
  statusAt: at,
  submittedAt,
  form,
  vettingClock: null,
  enquiryClock: startEnquiryClock(submittedAt, policy),
  attendBy: null,
  rejectedAtStage: null,
  reasons: [],
  decisions: [],
  registrantId: null,
  attempt: 0,
  documents,
  supplements: [],
  workingDaysLeft: null,
  assignee: null,
  searchTerms: null,
  searchAttempts: 0,
  erasure: null,
  purgeAttempts: 0,
  purge: null,
  withdrawalReason: null,
  enquiries: [],
  papers: [],
})

const taken = (recorded: DecisionRecorded): DecisionTaken => {
  const { command, at, decidedBy, role, note, instructionsVersion, checked, weighing } = recorded
  return { command, at, decidedBy, role, note, instructionsVersion, checked, weighing }
}
