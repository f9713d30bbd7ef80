import { BackboneError } from '../errors.ts'
import type { Membership, RunningService, TaskOpener } from '../port.ts'
import { type Pace, type Pump, startPump } from '../task-pump.ts'
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
        end: topic => world.log.readableEnd(topic, partition),
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

  const forget = world.log.onGrowth(topic => {
    if (topics.includes(topic)) for (const pump of pumps.values()) pump.wake()
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
      const open = [...pumps].filter(([, pump]) => pump.isOpen())
      const lag = open.flatMap(([partition, pump]) =>
        topics.map(topic => ({ topic, partition, lag: world.log.end(topic, partition) - pump.next(topic) })),
      )
      return { open: open.map(([partition]) => partition).sort((a, b) => a - b), lag }
    },
  }
}
