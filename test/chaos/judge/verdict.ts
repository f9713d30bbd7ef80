import { accountsOnce } from './accounts-once.ts'
import { auditChains } from './audit-chains.ts'
import { deadlines } from './deadlines.ts'
import { drained } from './drained.ts'
import type { Evidence, Judge, Violation } from './evidence.ts'
import { linksOnce } from './links-once.ts'
import { mailsEnd } from './mails-end.ts'
import { nothingLost } from './nothing-lost.ts'
import { secrecy } from './secrecy.ts'
import { transitions } from './transitions.ts'

const judges: readonly Judge[] = [
  nothingLost,
  accountsOnce,
  mailsEnd,
  deadlines,
  linksOnce,
  transitions,
  secrecy,
  auditChains,
  drained,
]

/** Everything that is wrong, in the order of the invariants. */
export const judge = (evidence: Evidence): readonly Violation[] => judges.flatMap(each => each(evidence))
