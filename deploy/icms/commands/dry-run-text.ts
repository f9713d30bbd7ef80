import type { PreviewedFailure } from '@icms/backbone/preview'
import type { DryRun } from '../../operations/dead-letters.ts'
import { recordText } from '../record-text.ts'
import { placeOf } from './list-dead-letters.ts'

const said: Readonly<Record<DryRun['outcome'], string>> = {
  TAKEN: 'would be taken',
  FAILS: 'would fail again, and stay as it is',
  WAITS: 'would wait again, behind a timer of its key that cannot be taken',
  LEFT_OUT: 'would be left out for good',
}

/** What would become of a dead letter, and what with it. Nothing was done. */
export function dryRunText({ letter, outcome, failure, outputs, timers, effects, behind }: DryRun): string[] {
  const { deadLetterId, service, key } = letter
  const at = (time: number | null) => (time === null ? '' : new Date(time).toISOString())
  return [
    `${deadLetterId}  ${service}  ${placeOf(letter)}  ${key ?? '(no key)'}  ${said[outcome]}`,
    ...(failure ? [`  ${failureText(failure)}`] : []),
    ...(outputs.length > 0 ? ['  It would put out', ...outputs.flatMap(recordText).map(line => `    ${line}`)] : []),
    ...timers.set.map(t => `  It would set the timer ${t.name} of ${t.aggregate} to ${at(t.at)}`),
    ...timers.gone.map(t => `  It would take away the timer ${t.name} of ${t.aggregate}, ${at(t.at)}`),
    ...effects.map(e => `  It would have ${e.kind} carried out for ${e.aggregate} (${e.id})`),
    ...(behind.queued > 0 ? [`  Behind it ${waitingText(behind.queued)}${behindText(behind)}`] : []),
    '  Nothing was done',
  ]
}

export const waitingText = (count: number) =>
  count === 0 ? 'waits nothing' : count === 1 ? 'waits 1 input of its key' : `wait ${count} inputs of its key`

function behindText({ queued, tried, failure }: DryRun['behind']): string {
  if (tried === 0) return ', and would go on waiting'
  if (failure) return `; after ${tried - 1} of them one would be set aside: ${failureText(failure)}`
  return tried < queued ? `; the first ${tried} would be taken, the rest was not tried` : '; all would be taken'
}

const failureText = ({ kind, reason, cause }: PreviewedFailure) =>
  `${kind === 'RECORD' ? '' : `${kind.toLowerCase()}: `}${reason}: ${cause}`
