import { BackboneError } from '@icms/backbone/errors'
import type { Membership, RunningService, TaskOpener } from '@icms/backbone/port'
import { type Pace, startPump, statusOf } from '@icms/backbone/task-pump'
import { openEmbeddedTask, type Shared } from './embedded-store.ts'

/** Runs all tasks of a service in this process: a data folder has one holder, so there is nobody to share them with. */
export async function runEmbeddedService(
  shared: Shared,
  { service, topics }: Membership,
  open: TaskOpener,
  pace?: (service: string, partition: number) => Pace,
): Promise<RunningService> {
  const { log, process, partitions } = shared
  process.alive()
  await log.ensure(topics.map(name => ({ name })))
  const odd = topics.find(topic => log.count(topic) !== partitions)
  if (odd)
    throw new BackboneError(
      'Incompatible',
      `${odd} has ${log.count(odd)} partitions; the inputs of ${service} need ${partitions}`,
    )
  const settings = { clock: process.clock, afterFenced: 'stay-closed', report: process.report } as const
  const pumps = Array.from({ length: partitions }, (_, partition) =>
    startPump(
      {
        topics,
        open: failed => openEmbeddedTask(shared, topics, { service, partition }, open, failed),
        end: topic => log.end(topic, partition),
        read: (topic, from, recordsMax) => log.read(topic, partition, from, recordsMax),
      },
      { ...settings, ...(pace && { pace: pace(service, partition) }) },
    ),
  )
  const forget = log.onGrowth(() => {
    for (const pump of pumps) pump.wake()
  }, topics)
  const leave = process.onEnd(() => {
    forget()
    for (const pump of pumps) pump.abandon()
  })
  return {
    async stop() {
      await Promise.all(pumps.map(pump => pump.stop()))
      forget()
      leave()
    },
    async status() {
      process.alive()
      return statusOf(
        pumps.entries(),
        topics,
        {
          end: log.end,
          firstAt: ({ topic, partition, next }) => log.read(topic, partition, next, 1).records[0]?.at,
        },
        // All partitions, also those whose tasks stay closed: there is no other process that would count them.
        true,
      )
    },
  }
}
