import type { Subject } from '@icms/web/staff-views'
import type { DecodedRecord } from './decoded-record.ts'

const ownerOf: Readonly<Record<string, Subject['kind']>> = {
  'intake-web': 'application',
  vetting: 'application',
  identity: 'application',
  accounts: 'account',
}

/** Their keys are of dead letters, or of whatever aggregate a message was re-keyed for. */
const internal = /\.(dead-letter|replays|rekeyed)\./

type Shown = Pick<DecodedRecord, 'topic' | 'key'> & Partial<Pick<DecodedRecord, 'shows'>>

/** Whose records are shown with these: whoever's personal data is in clear, and the key of what one service tells of one subject. */
export function subjectsOf(records: readonly Shown[]): readonly Subject[] {
  const found = new Map<string, Subject>()
  const add = (subject: Subject) => found.set(`${subject.kind} ${subject.id}`, subject)
  for (const { topic, key, shows } of records) {
    const kind = ownerOf[topic.slice(0, topic.indexOf('.'))]
    if (kind && key !== null && !internal.test(topic)) add({ kind, id: key })
    if (shows) add(shows)
  }
  return [...found.values()]
}

/** Of a list that is nobody's: only those whose personal data is in clear. */
export const subjectsInClear = (records: readonly DecodedRecord[]): readonly Subject[] =>
  subjectsOf(records.filter(r => r.shows !== undefined).map(r => ({ topic: '', key: null, shows: r.shows! })))
