import type { Resolved } from '../../operations/dead-letters.ts'
import { type ExitCode, exitCode } from '../command.ts'
import { whoText } from '../record-text.ts'

/** What became of an operator's word on a dead letter, in one line. */
export function resolvedText({ deadLetterId, outcome, attempts, reason, cause, by }: Resolved): string {
  const who = by ? ` by ${whoText(by)}` : ''
  switch (outcome) {
    case 'REPLAYED':
      return `${deadLetterId}  replayed; 'dead-letters show ${deadLetterId}' lists what it put out`
    case 'DISCARDED':
      return `${deadLetterId}  discarded`
    case 'FAILED_AGAIN':
      return `${deadLetterId}  failed again, for the ${attempts}. time: ${reason}: ${cause}`
    case 'ALREADY_REPLAYED':
      return `${deadLetterId}  was replayed already${who}: nothing was done`
    case 'ALREADY_DISCARDED':
      return `${deadLetterId}  was discarded already${who}: nothing was done`
    case 'BEING_PROCESSED':
      return `${deadLetterId}  is being processed; 'dead-letters show ${deadLetterId}' will say what became of it`
  }
}

/** The worst of them decides how the command ends. */
export function codeOf(outcomes: readonly Resolved['outcome'][]): ExitCode {
  if (outcomes.some(o => o === 'FAILED_AGAIN' || o.startsWith('ALREADY'))) return exitCode.wrong
  return outcomes.includes('BEING_PROCESSED') ? exitCode.notNow : exitCode.done
}
