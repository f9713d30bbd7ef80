import type { Aggregate, Context, RuntimeInput } from '@icms/backbone/aggregate'
import type { AccountState } from '@icms/schemas/generated/accounts-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { rowsOfAccount } from './account-rows.ts'
import { activate, decideActivationTry } from './activation.ts'
import { evolveAccount } from './evolve-account.ts'
import { decideFiling, refuseWaiting, waitingTimers } from './filing.ts'
import { createAccount } from './registration.ts'
import { confirmSignIn, decideSignInTry } from './sign-in.ts'
import { terminate } from './termination.ts'

export type AccountCommand = MessageOf<
  'TryActivation' | 'ActivateAccount' | 'TrySignIn' | 'ConfirmSignIn' | 'TerminateAccount'
>

export type AccountInput = MessageOf<'ApplicationApproved' | 'RegistrantIdAssigned' | 'FilingLodged'> | AccountCommand

export type AccountOutput = MessageOf<
  | 'AccountCreated'
  | 'RegistrantIdTaken'
  | 'ActivationIssued'
  | 'ActivationTried'
  | 'ActivationRefused'
  | 'AccountActivated'
  | 'SignInTried'
  | 'SignInRefused'
  | 'SignedIn'
  | 'AccountLocked'
  | 'AccountTerminated'
  | 'FilingConfirmed'
  | 'FilingParked'
  | 'FilingRefused'
>

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
      types: ['FilingLodged'],
      key: (input: MessageOf<'FilingLodged'>) => input.data.accountId,
    },
    {
      topic: 'accounts.commands.v1',
      types: ['TryActivation', 'ActivateAccount', 'TrySignIn', 'ConfirmSignIn', 'TerminateAccount'],
    },
  ],
  outputs: [
    'AccountCreated',
    'RegistrantIdTaken',
    'ActivationIssued',
    'ActivationTried',
    'ActivationRefused',
    'AccountActivated',
    'SignInTried',
    'SignInRefused',
    'SignedIn',
    'AccountLocked',
    'AccountTerminated',
    'FilingConfirmed',
    'FilingParked',
    'FilingRefused',
  ],
  decide,
  evolve: evolveAccount,
  due: waitingTimers,
  rows: rowsOfAccount,
}

function decide(
  input: AccountInput | RuntimeInput,
  state: AccountState | undefined,
  context: Context,
): readonly AccountOutput[] {
  switch (input.type) {
    case 'ApplicationApproved':
    case 'RegistrantIdAssigned':
      return createAccount(input.data, state, context)
    case 'TryActivation':
      return decideActivationTry(state, context)
    case 'ActivateAccount':
      return activate(input.data, state, context)
    case 'TrySignIn':
      return decideSignInTry(state, context)
    case 'ConfirmSignIn':
      return confirmSignIn(input.data, state, context)
    case 'TerminateAccount':
      return terminate(input.data, state, context)
    case 'FilingLodged':
      return decideFiling(input.data, state, context)
    case 'TimerFired':
      return refuseWaiting(input.data.name, state, context)
    case 'EffectSettled':
      return []
  }
}
