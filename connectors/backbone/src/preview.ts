import type { Actor } from './actor.ts'
import { type Batch, createBatch, newMemory } from './batch.ts'
import type { DeadLetter } from './dead-letters.ts'
import { isBackboneError } from './errors.ts'
import { keyringTopic } from './keyring-topic.ts'
import { effectsToStart, partsOf, timersOf } from './key-entry.ts'
import { defaultLimits, type Limits } from './limits.ts'
import type { Backbone } from './port.ts'
import { headersOf, type OutRecord } from './record.ts'
import type { Place, ReferenceSource, Runtime } from './runtime.ts'
import { routerOf, type Service, topicsOf } from './service.ts'
import { createStager } from './stage.ts'
import { innerValues } from './task-position.ts'

/** Inputs behind a dead letter that are tried as well. */
const triedMax = 200

export type Resolution = 'REPLAY' | 'DISCARD'

/** Which dead letter: where it lies and what it holds. */
export type LetterPlace = { readonly deadLetterId: string; readonly partition: number; readonly key: string | null }

export type PreviewNeeds = {
  readonly service: Service
  readonly backbone: Pick<Backbone, 'codec' | 'read'>
  readonly place: (type: string) => Place
  readonly clock: Runtime['clock']
  readonly reference: ReferenceSource
  readonly limits?: Partial<Limits>
}

export type PreviewedFailure = Pick<DeadLetter, 'deadLetterId' | 'reason' | 'cause'> & {
  readonly kind: DeadLetter['input']['kind']
}

export type Wanted = { readonly aggregate: string; readonly name: string; readonly at: number | null }

/** What would become of a dead letter, worked out and not done. */
export type Preview = {
  /** `WAITS`: a timer that is due before it cannot be taken, so it would queue behind that one. */
  readonly outcome: 'TAKEN' | 'FAILS' | 'WAITS' | 'LEFT_OUT'
  readonly failure: PreviewedFailure | null
  /** What services would be told. Personal texts may be encrypted with keys that nobody will ever have: `peek` at them. */
  readonly outputs: readonly OutRecord[]
  /** Of the key, as they would be after it: what is wanted newly, and what no more. */
  readonly timers: { readonly set: readonly Wanted[]; readonly gone: readonly Wanted[] }
  readonly effects: readonly { readonly aggregate: string; readonly kind: string; readonly id: string }[]
  /** Inputs that wait behind it; `tried` of them were decided too, and the last of these fails where `failure` says so. */
  readonly behind: { readonly queued: number; readonly tried: number; readonly failure: PreviewedFailure | null }
}

/**
 * What a replay or a discard would do, decided by the real core over what the service has committed of the key, by the
 * same code that does it, and thrown away. Any process can ask, whoever has the partition. Resolves with `undefined`
 * where the dead letter is not open (any more). Reads the changelog of one partition; throws `NotNow`.
 */
export async function previewResolution(
  needs: PreviewNeeds,
  letter: LetterPlace,
  action: Resolution,
  actor: Actor,
): Promise<Preview | undefined> {
  const { service, backbone, place, clock, reference } = needs
  const { codec } = backbone
  // The service may be one that does not run in this process.
  await codec.ready()
  const bytes = await restoreKey(needs, letter)
  if (!bytes.has(`dead/${letter.deadLetterId}`)) return undefined
  const runtime: Runtime = {
    ...{ service, codec, place, clock, reference },
    route: routerOf(service),
    limits: { ...defaultLimits, ...needs.limits },
    effects: {},
    // Nobody is told of what is not done.
    ...{ process: '', signal: undefined, outcome: undefined, alarm: undefined, tracing: undefined },
  }
  const memory = { ...newMemory(bytes), erasures: codec.erasures() }
  const { dead, stage } = createStager(runtime, letter.partition)
  const batch = createBatch(runtime, memory, reference.current())
  const queued = letter.key === null ? [] : dead.queuedValues(batch, letter.key, triedMax)
  await codec.prepare([dead.valueOf(batch, letter.deadLetterId), ...queued])
  const before = wantedOf(batch, service, letter.key)
  stage(batch, { kind: 'record', record: asked(runtime, letter, action, actor) })
  const after = wantedOf(batch, service, letter.key)
  const done = writtenBy(runtime, batch, 0)
  const hold = letter.key === null ? undefined : dead.hold(batch, letter.key)
  const waiting = hold ? hold.next - hold.first : 0
  const tried = hold?.deadLetterId === null ? stage(batch, { kind: 'drain', key: letter.key! }, triedMax) : 0
  const { failures } = writtenBy(runtime, batch, done.records)
  return {
    ...outcomeOf(done, letter.deadLetterId),
    outputs: done.outputs,
    timers: { set: without(after.timers, before.timers), gone: without(before.timers, after.timers) },
    effects: without(after.effects, before.effects).map(({ aggregate, kind, id }) => ({ aggregate, kind, id })),
    behind: { queued: waiting, tried, failure: failures[0] ?? null },
  }
}

/** What was committed of the key and of the dead letter; later entries of a changelog replace earlier ones. */
async function restoreKey({ backbone, service, reference }: PreviewNeeds, letter: LetterPlace) {
  const { codec } = backbone
  const bytes = new Map<string, Uint8Array>()
  for await (const { key, value } of backbone.read(topicsOf(service.name).state, new Map([[letter.partition, 0]]))) {
    if (key === null || !concerns(key, letter)) continue
    if (value) bytes.set(key, value)
    else bytes.delete(key)
  }
  const position = bytes.get('position')
  if (position) {
    await codec.prepare([position])
    await reference.atLeast((codec.decode(position) as { referenceVersion: number }).referenceVersion)
  }
  await codec.prepareRestored(bytes.values())
  await codec.prepareRestored(innerValues({ codec }, bytes))
  return bytes
}

function concerns(stateKey: string, { deadLetterId, key }: LetterPlace): boolean {
  if (stateKey === 'position' || stateKey === `dead/${deadLetterId}`) return true
  if (key === null) return false
  return stateKey === `hold/${key}` || stateKey.startsWith(`held/${key}/`) || partsOf(stateKey)?.key === key
}

/** An operator's word, as it would come by the service's replay topic. */
function asked({ codec, service, clock }: Runtime, letter: LetterPlace, action: Resolution, actor: Actor) {
  const { deadLetterId, partition } = letter
  const fullName = 'icms.backbone.ResolveDeadLetter'
  const at = clock.now()
  const headers = headersOf({ id: 'a dry run', fullName, service: 'operations', key: deadLetterId, at, actor })
  const value = codec.encode(fullName, { deadLetterId, action, reason: '' })
  return { topic: topicsOf(service.name).replays, partition, offset: 0, key: deadLetterId, value, headers, at }
}

/** Timers and effects that the key wants, each named by one text so that before and after can be compared. */
function wantedOf(batch: Batch, service: Service, key: string | null) {
  const timers = new Map<string, Wanted>()
  const effects = new Map<string, { aggregate: string; kind: string; id: string }>()
  for (const aggregate of key === null ? [] : service.aggregates) {
    const entry = batch.entry(aggregate, key!)
    for (const { name, at } of timersOf(entry, batch.reference))
      timers.set(`${aggregate.name} ${name} ${at}`, { aggregate: aggregate.name, name, at })
    for (const { id, kind } of effectsToStart(entry))
      effects.set(`${aggregate.name} ${id}`, { aggregate: aggregate.name, kind, id })
  }
  return { timers, effects }
}

const without = <T>(all: ReadonlyMap<string, T>, others: ReadonlyMap<string, T>): T[] =>
  [...all].filter(([name]) => !others.has(name)).map(([, value]) => value)

type Written = ReturnType<typeof writtenBy>

/** What the batch would write, from its record number `from`: outputs of cores, and what is told of dead letters. */
function writtenBy(runtime: Runtime, batch: Batch, from: number) {
  const topics = topicsOf(runtime.service.name)
  const refused = (cause: string) => [
    { deadLetterId: '', reason: 'REFUSED_BY_STORE' as const, cause, kind: 'RECORD' as const },
  ]
  try {
    const committed = batch.toCommit({ partitions: 0, partitioner: '' })
    // Keys come first and may grow in number between two looks.
    const records = committed.records.filter(r => r.topic !== keyringTopic)
    const mine = records.slice(from)
    const letters = mine
      .filter(r => r.topic === topics.deadLetters)
      .map(({ value }) => runtime.codec.decode(value) as DeadLetter)
    const failures = letters
      .filter(({ status }) => status === 'OPEN')
      .map(({ deadLetterId, reason, cause, input }) => ({ deadLetterId, reason, cause, kind: input.kind }))
    const put = new Set<string>(
      runtime.service.aggregates.flatMap(a => a.outputs.map(type => runtime.place(type).topic)),
    )
    const outputs = mine.filter(r => put.has(r.topic) || r.topic === topics.rekeyed)
    return { records: records.length, letters, failures, outputs }
  } catch (error) {
    if (!isBackboneError(error, 'Rejected')) throw error
    return { records: 0, letters: [], failures: refused(error.message), outputs: [] }
  }
}

function outcomeOf({ letters, failures }: Written, deadLetterId: string): Pick<Preview, 'outcome' | 'failure'> {
  const own = failures.find(f => f.deadLetterId === deadLetterId || f.deadLetterId === '')
  if (own) return { outcome: 'FAILS', failure: own }
  if (letters.some(l => l.deadLetterId === deadLetterId && l.status === 'DISCARDED'))
    return { outcome: 'LEFT_OUT', failure: null }
  const other = failures[0]
  return other ? { outcome: 'WAITS', failure: other } : { outcome: 'TAKEN', failure: null }
}
