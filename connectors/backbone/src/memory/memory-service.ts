import { BackboneError } from '../errors.ts'
import type { Membership, RunningService, TaskOpener } from '../port.ts'
import { type Pace, type Pump, startPump, statusOf } from '../task-pump.ts'
import type { Place } from './memory-group.ts'
import type { MemoryProcess } from './memory-process.ts'
import { type MemoryTask, openMemoryTask } from './memory-store.ts'
import type { MemoryWorld } from './memory-world.ts'

/** Runs a service's tasks in one process: those partitions that the group gives it. */
export async function runMemoryService(
  world: MemoryWorld,
  process: MemoryProcess,
  membership: Membership,
  open: TaskOpener,
  pace?: (partition: number) => Pace,
): Promise<RunningService> {
  process.alive()
  const { service, topics } = membership
  const odd = topics.find(topic => world.log.count(topic) !== world.partitions)
  if (odd)
    throw new BackboneError(
      'Incompatible',
      `${odd} has ${world.log.count(odd)} partitions; the inputs of ${service} need ${world.partitions}`,
    )
  const pumps = new Map<number, Pump>()
  const tasks = new Map<number, MemoryTask>()
  let stopped = false

  function start(partition: number) {
    if (stopped || process.isDead()) return
    const pump = startPump(
      {
        topics,
        async open(failed) {
          tasks.delete(partition)
          const opened = await openMemoryTask(world, process, topics, { service, partition }, open, failed)
          if (pumps.get(partition) === pump) tasks.set(partition, opened)
          return opened.task
        },
        end: topic => (world.stalls.isStalled(service, topic) ? 0 : world.log.readableEnd(topic, partition)),
        async read(topic, from, recordsMax) {
          await process.step()
          return world.log.read(topic, partition, from, recordsMax)
        },
      },
      { clock: world.clock, afterFenced: 'open-again', report: process.report, ...(pace && { pace: pace(partition) }) },
    )
    pumps.set(partition, pump)
  }

  function take(partition: number): Pump | undefined {
    const pump = pumps.get(partition)
    pumps.delete(partition)
    tasks.delete(partition)
    return pump
  }

  const forget = world.log.onGrowth((topic, partition) => pumps.get(partition)?.wake(topic), topics)
  const forgetStalls = world.stalls.onEnd(() => {
    for (const pump of pumps.values()) pump.wake()
  })
  const forgetReadSide = world.readSide.onReturn(() => {
    world.schedule(() => {
      for (const task of tasks.values()) task.heal()
    })
  })

  const place: Place = await world.group(service, world.partitions).join({
    start,
    stop: partition => take(partition)?.stop() ?? Promise.resolve(),
    drop: partition => take(partition)?.abandon(),
  })
  const awake = process.onSleep(place.setAsleep)
  function end() {
    stopped = true
    forgetReadSide()
    forgetStalls()
    forget()
    awake()
    alive()
    place.leave()
  }
  function died() {
    for (const partition of [...pumps.keys()]) take(partition)?.abandon()
    end()
  }
  const alive = process.onEnd(died)
  // One that dies while it joins must not keep its place.
  if (process.isDead()) {
    died()
    process.alive()
  }

  return {
    async stop() {
      if (stopped) return
      stopped = true
      await Promise.all([...pumps.keys()].map(partition => take(partition)?.stop() ?? Promise.resolve()))
      end()
    },
    async status() {
      process.alive()
      return statusOf(
        pumps,
        topics,
        {
          end: world.log.end,
          firstAt: ({ topic, partition, next }) => world.log.read(topic, partition, next, 1).records[0]?.at,
        },
        false,
      )
    },
  }
}
