import type { KeyringStatus } from '@icms/backbone/keyring'
import type { Audited, TrailEvent } from '../operations/audit.ts'
import type { DecodedRecord } from '../operations/decoded-record.ts'
import type { TopicSummary } from '../operations/operations.ts'

/** Prints an answer for people, or as JSON; answers the exit code. */
export function print(asJson: boolean, answer: unknown, kind: keyof typeof texts): number {
  process.stdout.write(asJson ? `${JSON.stringify(answer, null, 2)}\n` : `${texts[kind](answer).join('\n')}\n`)
  return 0
}

const texts = {
  topics: (answer: unknown) =>
    columns(
      (answer as TopicSummary[]).map(t => [
        t.topic,
        `${t.partitions.reduce((sum, p) => sum + p.end - p.start, 0)}`,
        t.types.join(', '),
      ]),
    ),
  records: (answer: unknown) => {
    const records = answer as DecodedRecord[]
    return records.length === 0 ? ['nothing'] : records.map(recordText)
  },
  audit: (answer: unknown) => {
    const { topics, faults } = answer as Audited
    return [
      ...columns(topics.map(t => [t.topic, `${t.events} events`, `${t.chains} chains`])),
      ...(faults.length === 0
        ? ['every chain fits']
        : columns(faults.map(f => [f.problem, f.place, f.key, f.eventId]))),
    ]
  },
  trail: (answer: unknown) => {
    const { events } = answer as { events: readonly TrailEvent[] }
    if (events.length === 0) return ['nothing']
    return columns(events.map(e => [e.at, e.type ?? '?', e.actor ?? '', String(e.number ?? '-'), e.problem ?? 'fits']))
  },
  published: (answer: unknown) => [`${(answer as { published: number }).published} published`],
  'dead-letters': (answer: unknown) => {
    const { deadLetters, rebuilding } = answer as {
      deadLetters: Record<string, string | number | null>[]
      rebuilding: string[]
    }
    const lines = columns(
      deadLetters.map(d => [
        String(d.deadLetterId),
        String(d.service),
        String(d.reason),
        `${d.topic}/${d.partition}/${d.offset}`,
        String(d.key ?? '(no key)'),
        String(d.cause),
      ]),
    )
    return [
      ...(lines.length === 0 ? ['none open'] : lines),
      ...rebuilding.map(s => `${s}: its read side is being rebuilt; ask again`),
    ]
  },
  keys: (answer: unknown) => {
    const { newest, masterKeys, erasedSubjects, wrapped } = answer as KeyringStatus & { wrapped?: number }
    const noteOf = (id: string, given: boolean) => (given ? (id === newest ? 'the newest' : 'older') : 'not given here')
    return [
      ...(wrapped === undefined ? [] : [`${wrapped} data keys were wrapped again`]),
      ...columns(masterKeys.map(m => [`master key ${m.id}`, `${m.dataKeys} data keys`, noteOf(m.id, m.given)])),
      `${erasedSubjects} subjects were erased`,
    ]
  },
} as const

function recordText(record: DecodedRecord): string {
  const { topic, partition, offset, key, at, type, actor, data, unreadable } = record
  return `${at}  ${type ?? '?'}  ${key ?? '(no key)'}  ${topic}/${partition}/${offset}  ${actor ?? ''}\n    ${unreadable ?? JSON.stringify(data)}`
}

/** Lines with their columns under each other. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map(r => r[i]!.length)))
  return rows.map(row => row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i]!))).join('  '))
}
