import type { FilingConfirmed, FilingParked, FilingRefused } from '@icms/schemas/generated/accounts-events-v1'
import type { AccountState, HeldAccount, WaitingFiling } from '@icms/schemas/generated/accounts-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import type { AccountOutput } from './account.ts'
import { withHistory } from './account-history.ts'
import { isClosed } from './closing.ts'
import { evolveDeactivation, withStanding } from './deactivation.ts'
import { withErased, withErasureDecided } from './erasure.ts'
import { evolveRestriction } from './restriction.ts'
import { newAccount } from './new-account.ts'
import { periodEnded } from './prospective.ts'
import { confirmed, counted, locked } from './tries.ts'

/** Ids that are remembered to recognise a repeat; older ones cannot come again, for inputs are read once. */
const rememberedMax = 100
/** Refused filings that are kept to be shown to the holder. */
const refusalsMax = 20

/** The state after an output. A login name without an account and without waiting filings is forgotten. */
export function evolveAccount(state: AccountState | undefined, output: AccountOutput): AccountState | undefined {
  const { accountId } = output.data
  const before = state ?? { accountId, account: null, parked: [], answered: [], turnedAway: [] }
  switch (output.type) {
    case 'AccountCreated':
      return { ...before, account: withHistory(newAccount(output.data), output) }
    case 'RegistrantIdTaken':
      return { ...before, turnedAway: [...before.turnedAway, output.data.applicationId].slice(-rememberedMax) }
    case 'FilingParked':
      return parked(before, output.data)
    case 'FilingConfirmed':
      return answered(
        held(before, account => recorded(account, output.data)),
        output.data.filingId,
      )
    case 'FilingRefused':
      return answered(
        held(before, account => refused(account, output.data)),
        output.data.filingId,
      )
    case 'ActivationRefused':
    case 'SignInRefused':
    case 'AccountCommandRefused':
    case 'CaseAccessEnded':
      return state
    case 'RestrictionRecorded':
    case 'RestrictionLifted':
    case 'RestrictionRefused':
      return remembered(before, output)
    default:
      return before.account ? held(before, account => withHistory(changed(account, output), output)) : state
  }
}

type AccountChange = Exclude<
  AccountOutput,
  {
    readonly type:
      | 'AccountCreated'
      | 'RegistrantIdTaken'
      | 'FilingParked'
      | 'FilingConfirmed'
      | 'FilingRefused'
      | 'ActivationRefused'
      | 'SignInRefused'
      | 'AccountCommandRefused'
      | 'CaseAccessEnded'
      | 'RestrictionRecorded'
      | 'RestrictionLifted'
      | 'RestrictionRefused'
  }
>

function changed(account: HeldAccount, output: AccountChange): HeldAccount {
  switch (output.type) {
    case 'ActivationIssued': {
      const { activationId, expiresAt } = output.data
      const status = account.status === 'ACTIVATION_EXPIRED' ? 'CREATED' : account.status
      return { ...account, status, activation: { activationId, expiresAt } }
    }
    case 'ActivationExpired':
      return { ...account, status: 'ACTIVATION_EXPIRED', activation: null }
    case 'ActivationTried':
    case 'SignInTried':
      return { ...account, tries: counted(account.tries, output.data.attempt) }
    case 'AccountLocked':
      return { ...account, tries: locked(account.tries, output.data.until) }
    case 'SignedIn':
      return { ...account, tries: confirmed(account.tries, output.data.attempt) }
    case 'AccountActivated': {
      const { at: activatedAt, termsVersion, passwordHash } = output.data
      const change = { status: 'ACTIVE', activation: null, activatedAt, termsVersion, passwordHash } as const
      return { ...account, ...change, sessionEpoch: activatedAt, tries: confirmed(account.tries, account.tries.last) }
    }
    case 'ProspectivePeriodMet':
      return { ...account, prospectiveUntil: null, undecided: [] }
    case 'FilingOutcomeNoted':
      return { ...account, undecided: account.undecided.filter(u => u.filingId !== output.data.filingId) }
    case 'AccountSuspended':
      return { ...account, status: 'SUSPENDED', suspendedAt: output.data.at }
    case 'AccountReinstated':
      return { ...account, status: 'ACTIVE', suspendedAt: null, sessionEpoch: laterEpoch(account, output.data.at) }
    case 'AccountTerminated':
      return closed(account, 'TERMINATED', output.data)
    case 'AccountDeactivated':
      return closed(account, 'DEACTIVATED', output.data)
    case 'AccountRestored': {
      const { at, life } = output.data
      const open = {
        status: 'ACTIVE',
        closedAt: null,
        closedBecause: null,
        lateFilingAt: null,
        suspendedAt: null,
      } as const
      return { ...account, ...open, life, sessionEpoch: laterEpoch(account, at) }
    }
    case 'TermsChanged':
      return { ...account, termsTold: output.data.termsVersion }
    case 'TermsAccepted':
      return { ...account, termsVersion: output.data.termsVersion }
    case 'LanguageChanged':
      return { ...account, language: output.data.language }
    case 'EmailChangeProposed': {
      const { changeId, email, expiresAt } = output.data
      return { ...account, emailChange: { changeId, email, expiresAt } }
    }
    case 'EmailChanged':
      return { ...account, email: output.data.email, emailChange: null }
    case 'PasswordChanged': {
      const { at, passwordHash } = output.data
      const tries = confirmed(account.tries, account.tries.last)
      return { ...account, passwordHash, tries, sessionEpoch: laterEpoch(account, at) }
    }
    case 'SessionsEnded':
      return { ...account, sessionEpoch: laterEpoch(account, output.data.at) }
    case 'LinkRequested': {
      const { caseId, caseNumber, requestId } = output.data
      return withCase(account, { caseId, caseNumber, filingId: requestId, ...notLinked })
    }
    case 'CaseStandingNoted':
      return { ...account, cases: withStanding(account.cases, output.data) }
    case 'DeactivationScheduled':
    case 'DeactivationNoticeDue':
    case 'DeactivationNoticed':
    case 'DeactivationNoticeBounced':
    case 'DeactivationCancelled':
      return { ...account, deactivation: evolveDeactivation(account.deactivation, output) }
    case 'AccountErasureDecided':
      return withErasureDecided(account, output.data)
    case 'AccountErased':
      return withErased(account, output.data)
    case 'AccountDecisionRecorded':
      return account
  }
}

/** Sessions that started before this are void, also one that started in the same millisecond. */
const laterEpoch = ({ sessionEpoch, activatedAt }: HeldAccount, at: number): number =>
  Math.max(at, (sessionEpoch ?? activatedAt ?? 0) + 1)

/** The password of an account that ended for want of a filing is kept, since it may be restored (A7). */
function closed(
  account: HeldAccount,
  status: 'TERMINATED' | 'DEACTIVATED',
  {
    at: closedAt,
    reason: { code: closedBecause },
  }: { readonly at: number; readonly reason: { readonly code: string } },
): HeldAccount {
  const passwordHash = closedBecause === periodEnded ? account.passwordHash : null
  return {
    ...account,
    status,
    activation: null,
    passwordHash,
    closedAt,
    closedBecause,
    emailChange: null,
    undecided: [],
    deactivation: null,
  }
}

/** An order is answered once; also one that stops nobody here. */
function remembered(
  state: AccountState,
  output: MessageOf<'RestrictionRecorded' | 'RestrictionLifted' | 'RestrictionRefused'>,
): AccountState {
  const after =
    output.type === 'RestrictionRefused'
      ? state
      : held(state, account => withHistory(evolveRestriction(account, output), output))
  return { ...after, answered: [...state.answered, output.data.deliveryId].slice(-rememberedMax) }
}

const held = (state: AccountState, change: (account: HeldAccount) => HeldAccount): AccountState =>
  state.account ? { ...state, account: change(state.account) } : state

function parked(state: AccountState, data: FilingParked): AccountState {
  const { accountId: _, at, ...filing } = data
  const waiting: WaitingFiling = filing
  const after = { ...state, parked: [...state.parked, waiting] }
  return held(after, account =>
    isClosed(account) ? { ...account, lateFilingAt: account.lateFilingAt ?? at } : account,
  )
}

function recorded(account: HeldAccount, { caseId, caseNumber, filingId, filedAt }: FilingConfirmed): HeldAccount {
  const { prospectiveUntil, undecided } = account
  const isAwaited = prospectiveUntil !== null && filedAt <= prospectiveUntil
  const after = withCase(account, { caseId, caseNumber, filingId, ...notLinked })
  return isAwaited ? { ...after, undecided: [...undecided, { filingId, filedAt }] } : after
}

const notLinked = { linkedAt: null, disposedAt: null }

const withCase = (account: HeldAccount, one: HeldAccount['cases'][number]): HeldAccount =>
  account.cases.some(({ caseId }) => caseId === one.caseId) ? account : { ...account, cases: [...account.cases, one] }

function refused(account: HeldAccount, data: FilingRefused): HeldAccount {
  const { filingId, caseId, caseNumber, role, reason, at: refusedAt } = data
  const refusal = { filingId, caseId, caseNumber, role, reason, refusedAt }
  return { ...account, refused: [...account.refused, refusal].slice(-refusalsMax) }
}

function answered(state: AccountState, filingId: string): AccountState | undefined {
  const left = state.parked.filter(p => p.filingId !== filingId)
  if (!state.account && left.length === 0) return undefined
  // Nothing that waits can restore the account any more.
  const after = left.length > 0 ? state : held(state, account => ({ ...account, lateFilingAt: null }))
  return { ...after, parked: left, answered: [...state.answered, filingId].slice(-rememberedMax) }
}
