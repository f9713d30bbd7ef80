import type { AccountHistoryEntry, HeldAccount } from '@icms/schemas/generated/accounts-state-v1'
import type { AccountOutput } from './account.ts'

/** Entries that an account keeps of its past; the topic has all. */
const entriesMax = 100

/**
 * What is no part of an account's story: tries that were not the last, what only the runtime of a period needs, and the
 * erasure, after which nobody reads it.
 */
const untold: readonly AccountOutput['type'][] = [
  'ActivationTried',
  'SignInTried',
  'SignedIn',
  'FilingOutcomeNoted',
  'CaseStandingNoted',
  'DeactivationNoticeDue',
  'AccountErasureDecided',
  'AccountErased',
]

/** The account with what became of it noted for the desk: a decision with who, why and under which instructions (R3-5). */
export function withHistory(account: HeldAccount, output: AccountOutput): HeldAccount {
  if (untold.includes(output.type)) return account
  return { ...account, history: [...account.history, entryOf(output)].slice(-entriesMax) }
}

function entryOf(output: AccountOutput): AccountHistoryEntry {
  const { at } = output.data
  const nobody = { decidedBy: null, role: null, reason: null, note: null, instructionsVersion: null }
  switch (output.type) {
    case 'AccountDecisionRecorded': {
      const { command: event, decidedBy, role, reason, note, instructionsVersion } = output.data
      return { at, event, decidedBy, role, reason, note, instructionsVersion }
    }
    case 'AccountTerminated':
      return { at, event: output.type, ...nobody, reason: output.data.reason }
    default:
      return { at, event: output.type, ...nobody }
  }
}
