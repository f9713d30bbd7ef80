import type { Aggregate, Context, RuntimeInput } from '@icms/backbone/aggregate'
import type { AccountState } from '@icms/schemas/generated/accounts-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { defaultPolicy, type Policy } from '@icms/schemas/policy'
import { rowsOfAccount } from './account-rows.ts'
import { activate, activationTimers, decideActivationTry, expireActivation, reissue } from './activation.ts'
import { decideErasure, erasureEffects, takeErased } from './erasure.ts'
import { evolveAccount } from './evolve-account.ts'
import { announce, deactivate, deactivationTimers, learnOfNotice, noteStanding } from './deactivation.ts'
import { decideFiling, refuseWaiting, waitingTimers } from './filing.ts'
import { decideForHolder, type HolderCommand, tellTerms, termsTimers } from './holder-change.ts'
import { decideLinked, decideNotLinked, endPeriod, periodTimers } from './prospective.ts'
import { createAccount } from './registration.ts'
import { decideOrder } from './restriction.ts'
import { confirmSignIn, decideSignInTry } from './sign-in.ts'
import { decideForStaff, type StaffCommand } from './staff-decision.ts'

export type AccountCommand =
  | MessageOf<
      'TryActivation' | 'ActivateAccount' | 'ReissueActivation' | 'TrySignIn' | 'ConfirmSignIn' | 'EraseAccount'
    >
  | HolderCommand
  | StaffCommand

type LinkAnswer = MessageOf<'CaseLinked' | 'LinkKept' | 'LinkRefused' | 'LinkedCaseChanged'>
type MailOutcome = MessageOf<'EmailAccepted' | 'EmailBounced'>

export type AccountInput =
  | MessageOf<'ApplicationApproved' | 'RegistrantIdAssigned' | 'FilingLodged' | 'OrderMade' | 'OrderLifted'>
  | LinkAnswer
  | MailOutcome
  | AccountCommand

const outputs = [
  'AccountCreated',
  'RegistrantIdTaken',
  'ActivationIssued',
  'ActivationTried',
  'ActivationRefused',
  'ActivationExpired',
  'AccountActivated',
  'SignInTried',
  'SignInRefused',
  'SignedIn',
  'AccountLocked',
  'AccountDecisionRecorded',
  'AccountCommandRefused',
  'AccountTerminated',
  'AccountDeactivated',
  'AccountSuspended',
  'AccountReinstated',
  'AccountRestored',
  'ProspectivePeriodMet',
  'FilingOutcomeNoted',
  'TermsChanged',
  'TermsAccepted',
  'LanguageChanged',
  'EmailChangeProposed',
  'EmailChanged',
  'PasswordChanged',
  'SessionsEnded',
  'LinkRequested',
  'CaseAccessEnded',
  'CaseStandingNoted',
  'DeactivationScheduled',
  'DeactivationNoticeDue',
  'DeactivationNoticed',
  'DeactivationNoticeBounced',
  'DeactivationCancelled',
  'RestrictionRecorded',
  'RestrictionLifted',
  'RestrictionRefused',
  'FilingConfirmed',
  'FilingParked',
  'FilingRefused',
  'AccountErasureDecided',
  'AccountErased',
] as const

export type AccountOutput = MessageOf<(typeof outputs)[number]>

/**
 * One login name: its account, and the filings made in its name. Keyed by account id, which for an individual is the
 * registrant id; so the key itself notices an id that was drawn twice, and a filing that comes before its account.
 */
export const account: Aggregate<AccountState, AccountInput, AccountOutput> = {
  name: 'account',
  state: 'icms.accounts.AccountState',
  inputs: [
    {
      topic: 'vetting.events.v1',
      types: ['ApplicationApproved', 'RegistrantIdAssigned'],
      key: (input: MessageOf<'ApplicationApproved' | 'RegistrantIdAssigned'>) => input.data.registrantId,
    },
    {
      topic: 'court-cases.events.v1',
      types: ['FilingLodged', 'OrderMade', 'OrderLifted'],
      key: (input: MessageOf<'FilingLodged' | 'OrderMade' | 'OrderLifted'>) => input.data.accountId,
    },
    {
      topic: 'case-linking.events.v1',
      types: ['CaseLinked', 'LinkKept', 'LinkRefused', 'LinkedCaseChanged'],
      key: (input: LinkAnswer) => input.data.accountId,
    },
    {
      topic: 'email.events.v1',
      types: ['EmailAccepted', 'EmailBounced'],
      key: (input: MailOutcome) => input.data.subjectId,
    },
    {
      topic: 'accounts.commands.v1',
      types: [
        'TryActivation',
        'ActivateAccount',
        'ReissueActivation',
        'TrySignIn',
        'ConfirmSignIn',
        'AcceptTerms',
        'ChangeLanguage',
        'ProposeEmailChange',
        'ConfirmEmailChange',
        'ChangePassword',
        'EndSessions',
        'TerminateAccount',
        'DeactivateAccount',
        'SuspendAccount',
        'ReinstateAccount',
        'RestoreAccount',
        'KeepAccountOpen',
        'EraseAccount',
      ],
    },
  ],
  outputs,
  ...partsUnder(defaultPolicy),
  evolve: evolveAccount,
  pending: erasureEffects,
  rows: rowsOfAccount,
}

export const accountUnder = (policy: Policy): typeof account => ({ ...account, ...partsUnder(policy) })

function partsUnder(policy: Policy): Pick<Aggregate<AccountState, AccountInput, AccountOutput>, 'decide' | 'due'> {
  return {
    decide: (input, state, context) => decide(input, state, context, policy),
    due: (state, reference) => [
      ...waitingTimers(state),
      ...activationTimers(state),
      ...periodTimers(state, policy),
      ...termsTimers(state, reference),
      ...deactivationTimers(state, policy),
    ],
  }
}

function decide(
  input: AccountInput | RuntimeInput,
  state: AccountState | undefined,
  context: Context,
  policy: Policy,
): readonly AccountOutput[] {
  switch (input.type) {
    case 'ApplicationApproved':
    case 'RegistrantIdAssigned':
      return createAccount(input.data, state, context, policy)
    case 'TryActivation':
      return decideActivationTry(state, context, policy)
    case 'ActivateAccount':
      return activate(input.data, state, context)
    case 'ReissueActivation':
      return reissue(state, context, policy)
    case 'TrySignIn':
      return decideSignInTry(state, context)
    case 'ConfirmSignIn':
      return confirmSignIn(input.data, state, context)
    case 'AcceptTerms':
    case 'ChangeLanguage':
    case 'ProposeEmailChange':
    case 'ConfirmEmailChange':
    case 'ChangePassword':
    case 'EndSessions':
      return decideForHolder(input, state, context)
    case 'TerminateAccount':
    case 'DeactivateAccount':
    case 'SuspendAccount':
    case 'ReinstateAccount':
    case 'RestoreAccount':
    case 'KeepAccountOpen':
      return decideForStaff(input, state, context)
    case 'EraseAccount':
      return decideErasure(input.data, state, context)
    case 'FilingLodged':
      return decideFiling(input.data, state, context, policy)
    case 'OrderMade':
    case 'OrderLifted':
      return decideOrder(input, state, context)
    case 'CaseLinked':
      return [...decideLinked(input.data, state, context), ...noteStanding(input.data, state, context, policy)]
    case 'LinkedCaseChanged':
      return noteStanding(input.data, state, context, policy)
    case 'EmailAccepted':
    case 'EmailBounced':
      return learnOfNotice(input, state, context)
    case 'LinkKept':
    case 'LinkRefused':
      return decideNotLinked(input.data, input.type === 'LinkKept', state, context)
    case 'TimerFired':
      return decideTimer(input.data.name, state, context, policy)
    case 'EffectSettled':
      return takeErased(input, state, context)
  }
}

function decideTimer(
  name: string,
  state: AccountState | undefined,
  context: Context,
  policy: Policy,
): readonly AccountOutput[] {
  switch (name) {
    case 'activation':
      return expireActivation(state, context)
    case 'prospective':
      return endPeriod(state, context)
    case 'terms':
      return tellTerms(state, context)
    case 'deactivation-notice':
      return announce(state, context, policy)
    case 'deactivation':
      return deactivate(state, context, policy)
    default:
      return refuseWaiting(name, state, context)
  }
}
