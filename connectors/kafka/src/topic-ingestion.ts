import { setTimeout as sleep } from 'node:timers/promises'
import { BackboneError } from '@icms/backbone/errors'
import type { InRecord } from '@icms/backbone/record'
import type { Connections } from './connections.ts'
import { createInputQueue } from './input-queue.ts'
import type { LogReader } from './log-reader.ts'
import { joinGroup, type Membership } from './membership.ts'

type Where = { readonly groupId: string; readonly topic: string; readonly as: string; readonly partitions: number }
type Handle = (records: readonly InRecord[]) => Promise<void>

const firstBackoffMs = 100
const backoffMsMax = 5_000
const stopMsMax = 9_000

/**
 * A foreign topic at least once, by consumer group: the group's offset moves after the handler has resolved. A batch that
 * it rejects is handed over again, for ever, with growing pauses. Partitions are handled side by side.
 */
export function ingestTopic(
  connections: Connections,
  reader: LogReader,
  where: Where,
  handle: Handle,
  onTrouble: (error: unknown) => void,
) {
  const running = new Map<number, { stop(): void; done: Promise<void> }>()
  const group = { groupId: where.groupId, topics: [where.topic], partitions: where.partitions }
  const membership: Membership = joinGroup(connections, group, assigned, onTrouble)
  let stopped = false

  function assigned(now: readonly number[]) {
    if (stopped) return
    for (const [partition, ingestion] of running)
      if (!now.includes(partition)) {
        ingestion.stop()
        running.delete(partition)
      }
    for (const partition of now) if (!running.has(partition)) running.set(partition, start(partition))
  }

  function start(partition: number) {
    const ending = new AbortController()
    return { stop: () => ending.abort(), done: ingest(partition, ending.signal).catch(onTrouble) }
  }

  async function ingest(partition: number, signal: AbortSignal) {
    const offset = await again(() => committedOffset(partition), signal)
    if (offset === undefined) return
    const queue = createInputQueue(reader.wake)
    const place = { topic: where.topic, as: where.as, partition }
    const sink = {
      wants: queue.wants,
      take: (chunk: Parameters<typeof queue.put>[1]) => queue.put(where.as, chunk),
      outOfRange(at: number, log: { start: number; end: number }) {
        onTrouble(
          new BackboneError(
            'Incompatible',
            `${where.as}/${partition} holds ${log.start} to ${log.end}, but ${at} was to be read: some was lost`,
          ),
        )
        if (!signal.aborted) reading = reader.add({ ...place, offset: log.start }, sink)
      },
    }
    let reading = reader.add({ ...place, offset }, sink)
    signal.addEventListener('abort', queue.end, { once: true })
    const offsets = tellingOffsets(partition)
    for (let handed = await queue.take(); handed && !signal.aborted; handed = await queue.take()) {
      const { records, next } = handed
      if (records.length > 0) await again(() => handle(records), signal)
      if (signal.aborted) break
      offsets.tell(next.get(where.as)!)
    }
    reading.remove()
    await offsets.told()
  }

  /** The group's offset follows behind, one request at a time: no batch waits for it. */
  function tellingOffsets(partition: number) {
    let wanted: number | undefined
    let telling: Promise<void> | undefined
    async function tellAll() {
      while (wanted !== undefined) {
        const offset = wanted
        wanted = undefined
        await membership.commit([{ topic: where.topic, partition, offset }]).catch(onTrouble)
      }
      telling = undefined
    }
    return {
      tell(next: number) {
        wanted = next
        telling ??= tellAll()
      },
      told: async () => telling,
    }
  }

  /** Tries until it succeeds or is not wanted any more. */
  async function again<T>(run: () => Promise<T>, signal: AbortSignal): Promise<T | undefined> {
    for (let waitMs = firstBackoffMs; !signal.aborted; waitMs = Math.min(waitMs * 2, backoffMsMax)) {
      try {
        return await run()
      } catch (error) {
        onTrouble(error)
        await sleep(waitMs, undefined, { signal }).catch(() => {})
      }
    }
    return undefined
  }

  async function committedOffset(partition: number): Promise<number> {
    const admin = connections.kafka().admin()
    try {
      await admin.connect()
      const [found] = await admin.fetchOffsets({ groupId: where.groupId, topics: [where.topic] })
      const offset = Number(found?.partitions.find(p => p.partition === partition)?.offset ?? -1)
      if (offset >= 0) return offset
      const [start] = await reader.offsets([{ topic: where.topic, partition }], 'earliest')
      return start!
    } finally {
      void admin.disconnect().catch(() => {})
    }
  }

  return {
    async stop() {
      stopped = true
      for (const ingestion of running.values()) ingestion.stop()
      const all = Promise.all(Array.from(running.values(), i => i.done)).then(() => membership.leave())
      await Promise.race([all, sleep(stopMsMax, undefined, { ref: false })])
    },
    abandon() {
      stopped = true
      for (const ingestion of running.values()) ingestion.stop()
      void membership.leave().catch(() => {})
    },
  }
}
