import { actorOf } from '@icms/backbone/actor'
import { header } from '@icms/backbone/record'
import type { WaitingInput } from '@icms/backbone/waiting-inputs'
import type { LetterStory } from '../dead-letter-story.ts'
import type { DryRun } from '../dead-letters.ts'
import type { OpenLetter } from '../open-dead-letters.ts'
import { exactTime, timeOf } from './exact-time.ts'
import { recordRows } from './record-rows.ts'

/** A dead letter as its page shows it. */
export function letterView({ letter, input, history, queued, putOut }: LetterStory) {
  const { deadLetterId, service, status, reason, cause, at, attempts } = letter
  const opened = history.find(({ what }) => what === 'OPENED')
  const { kind, topic, partition, offset, key, headers, name = '', data, unreadable } = input
  const type = input.type ?? simpleName(headers[header.type])
  return {
    ...{ deadLetterId, service, status, reason, cause, attempts, queued },
    // Of one that ended `at` is the end.
    at: exactTime(opened ? Date.parse(opened.at) : at),
    ...{ kind, topic, partition, offset, key, name, type, inputAt: timeOf(input) },
    unreadable: kind === 'RECORD' ? unreadable : undefined,
    content: data === undefined ? undefined : JSON.stringify(data, null, 2),
    headers: Object.entries(headers).toSorted(([a], [b]) => a.localeCompare(b, 'en')),
    history: inOrder(history).map(({ what, at: when, actor, why }) => {
      const who = actorOf(actor)
      return { what, when: exactTime(Date.parse(when)), who: who.id, role: who.role ?? who.kind, why }
    }),
    outputs: recordRows(putOut),
  }
}

/** Of one instant, what opened it comes first. */
const inOrder = (history: LetterStory['history']) =>
  history.toSorted((a, b) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : Number(b.what === 'OPENED') - Number(a.what === 'OPENED'),
  )

/** Where a record lies that was never written. */
const nowhere = { partition: -1, offset: -1 }

/** An input that waits, as the page shows it. */
export const waitingRow = ({ kind, topic, partition, offset, name, at, type }: WaitingInput) => ({
  ...{ kind, topic, partition, offset, name, type: simpleName(type ?? undefined), at: exactTime(at) },
})

const simpleName = (fullName: string | undefined) => fullName?.slice(fullName.lastIndexOf('.') + 1)

type Words = { readonly text: string; readonly values: Readonly<Record<string, string | number>> }

/** What a replay or a discard would do, as its page shows it. */
export function dryRunView({ outcome, failure, outputs, timers, effects, behind }: DryRun) {
  const wanted = (text: string, all: DryRun['timers']['set']): Words[] =>
    all.map(({ name, at }) => ({ text, values: { name, when: at === null ? '–' : exactTime(at) } }))
  return {
    ...{ outcome, failure, outputs: recordRows(outputs.map(output => ({ ...output, ...nowhere }))) },
    timers: [...wanted('resolve.timerSet', timers.set), ...wanted('resolve.timerGone', timers.gone)],
    effects: effects.map(({ kind }) => kind),
    behind: behindOf(behind, outcome),
  }
}

/** What becomes of the messages that wait: they go on only if the dead letter does not hold their key any more. */
function behindOf({ queued, tried, failure }: DryRun['behind'], outcome: DryRun['outcome']): Words {
  const said = (text: string, values: Words['values'] = {}): Words => ({ text: `resolve.${text}`, values })
  if (queued === 0) return said('behindNone')
  if (outcome === 'FAILS' || outcome === 'WAITS') return said('behindHeld', { n: queued })
  if (failure) return said('behindFails', { n: queued, tried, cause: failure.cause })
  return tried < queued ? said('behindTried', { n: queued, tried }) : said('behindAll', { n: queued })
}

/** Of whom a dead letter is: a timer has no topic, and is of its service. */
export const letterSubject = ({ service, topic, key }: Pick<OpenLetter, 'service' | 'topic' | 'key'>) => ({
  topic: topic || `${service}.`,
  key,
})
