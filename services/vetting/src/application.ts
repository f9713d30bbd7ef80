import type { Aggregate, Context, Outgoing, RuntimeInput } from '@icms/backbone/aggregate'
import type { ApplicationSubmitted } from '@icms/schemas/generated/intake-web-events-v1'
import type { PersonClaimed } from '@icms/schemas/generated/vetting-rekeyed-v1'
import type { ApplicationState } from '@icms/schemas/generated/vetting-state-v1'
import { defaultPolicy, type Policy } from '@icms/schemas/policy'
import { endWithRejection, endWithWithdrawal, isFinal, reasonOf } from './application-end.ts'
import type { ApplicationInput, ApplicationOutput } from './application-messages.ts'
import { applicationRows } from './application-rows.ts'
import { evolveApplication } from './application-state.ts'
import { takeEnquiry } from './enquiry.ts'
import { decideErasure, eraseWithAccount, erasureEffects, takeErased } from './erasure.ts'
import { purgeEffects, takePurged } from './identity-copies.ts'
import { receiveFromPaper, removePaper, takeOffer, withPapersTold } from './joined-papers.ts'
import { drawAgain } from './registrant-draw.ts'
import { searchEffects, takeSearchTerms } from './search-terms.ts'
import { decideForStaff } from './staff-decision.ts'
import { askForSupplement, supplementRanOut, supplementTimers, takeSupplement } from './supplement.ts'
import { clockRanOut, clockTimers } from './working-day-clocks.ts'

const decide = (
  input: ApplicationInput | RuntimeInput,
  state: ApplicationState | undefined,
  context: Context,
  policy: Policy,
): readonly Outgoing<ApplicationOutput>[] => {
  const { at, reference } = context
  switch (input.type) {
    case 'ApplicationSubmitted':
      return state ? [] : receive(input.data, at)
    case 'FilePaperApplication':
      return receiveFromPaper(input.data, state, context)
    case 'OfferPaper':
      return takeOffer(input.data, state, context)
    case 'ReleasePaper':
      return removePaper(input.data, state, context)
    case 'PersonClaimed':
      return state?.status === 'RECEIVED' ? [start(state, input.data, context)] : []
    case 'PersonClaimRefused': {
      // Claimed once and answered once, whatever became of the application meanwhile.
      if (!state || isFinal(state)) return []
      const code = input.data.accountId ? 'ALREADY_REGISTERED' : 'DUPLICATE_APPLICATION'
      return endWithRejection(state, context, 'DUPLICATE', [reasonOf(code)])
    }
    case 'ApproveForAuthentication':
    case 'RequestSupplement':
    case 'HoldApplication':
    case 'ReleaseApplication':
    case 'RejectApplication':
    case 'ApproveApplication':
    case 'CorrectEmail':
    case 'AssignApplication':
    case 'UnassignApplication':
    case 'AnswerEnquiry':
      return decideForStaff(input, state, context, policy)
    case 'EraseApplication':
      return decideErasure(input.data, state, context)
    case 'AccountErasureDecided':
      return eraseWithAccount(input.data, state, context)
    case 'SupplementSupplied':
      return takeSupplement(state, input.data, context)
    case 'WithdrawalRequested':
      return state && !isFinal(state) ? endWithWithdrawal(state, input.data.reason, context) : []
    case 'EnquiryMade':
      return takeEnquiry(state, input.data, context)
    case 'AuthenticationInvited': {
      const { deadline } = input.data
      if (state?.status !== 'AUTH_PENDING' || state.attendBy === deadline) return []
      return [{ type: 'AttendanceAwaited', data: { applicationId: state.applicationId, at, deadline } }]
    }
    case 'IdentityAuthenticated':
      if (state?.status !== 'AUTH_PENDING') return []
      return [{ type: 'ApplicationAuthenticated', data: { applicationId: state.applicationId, at } }]
    case 'AuthenticationFailed': {
      if (state?.status !== 'AUTH_PENDING') return []
      const { supplement, attendBy, reasons } = input.data
      if (supplement) return [askForSupplement(state, reasons, attendBy ?? state.attendBy, context)]
      return endWithRejection(state, context, 'AUTHENTICATION', reasons)
    }
    case 'AttendanceWindowClosed':
      if (!state || !isAwaited(state)) return []
      return endWithRejection(state, context, 'NO_SHOW', [reasonOf('NOT_ATTENDED')])
    case 'RegistrantIdTaken':
      return drawAgain(state, input.data, at)
    case 'TimerFired':
      if (!state) return []
      if (input.data.name === 'supplement') return supplementRanOut(state, at)
      return clockRanOut(input.data.name, state, at, reference)
    case 'EffectSettled':
      return [
        ...takeSearchTerms(input, state, context),
        ...takePurged(input, state, context),
        ...takeErased(input, state, context),
      ]
  }
}

/**
 * True while an attendance is awaited: after the invitation, and after an attendance at which something was wanting, the
 * deadline of which stays whatever vetting does meanwhile (R35b).
 */
const isAwaited = ({ status, attendBy }: ApplicationState): boolean =>
  status === 'AUTH_PENDING' ||
  (attendBy !== null && (status === 'SUPPLEMENT_REQUESTED' || status === 'VETTING' || status === 'ON_HOLD'))

const receive = (submitted: ApplicationSubmitted, at: number): readonly Outgoing<ApplicationOutput>[] => {
  const { applicationId, personId, submittedAt, form, documents } = submitted
  return [
    { type: 'ApplicationReceived', data: { applicationId, at, personId, submittedAt, form, documents } },
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

function partsUnder(
  policy: Policy,
): Pick<Aggregate<ApplicationState, ApplicationInput, ApplicationOutput>, 'decide' | 'evolve'> {
  return {
    decide: (input, state, context) => withPapersTold(decide(input, state, context, policy), state, context),
    evolve: (state, output) => evolveApplication(state, output, policy),
  }
}

/**
 * One application from its receipt to the Judiciary Administrator's decision (R34 to R39). Only this aggregate states
 * an application's status; identity and accounts tell what they know, and the status follows from it here.
 */
export const application: Aggregate<ApplicationState, ApplicationInput, ApplicationOutput> = {
  name: 'application',
  state: 'icms.vetting.ApplicationState',
  inputs: [
    {
      topic: 'intake-web.events.v1',
      types: ['ApplicationSubmitted', 'SupplementSupplied', 'WithdrawalRequested', 'EnquiryMade'],
    },
    {
      topic: 'vetting.commands.v1',
      types: [
        'ApproveForAuthentication',
        'RequestSupplement',
        'HoldApplication',
        'ReleaseApplication',
        'RejectApplication',
        'ApproveApplication',
        'CorrectEmail',
        'AssignApplication',
        'UnassignApplication',
        'AnswerEnquiry',
        'EraseApplication',
      ],
    },
    {
      topic: 'vetting.rekeyed.v1',
      types: ['PersonClaimed', 'PersonClaimRefused', 'FilePaperApplication', 'OfferPaper', 'ReleasePaper'],
    },
    {
      topic: 'identity.events.v1',
      types: ['AuthenticationInvited', 'IdentityAuthenticated', 'AuthenticationFailed', 'AttendanceWindowClosed'],
    },
    {
      topic: 'accounts.events.v1',
      types: ['RegistrantIdTaken', 'AccountErasureDecided'],
      key: input => input.data.applicationId,
    },
  ],
  outputs: [
    'ApplicationReceived',
    'ApplicationTranscribed',
    'PaperJoined',
    'PaperRemoved',
    'PaperTaken',
    'PaperNotTaken',
    'SettlePaper',
    'ErasePaper',
    'SupplementReopened',
    'ClaimPerson',
    'VettingStarted',
    'VettingTargetMissed',
    'EnquiryDue',
    'DecisionRecorded',
    'DecisionRefused',
    'SupplementRequested',
    'SupplementOverdue',
    'SupplementReceived',
    'ApplicationHeld',
    'ApplicationReleased',
    'ApplicationAssigned',
    'ApplicationUnassigned',
    'EmailCorrected',
    'EnquiryReceived',
    'EnquiryAnswered',
    'SearchTermsRecorded',
    'ApplicationVetted',
    'AttendanceAwaited',
    'ApplicationAuthenticated',
    'ApplicationApproved',
    'RegistrantIdAssigned',
    'ApplicationRejected',
    'ApplicationWithdrawn',
    'ReleasePerson',
    'IdentityCopiesPurged',
    'ApplicationErasureDecided',
    'ApplicationErased',
  ],
  targets: ['VettingTargetMissed', 'EnquiryDue'],
  ...partsUnder(defaultPolicy),
  due: (state, reference) => [...clockTimers(state, reference), ...supplementTimers(state)],
  pending: state => [...searchEffects(state), ...purgeEffects(state), ...erasureEffects(state)],
  rows: applicationRows,
}

export const applicationUnder = (policy: Policy): typeof application => ({ ...application, ...partsUnder(policy) })
