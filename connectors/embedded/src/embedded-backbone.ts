import type { DatabaseSync } from 'node:sqlite'
import { type Clock, systemClock } from '@icms/backbone/clock'
import { createCodec } from '@icms/backbone/codec'
import type { Contracts } from '@icms/backbone/contracts'
import { causeOf } from '@icms/backbone/errors'
import type { Keyring } from '@icms/backbone/keyring'
import { murmur2, partitionerName } from '@icms/backbone/partitioner'
import type { Backbone } from '@icms/backbone/port'
import type { Probe } from '@icms/backbone/probe'
import type { InRecord } from '@icms/backbone/record'
import { serviceOfChangelog } from '@icms/backbone/service'
import { seededPace } from '@icms/backbone/task-pump'
import { followTopic, ingestTopic } from '@icms/backbone/topic-reading'
import { holdFolder } from './data-folder.ts'
import { openForReading } from './database.ts'
import { createEmbeddedEdgeMemory } from './embedded-edge-memory.ts'
import { createEmbeddedLog, type EmbeddedLog } from './embedded-log.ts'
import { createEmbeddedProcess } from './embedded-process.ts'
import { readProgress, readStates } from './embedded-states.ts'
import { createEmbeddedReadSide } from './embedded-read-side.ts'
import { createEmbeddedSchemaIds, registerTogether } from './embedded-schema-ids.ts'
import { runEmbeddedService } from './embedded-service.ts'
import type { Shared } from './embedded-store.ts'
import { openWriter, type Writer } from './writer.ts'
import type { Part } from './written-parts.ts'

export type EmbeddedSettings = {
  /** Holds `icms.sqlite`; made where it is missing, held by one process at a time. */
  readonly dataDir: string
  readonly contracts: Contracts
  /** Encrypts personal data; without one nothing is encrypted. */
  readonly keyring?: Keyring
  /** Of every topic; recorded with the first start. 4 unless given. */
  readonly partitions?: number
  /** Topics that have another number of partitions, or must be there before anything is written. */
  readonly topics?: readonly { readonly name: string; readonly partitions?: number }[]
  readonly clock?: Clock
  /** One line for operators. */
  readonly log?: (message: string) => void
  /** Name of this build: when it changes, rows are written again from the states. */
  readonly build?: string
  /** Delivers late and unevenly, as a broker does, in a way that the seed repeats as far as the machine does. */
  readonly delivery?: { readonly seed: number; readonly delayMsMax: number }
  /** For tests: steps of a commit, and a second process over the same file. */
  readonly probe?: Probe
  readonly shareFolder?: boolean
}

/** `kill` ends it as kill -9 does; `isPaused`: a probe holds a transaction open, and so the file. Both are for tests. */
export type EmbeddedBackbone = Backbone & { kill(): Promise<void>; isPaused(): boolean }

const readRecordsMax = 500
const sharedPollMs = 10

/**
 * Opens the backbone in one SQLite file. Throws `DataFolderRefused` where the folder is held by another or cannot be
 * written, and `Incompatible` for a newer file or another partition count.
 */
export async function openEmbedded(settings: EmbeddedSettings): Promise<EmbeddedBackbone> {
  const folder = settings.shareFolder
    ? { file: `${settings.dataDir}/icms.sqlite`, release() {} }
    : holdFolder(settings.dataDir)
  let writer: Writer | undefined
  let db: DatabaseSync | undefined
  try {
    return await open()
  } catch (error) {
    await writer?.close()
    db?.close()
    folder.release()
    throw error
  }

  async function open(): Promise<EmbeddedBackbone> {
    const { partitions = 4, clock = systemClock(), contracts, delivery, log: print = () => {} } = settings
    let paused = false
    let log: EmbeddedLog | undefined
    const process = createEmbeddedProcess({
      clock,
      probe: settings.probe,
      report: error => print(causeOf(error)),
      kill: why => void kill(why),
    })
    const pauseAtWritten = async (parts: readonly Part[]) => {
      paused = true
      for (const part of parts) if (part.kind === 'commit') await process.probe('written', part.task)
      paused = false
    }
    writer = await openWriter({
      file: folder.file,
      deployment: { partitions: String(partitions), partitioner: partitionerName },
      onEnds: ends => log?.grow(ends),
      paused: settings.probe && pauseAtWritten,
    })
    const writing = writer
    const reading = openForReading(folder.file)
    db = reading
    log = createEmbeddedLog(reading, partitions, () => writing)
    await log.ensure(settings.topics ?? [])
    const ids = createEmbeddedSchemaIds(reading, writing)
    await registerTogether(contracts, ids)
    const codec = createCodec(contracts, ids, settings.keyring)
    await codec.ready()
    const readSide = createEmbeddedReadSide(reading, partitions, clock)
    const build = settings.build ?? 'unnamed'
    const shared: Shared = { db: reading, writer: writing, log, process, readSide, partitions, build }
    const pace =
      delivery &&
      ((service: string, partition: number) =>
        seededPace(delivery.seed ^ murmur2(Buffer.from(`${service}.${partition}`)), delivery.delayMsMax))
    const poll = settings.shareFolder ? setInterval(log.refresh, sharedPollMs) : undefined
    process.onEnd(() => clearInterval(poll))
    return assemble(shared, codec, pace, {
      async end() {
        await writing.close()
        release()
      },
      kill,
      isPaused: () => paused,
    })

    function release() {
      if (reading.isOpen) reading.close()
      folder.release()
    }

    async function kill(why = 'the process was killed') {
      process.end(why)
      await writing.kill()
      release()
    }
  }
}

type Endings = { end(): Promise<void>; kill(): Promise<void>; isPaused(): boolean }

function assemble(
  shared: Shared,
  codec: Backbone['codec'],
  pace: Parameters<typeof runEmbeddedService>[3],
  endings: Endings,
): EmbeddedBackbone {
  const { db, log, writer, process, readSide } = shared
  const { edgeMemory, settled } = createEmbeddedEdgeMemory(db, writer, process)
  const running = new Set<{ stop(): Promise<void> }>()
  let closed: Promise<void> | undefined
  const keep = <T extends { stop(): Promise<void> }>(started: T): T => {
    running.add(started)
    return started
  }
  async function close() {
    await Promise.all([...running].map(started => started.stop()))
    process.end('the backbone was closed')
    await settled()
    await endings.end()
  }
  process.onEnd(() => running.clear())

  return {
    codec,
    readSide: guarded(readSide.readSide, process.alive),
    edgeMemory,
    run: async (membership, open) => keep(await runEmbeddedService(shared, membership, open, pace)),
    async publish(records) {
      process.alive()
      await log.ensureFor(records)
      await writer.write({ kind: 'publish', records: records.map(log.rowOf) })
    },
    async follow(topic, handle) {
      await log.ensure([{ name: topic }])
      return keep(await followTopic(log, process, topic, handle))
    },
    ingest: async (group, topic, handle) => keep(await ingest(shared, group, topic, handle)),
    async *read(topic, from = 'start'): AsyncIterable<InRecord> {
      // States are read from the file. Events must not end before them, or a trail would seem to be cut off.
      log.refresh()
      const service = serviceOfChangelog(topic)
      if (from === 'end') return
      const first = (partition: number) => (from === 'start' ? 0 : from.get(partition))
      if (service !== undefined)
        for (const state of readStates(shared.db, topic, service)) if (first(state.partition) !== undefined) yield state
      if (!log.has(topic)) return
      for (let partition = 0; partition < log.count(topic); partition++) {
        const end = log.end(topic, partition)
        for (let next = first(partition) ?? end; next < end; ) {
          await process.step()
          const chunk = log.read(topic, partition, next, Math.min(readRecordsMax, end - next))
          yield* chunk.records
          next = chunk.next
        }
      }
    },
    async progress(reader) {
      process.alive()
      return readProgress(db, codec, reader)
    },
    async ends(topics) {
      process.alive()
      const endsOf = (topic: string) =>
        Array.from({ length: log.count(topic) }, (_, partition) => ({
          partition,
          start: 0,
          end: log.end(topic, partition),
        }))
      return new Map(topics.filter(log.has).map(topic => [topic, endsOf(topic)]))
    },
    close: () => (closed ??= close()),
    kill: endings.kill,
    isPaused: endings.isPaused,
  }
}

async function ingest(
  shared: Shared,
  reader: string,
  name: string,
  handle: (records: readonly InRecord[]) => Promise<void>,
) {
  const { db, log, process, writer } = shared
  await log.ensure([{ name }])
  const topic = log.idOf(name)
  const kept = db.prepare('SELECT partition, next FROM ingested WHERE reader = ? AND topic = ?').all(reader, topic)
  const positions = new Map(kept.map(line => [Number(line.partition), Number(line.next)]))
  const share = {
    partitions: new Set(Array.from({ length: log.count(name) }, (_, partition) => partition)),
    position: (partition: number) => positions.get(partition) ?? 0,
    async settle(partition: number, next: number) {
      await writer.write({ kind: 'settle', reader, topic, partition, next })
      positions.set(partition, next)
    },
  }
  return ingestTopic(log, process, name, share, handle)
}

/** Answers only while the process lives. */
function guarded(readSide: Backbone['readSide'], alive: () => void): Backbone['readSide'] {
  const asked = async <T>(ask: () => Promise<T>): Promise<T> => {
    alive()
    return ask()
  }
  return {
    get: (...args) => asked(() => readSide.get(...args)),
    list: (...args) => asked(() => readSide.list(...args)),
    outcome: (...args) => asked(() => readSide.outcome(...args)),
    onOutcome: (...args) => asked(() => readSide.onOutcome(...args)),
  }
}
