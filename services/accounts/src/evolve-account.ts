import type { AccountCreated, FilingConfirmed, FilingParked } from '@icms/schemas/generated/accounts-events-v1'
import type { AccountState, HeldAccount, WaitingFiling } from '@icms/schemas/generated/accounts-state-v1'
import type { AccountOutput } from './account.ts'
import { confirmed, counted, locked, noTries } from './tries.ts'

/** Ids that are remembered to recognise a repeat; older ones cannot come again, for inputs are read once. */
const rememberedMax = 100

/** The state after an output. A login name without an account and without waiting filings is forgotten. */
export function evolveAccount(state: AccountState | undefined, output: AccountOutput): AccountState | undefined {
  const { accountId } = output.data
  const before = state ?? { accountId, account: null, parked: [], answered: [], turnedAway: [] }
  const account = (change: (held: HeldAccount) => HeldAccount): AccountState | undefined =>
    before.account ? { ...before, account: change(before.account) } : state
  switch (output.type) {
    case 'AccountCreated':
      return { ...before, account: created(output.data) }
    case 'RegistrantIdTaken':
      return { ...before, turnedAway: [...before.turnedAway, output.data.applicationId].slice(-rememberedMax) }
    case 'ActivationIssued': {
      const { activationId, expiresAt } = output.data
      return account(held => ({ ...held, activation: { activationId, expiresAt } }))
    }
    case 'ActivationTried':
    case 'SignInTried':
      return account(held => ({ ...held, tries: counted(held.tries, output.data.attempt) }))
    case 'AccountLocked':
      return account(held => ({ ...held, tries: locked(held.tries, output.data.until) }))
    case 'SignedIn':
      return account(held => ({ ...held, tries: confirmed(held.tries, output.data.attempt) }))
    case 'AccountActivated': {
      const { at: activatedAt, termsVersion, passwordHash } = output.data
      const change = { status: 'ACTIVE', activation: null, activatedAt, termsVersion, passwordHash } as const
      return account(held => ({ ...held, ...change, tries: confirmed(held.tries, held.tries.last) }))
    }
    case 'AccountTerminated':
      return account(held => ({ ...held, status: 'TERMINATED', activation: null, passwordHash: null }))
    case 'FilingParked':
      return { ...before, parked: [...before.parked, waiting(output.data)] }
    case 'FilingConfirmed':
      return answered(recorded(before, output.data), output.data.filingId)
    case 'FilingRefused':
      return answered(before, output.data.filingId)
    case 'ActivationRefused':
    case 'SignInRefused':
      return state
  }
}

const created = (data: AccountCreated): HeldAccount => ({
  registrantId: data.registrantId,
  loginName: data.loginName,
  applicationId: data.applicationId,
  personId: data.personId,
  kind: data.kind,
  status: 'CREATED',
  createdAt: data.at,
  name: data.name,
  email: data.email,
  language: data.language,
  activation: null,
  activatedAt: null,
  termsVersion: null,
  passwordHash: null,
  tries: noTries,
  cases: [],
})

function waiting(parked: FilingParked): WaitingFiling {
  const { accountId: _, at: __, ...filing } = parked
  return filing
}

function recorded(state: AccountState, { caseId, filingId }: FilingConfirmed): AccountState {
  const held = state.account
  if (!held || held.cases.some(c => c.caseId === caseId)) return state
  return { ...state, account: { ...held, cases: [...held.cases, { caseId, filingId }] } }
}

function answered(state: AccountState, filingId: string): AccountState | undefined {
  const parked = state.parked.filter(p => p.filingId !== filingId)
  if (!state.account && parked.length === 0) return undefined
  return { ...state, parked, answered: [...state.answered, filingId].slice(-rememberedMax) }
}
