import { actorOf } from '@icms/backbone/actor'
import type { DecodedRecord } from '../operations/decoded-record.ts'
import type { TimelineEntry } from '../operations/timeline.ts'

type Shown = Omit<DecodedRecord, 'partition' | 'offset'> & { readonly partition?: number; readonly offset?: number }

/** A message in two lines: when, what, of whom, where and by whom; and what it says. */
export function recordText(record: Shown): string[] {
  const { topic, partition, offset, key, at, type, actor, deadLetter, data, unreadable } = record
  const place = offset === undefined ? topic : `${topic}/${partition}/${offset}`
  const replay = deadLetter ? `  replay of ${deadLetter}` : ''
  return [
    `${at}  ${type ?? '?'}  ${key ?? '(no key)'}  ${place}  ${actor ? whoText(actor) : ''}${replay}`.trimEnd(),
    `    ${unreadable ?? JSON.stringify(data)}`,
  ]
}

/** `staff;id=s-1;role=vetting` as people read it. */
export function whoText(actor: string): string {
  const { kind, id, role, onBehalfOf } = actorOf(actor)
  return `${kind} ${id}${role ? ` as ${role}` : ''}${onBehalfOf ? ` for ${onBehalfOf}` : ''}`
}

const detailsMax = 8
const textMax = 60

/** One thing that happened, with who and why. */
export function entryText(entry: TimelineEntry): string[] {
  const { at, type, topic, partition, offset, key, actor, because, deadLetter, data, unreadable } = entry
  const by = actor ? `by ${whoText(actor)}` : ''
  const why = because ? `because of ${because.type}` : ''
  const replay = deadLetter ? `by the replay of ${deadLetter}` : ''
  const first = [at, type ?? '?', by, why, replay].filter(Boolean).join('  ')
  const said = detailsOf(data).filter(detail => !detail.endsWith(`=${key}`))
  const details = unreadable ?? said.slice(0, detailsMax).join('  ')
  return [first, `    ${topic}/${partition}/${offset}  ${details}`.trimEnd()]
}

/** What a message says, leaf by leaf; without times, which stand before it, and without what is masked or empty. */
function detailsOf(data: unknown, name = ''): string[] {
  if (data === null || data === undefined || data === '' || data === '•••' || name.endsWith('At') || name === 'at')
    return []
  if (typeof data !== 'object') return [`${name}=${`${data as string | number | boolean}`.slice(0, textMax)}`]
  if (Array.isArray(data)) return data.slice(0, 3).flatMap(item => detailsOf(item, name))
  return Object.entries(data).flatMap(([field, value]) => detailsOf(value, name ? `${name}.${field}` : field))
}
