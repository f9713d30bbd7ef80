import { type Clock, pause } from './clock.ts'
import { BackboneError } from './errors.ts'
import type { Following } from './port.ts'
import type { InRecord } from './record.ts'
import { type Chunk, stopMsMax, withinMs } from './task-pump.ts'

/** A log that an adapter keeps itself. */
export interface ReadableLog {
  /** Partitions of a topic. */
  count(topic: string): number
  read(topic: string, partition: number, from: number, recordsMax: number): Chunk
  end(topic: string, partition: number): number
  /** Where reading must stop for now: the first record of an open transaction, or the end. */
  readableEnd(topic: string, partition: number): number
  /** Calls back whenever one of these topics has grown. */
  onGrowth(listener: () => void, of: readonly string[]): () => void
}

/** The process that reads: everything it does goes step by step, until it has ended. */
export interface ReadingProcess {
  readonly clock: Clock
  /** Throws `Closed` once the process has ended. */
  step(): Promise<void>
  onEnd(callback: () => void): () => void
  report(error: unknown): void
}

const chunkRecordsMax = 500
const retryMs = 50

/** Looks again whenever the topic has grown, one look at a time. */
function whileGrowing(log: ReadableLog, process: ReadingProcess, topic: string, look: () => Promise<void>) {
  let stopped = false
  let wanted = true
  let wake = () => {}
  const again = () => {
    wanted = true
    wake()
  }
  const forget = log.onGrowth(again, [topic])
  const leave = process.onEnd(() => end())
  function end() {
    stopped = true
    forget()
    leave()
    wake()
  }
  async function live() {
    while (!stopped) {
      if (!wanted) {
        await new Promise<void>(resolve => (wake = resolve))
        continue
      }
      wanted = false
      await look()
    }
  }
  const lived = live().catch(error => {
    if (!stopped) process.report(error)
  })
  return {
    isStopped: () => stopped,
    again,
    /** Lets a handler finish, but does not wait for one that hangs. */
    async stop() {
      end()
      await withinMs(process.clock, stopMsMax, lived)
    },
  }
}

/** Hands over every record of a topic from its start; a handler that throws is reported and the next record comes. */
export async function followTopic(
  log: ReadableLog,
  process: ReadingProcess,
  topic: string,
  handle: (record: InRecord) => void,
): Promise<Following> {
  await process.step()
  const next = Array.from({ length: log.count(topic) }, () => 0)
  const waiting = new Set<() => void>()
  const reading = whileGrowing(log, process, topic, async () => {
    await process.step()
    for (const [partition, from] of next.entries()) {
      const chunk = log.read(topic, partition, from, chunkRecordsMax)
      for (const record of chunk.records) hear(record)
      next[partition] = chunk.next
      if (chunk.next > from) reading.again()
    }
    for (const look of [...waiting]) look()
  })
  function hear(record: InRecord) {
    if (reading.isStopped()) return
    try {
      handle(record)
    } catch (error) {
      process.report(error)
    }
  }
  return {
    async caughtUp(upTo = 'written') {
      await process.step()
      const endOf = upTo === 'readable' ? log.readableEnd : log.end
      const ends = next.map((_, partition) => endOf(topic, partition))
      await new Promise<void>((resolve, reject) => {
        const look = () => {
          const isStopped = reading.isStopped()
          if (!isStopped && ends.some((end, partition) => next[partition]! < end)) return
          waiting.delete(look)
          if (isStopped) reject(new BackboneError('Closed', `${topic} is not followed any more`))
          else resolve()
        }
        waiting.add(look)
        look()
      })
    },
    async stop() {
      await reading.stop()
      for (const look of [...waiting]) look()
    },
  }
}

/** Where a group has got to in the partitions that are this process's. */
export type Share = {
  readonly partitions: ReadonlySet<number>
  position(partition: number): number
  /** Resolves when the position is kept. */
  settle(partition: number, next: number): Promise<void>
}

/** Hands a topic over in batches, one at a time and each until its handler resolved. */
export function ingestTopic(
  log: ReadableLog,
  process: ReadingProcess,
  topic: string,
  share: Share,
  handle: (records: readonly InRecord[]) => Promise<void>,
) {
  const reading = whileGrowing(log, process, topic, async () => {
    await process.step()
    for (const partition of [...share.partitions]) {
      const from = share.position(partition)
      const chunk = log.read(topic, partition, from, chunkRecordsMax)
      if (chunk.next === from || reading.isStopped()) continue
      reading.again()
      try {
        if (chunk.records.length > 0) await handle(chunk.records)
        await process.step()
        await share.settle(partition, chunk.next)
      } catch (error) {
        if (reading.isStopped()) return
        process.report(error)
        await pause(process.clock, retryMs)
      }
    }
  })
  return reading
}
