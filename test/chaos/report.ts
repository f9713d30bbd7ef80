import type { Account } from './account.ts'
import { type Evidence, isFact, type Violation } from './judge/evidence.ts'

export const endedByItself = (name: string): Violation => ({
  invariant: 'L1',
  what: `the process of ${name} ended by itself`,
  isWaiting: false,
})

export const refusedThough = (what: string): Violation => ({
  invariant: 'I1',
  what: `refused though it is right: ${what}`,
  isWaiting: false,
})

/** How far people and the court are. */
export const countsOf = ({ begun, told, active, filings }: Account): string =>
  `${begun} people, ${told.length} acknowledgements, ${active.length} active accounts, ${filings.length} filings`

export function summaryOf(
  account: Account,
  { messages, mails }: Evidence,
  counts: Readonly<Record<string, number>>,
): string[] {
  const count = (type: string) => messages.filter(message => message.type === type && isFact(message)).length
  return [
    `hurt:  ${Object.entries(counts)
      .map(([kind, n]) => `${n} × ${kind}`)
      .join(', ')}`,
    `did:   ${account.begun} people, ${account.active.length} whole registrations, ${account.filings.length} filings, ${mails.length} mails, ${messages.length} messages; ${account.gaveUp.length} people gave up waiting`,
    `seen:  ${count('EmailInDoubt')} mails in doubt, ${count('EmailDeferred')} put off, ${count('CaseLinked')} links, ${count('LinkKept')} kept, ${count('AttendanceWindowClosed')} invitations over, ${count('ActivationExpired')} codes expired`,
  ]
}
