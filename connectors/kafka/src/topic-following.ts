import { BackboneError } from '@icms/backbone/errors'
import type { Following } from '@icms/backbone/port'
import type { InRecord } from '@icms/backbone/record'
import type { LogReader } from './log-reader.ts'

type Where = { readonly topic: string; readonly as: string; readonly partitions: number }

/**
 * Hands over every record of a topic from its start, in order within a partition, and goes on as it grows. Where records
 * were deleted before they were read, that is told and the rest is read.
 */
export async function followTopic(
  reader: LogReader,
  where: Where,
  handle: (record: InRecord) => void,
  onTrouble: (error: unknown) => void,
): Promise<Following> {
  const places = Array.from({ length: where.partitions }, (_, partition) => ({ topic: where.topic, partition }))
  const passed = await reader.offsets(places, 'earliest')
  const waiting = new Set<() => void>()
  const readings: { remove(): void }[] = []
  let stopped = false

  function moved(i: number, next: number) {
    passed[i] = next
    for (const look of waiting) look()
  }

  function read(i: number) {
    readings[i] = reader.add(
      { ...places[i]!, as: where.as, offset: passed[i]! },
      {
        wants: () => true,
        take({ records, next }) {
          for (const record of records) handle(record)
          moved(i, next)
        },
        outOfRange(offset, log) {
          if (stopped) return
          onTrouble(
            new BackboneError(
              'Incompatible',
              `${where.as}/${i} holds ${log.start} to ${log.end}, but ${offset} was to be read: some was lost`,
            ),
          )
          moved(i, log.start)
          read(i)
        },
      },
    )
  }

  for (const i of places.keys()) read(i)

  return {
    async caughtUp(upTo = 'written') {
      const ends = await reader.offsets(places, upTo === 'readable' ? 'readable' : 'latest')
      const isThere = () => stopped || ends.every((end, i) => passed[i]! >= end)
      if (isThere()) return
      const there = Promise.withResolvers<void>()
      const look = () => isThere() && there.resolve()
      waiting.add(look)
      await there.promise
      waiting.delete(look)
    },
    async stop() {
      stopped = true
      for (const reading of readings) reading.remove()
      for (const look of waiting) look()
    },
  }
}
