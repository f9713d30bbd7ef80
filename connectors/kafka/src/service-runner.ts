import { BackboneError } from '@icms/backbone/errors'
import type { Membership, RunningService } from '@icms/backbone/port'
import { joinGroup } from './membership.ts'
import { hostTask, type TaskHost, type TaskTrouble } from './task-host.ts'
import type { ServiceShared } from './task-opening.ts'

/** How often group offsets are told to the broker (for lag tools only), and the read side is looked after. */
const tickMs = 1_000
const stopMsMax = 9_000

export type ServiceRunner = RunningService & {
  /** Ends it without any cleaning up. */
  abandon(): void
}

/** Hosts the tasks that fall to this process, for as long as they do. */
export function runTasks(
  shared: ServiceShared,
  on: { taskTrouble(trouble: TaskTrouble): void; groupTrouble(error: unknown): void },
): ServiceRunner {
  const { service, topics, partitions, names, connections, reader, redis } = shared
  const hosts = new Map<number, TaskHost>()
  const leaving = new Set<Promise<void>>()
  let told: ReadonlyMap<string, number> = new Map()
  let stopped = false

  function assigned(now: readonly number[]) {
    if (stopped) return
    // Whoever was no member meanwhile may have told nothing, or another has told of its own.
    told = new Map()
    for (const [partition, host] of hosts)
      if (!now.includes(partition)) {
        hosts.delete(partition)
        const gone = host.stop().finally(() => leaving.delete(gone))
        leaving.add(gone)
      }
    for (const partition of now)
      if (!hosts.has(partition)) hosts.set(partition, hostTask(shared, partition, on.taskTrouble))
  }

  const group = { groupId: names.group(service), topics: topics.map(names.topic), partitions }
  const membership = joinGroup(connections, group, assigned, on.groupTrouble)

  /** Only those that moved: most topics are silent most of the time, and each offset is a record at the broker. */
  function tellOffsets() {
    const offsets = [...hosts].flatMap(([partition, host]) =>
      Array.from(host.positions(), ([topic, offset]) => ({ topic: names.topic(topic), partition, offset })),
    )
    const moved = offsets.filter(o => told.get(placeOf(o)) !== o.offset)
    told = new Map(offsets.map(o => [placeOf(o), o.offset]))
    if (moved.length === 0) return
    membership.commit(moved).catch(() => {
      told = new Map()
    })
  }

  const healAll = () => {
    for (const host of hosts.values()) host.heal()
  }
  const unlisten = redis.onReady(healAll)
  const tick = setInterval(() => {
    healAll()
    tellOffsets()
  }, tickMs)
  tick.unref()

  function end() {
    stopped = true
    clearInterval(tick)
    unlisten()
  }

  return {
    async stop() {
      end()
      const closing = [...hosts.values()].map(host => host.stop())
      const all = Promise.all([...closing, ...leaving]).then(() => membership.leave())
      await Promise.race([all, new Promise(resolve => setTimeout(resolve, stopMsMax).unref())])
      reader.close()
    },
    async status() {
      const all = [...hosts].toSorted(([a], [b]) => a - b)
      const open = all.filter(([, host]) => host.whyClosed() === undefined)
      const places = open.flatMap(([partition, host]) =>
        Array.from(host.positions(), ([topic, next]) => ({ topic, partition, next, oldestAt: host.oldestAt(topic) })),
      )
      const ends = places.length === 0 ? [] : await endsOf(places)
      const lag = places.map(({ topic, partition, next, oldestAt }, i) => ({
        ...{ topic, partition, lag: Math.max(0, ends[i]! - next) },
        ...(oldestAt !== undefined && ends[i]! > next && { oldestAt }),
      }))
      const waiting = all.flatMap(([partition, host]) => {
        const why = host.whyClosed()
        return why === undefined ? [] : [{ partition, why }]
      })
      return { open: open.map(([partition]) => partition), waiting, lag }
    },
    abandon() {
      end()
      for (const host of hosts.values()) host.abandon()
      reader.close()
      void membership.leave().catch(() => {})
    },
  }

  async function endsOf(places: readonly { topic: string; partition: number }[]) {
    try {
      return await reader.offsets(
        places.map(p => ({ ...p, topic: names.topic(p.topic) })),
        'latest',
      )
    } catch (error) {
      throw new BackboneError('NotNow', `the broker does not say how far ${service} lags`, error)
    }
  }
}

const placeOf = ({ topic, partition }: { topic: string; partition: number }) => `${topic}/${partition}`

/** Throws `Incompatible` unless every input has the deployment's partition count: keys would not meet in one task. */
export function refuseOtherCounts(
  { service, topics }: Membership,
  partitions: number,
  partitionsOf: (topic: string) => number,
) {
  const others = topics.filter(topic => partitionsOf(topic) !== partitions)
  if (others.length === 0) return
  const found = others.map(topic => `${topic} has ${partitionsOf(topic)}`).join(', ')
  throw new BackboneError(
    'Incompatible',
    `${service} needs ${partitions} partitions of every input, but ${found}: create the topics anew or set the count back`,
  )
}
