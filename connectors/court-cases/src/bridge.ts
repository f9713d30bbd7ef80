import type { Actor } from '@icms/backbone/actor'
import type { Clock } from '@icms/backbone/clock'
import type { Codec } from '@icms/backbone/codec'
import { causeOf, isBackboneError } from '@icms/backbone/errors'
import type { Backbone } from '@icms/backbone/port'
import { deriveId, header, headersOf, type InRecord, idOf, type OutRecord } from '@icms/backbone/record'
import type { Place } from '@icms/backbone/runtime'
import { topicsOf } from '@icms/backbone/service'
import { traceFrom, traceOf } from '@icms/backbone/tracing'
import type { CaseDisposed, CaseReopened, OrderLifted, OrderMade } from '@icms/schemas/generated/court-cases-v1'
import type { FilingLodged } from '@icms/schemas/generated/court-filings-v1'
import type { MessageOf } from '@icms/schemas/message-of'

type Origin = ReturnType<typeof originOf>

/** Where court case systems publish, in their spelling, under their keys and by their partitioner: what each record becomes. */
export const courtTopics = {
  'court.filings.v1': {
    'icms.court.FilingLodged': (filing: FilingLodged, origin: Origin) =>
      ({ type: 'ReceiveFiling', data: { ...filing, ...origin } }) as const,
  },
  'court.cases.v1': {
    'icms.court.CaseDisposed': ({ disposedAt: changedAt, ...of }: CaseDisposed, origin: Origin) =>
      ({ type: 'ReceiveCaseChange', data: { ...of, ...origin, change: 'DISPOSED', changedAt } }) as const,
    'icms.court.CaseReopened': ({ reopenedAt: changedAt, ...of }: CaseReopened, origin: Origin) =>
      ({ type: 'ReceiveCaseChange', data: { ...of, ...origin, change: 'REOPENED', changedAt } }) as const,
    'icms.court.OrderMade': ({ madeAt: changedAt, ...of }: OrderMade, origin: Origin) =>
      ({ type: 'ReceiveOrder', data: { ...of, ...origin, change: 'MADE', changedAt } }) as const,
    'icms.court.OrderLifted': ({ liftedAt: changedAt, ...of }: OrderLifted, origin: Origin) =>
      ({ type: 'ReceiveOrder', data: { ...of, ...origin, change: 'LIFTED', changedAt } }) as const,
  },
} as const
export type CourtTopic = keyof typeof courtTopics

/** Groups of their own: the service's tasks are another, over other topics. */
export const courtGroups: Readonly<Record<CourtTopic, string>> = {
  'court.filings.v1': 'court-cases.bridge',
  'court.cases.v1': 'court-cases.cases-bridge',
}
const service = 'court-cases'

/** Longest text of a foreign field or header that is looked at: what is longer is no filing. */
const textLengthMax = 1_000

/** What the bridge did with a foreign message; ids and places only. */
export type BridgeSignal = {
  readonly name: 'received' | 'unreadable' | 'skipped'
  readonly topic: string
  readonly place: string
  readonly cause?: string
}

export type CourtBridge = { stop(): Promise<void> }

type Bridging = {
  readonly backbone: Pick<Backbone, 'ingest' | 'publish' | 'codec'>
  readonly place: (type: string) => Place
  readonly clock: Clock
  readonly signal: (signal: BridgeSignal) => void
}

/**
 * Carries what court case systems publish on a topic to our own commands, at least once and never past one that could not be
 * published. A repeat makes the same command (by `ce_source` and `ce_id`, or by its place on the topic), so it is
 * decided once. What cannot be read is handed on as such, to be refused by an answer: it blocks nothing.
 */
export async function startCourtBridge(
  topic: CourtTopic,
  { backbone, place, clock, signal }: Bridging,
): Promise<CourtBridge> {
  const { codec } = backbone
  return backbone.ingest(courtGroups[topic], topic, async records => {
    await codec.prepare(records.map(record => record.value))
    const commands: OutRecord[] = []
    for (const record of records) {
      const { note, command } = commandFor(record, topic, codec)
      signal({ ...note, topic: record.topic, place: `${record.partition}/${record.offset}` })
      if (!command) continue
      await codec.prepareToEncode(place(command.type).fullName, command.data)
      const trace = traceOf(record.headers[header.trace])
      commands.push(recordOf(command, { codec, place, at: clock.now(), trace }))
    }
    if (commands.length > 0) await backbone.publish(commands)
  })
}

type Command = MessageOf<'ReceiveFiling' | 'ReceiveCaseChange' | 'ReceiveOrder' | 'ReceiveUnreadable'>
type Note = Pick<BridgeSignal, 'name' | 'cause'>

function commandFor(
  record: InRecord,
  topic: CourtTopic,
  codec: Codec,
): { readonly note: Note; readonly command?: Command } {
  const origin = originOf(record)
  if (!record.value) return { note: { name: 'skipped', cause: 'tombstone' } }
  try {
    const fullName = codec.nameOf(record.value)
    const known = courtTopics[topic] as Readonly<Record<string, (value: never, origin: Origin) => Command>>
    const commandOf = Object.hasOwn(known, fullName) ? known[fullName] : undefined
    if (!commandOf) return { note: { name: 'skipped', cause: `not a ${Object.keys(known).join(', ')}` } }
    const value = codec.decode(record.value) as object
    const tooLong = Object.entries(value).find(([, field]) => typeof field === 'string' && field.length > textLengthMax)
    if (tooLong) return unreadable(origin, record, `${tooLong[0]} is longer than ${textLengthMax} characters`)
    return { note: { name: 'received' }, command: commandOf(value as never, origin) }
  } catch (error) {
    if (isBackboneError(error, 'NotNow')) throw error
    return unreadable(origin, record, causeOf(error))
  }
}

function unreadable(origin: Origin, record: InRecord, cause: string) {
  const courtReference = textOf(record.key) ?? origin.sourceId
  const command = { type: 'ReceiveUnreadable', data: { ...origin, courtReference } } as const
  return { note: { name: 'unreadable', cause } as const, command }
}

function originOf(record: InRecord) {
  const source = textOf(record.headers[header.source]) ?? record.topic
  const ownId = textOf(record.headers[header.id])
  const sourceId = ownId ?? idOf({ ...record, headers: {} })
  return { source, sourceId, deliveryId: deriveId('delivery', source, sourceId) }
}

const textOf = (text: string | null | undefined): string | undefined =>
  text && text.length <= textLengthMax && text.isWellFormed() && text.trim() !== '' ? text : undefined

function recordOf(
  { type, data }: Command,
  { codec, place, at, trace }: Pick<Bridging, 'place'> & { codec: Codec; at: number; trace: string | undefined },
): OutRecord {
  const { fullName } = place(type)
  const key = data.deliveryId
  const id = deriveId('bridge', type, key)
  const headers = headersOf({
    id,
    trace: trace ?? traceFrom(id),
    fullName,
    service,
    key,
    at,
    actor: actorFor(data.source),
  })
  return { topic: topicsOf(service).commands, key, value: codec.encode(fullName, data), headers, at }
}

// A source is whatever they call themselves; in a header of ours it stands only where it is an identifier.
const actorFor = (source: string): Actor => ({
  kind: 'court',
  id: /^[\w.:@/-]{1,100}$/.test(source) ? source : deriveId('court', source),
})
