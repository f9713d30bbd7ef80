import { type Assigner, AssignerProtocol, type Consumer, type PartitionAssigner } from 'kafkajs'
import { assignTogether } from './co-partitioning.ts'
import type { Connections } from './connections.ts'

const { MemberAssignment, MemberMetadata } = AssignerProtocol
const assignerName = 'icms-together'
/** Since all of its own fetching is paused kafkajs looks this often whether a heartbeat is due, or it is to stop. */
const pollMs = (sessionMs: number) => Math.min(300, Math.ceil(heartbeatMs(sessionMs) / 4))
const restartMs = 500

/** Between heartbeats, by which a member learns of a rebalance. */
export const heartbeatMs = (sessionMs: number) => Math.floor(sessionMs / 5)

export type Membership = {
  /** Best effort, for lag tools and ingestion: throws while the group rebalances. */
  commit(offsets: readonly { topic: string; partition: number; offset: number }[]): Promise<void>
  /** Leaves the group, so that others take over at once. */
  leave(): Promise<void>
}

/**
 * Membership of a consumer group and nothing else: kafkajs' consumer joins, beats its heart and is assigned partition
 * numbers; it is paused for ever and fetches nothing. Whatever ends it, a new one joins.
 */
export function joinGroup(
  connections: Connections,
  group: { readonly groupId: string; readonly topics: readonly string[]; readonly partitions: number },
  onAssigned: (partitions: readonly number[]) => void,
  onTrouble: (error: unknown) => void,
): Membership {
  const { sessionMs, rebalanceMs } = connections.settings
  let owned: readonly number[] = []
  let consumer: Consumer | undefined
  let joining: Promise<void> = Promise.resolve()
  let left = false
  let restart: NodeJS.Timeout | undefined
  let lastSign = performance.now()

  const assigner: PartitionAssigner = () => together(group, () => owned)

  function start() {
    if (left) return
    const mine = connections.kafka().consumer({
      groupId: group.groupId,
      partitionAssigners: [assigner],
      sessionTimeout: sessionMs,
      rebalanceTimeout: rebalanceMs,
      heartbeatInterval: heartbeatMs(sessionMs),
      maxWaitTimeInMs: pollMs(sessionMs),
      retry: { initialRetryTime: 100, retries: 3, restartOnFailure: () => Promise.resolve(false) },
    })
    consumer = mine
    lastSign = performance.now()
    mine.on('consumer.group_join', ({ payload }) => {
      if (consumer !== mine || left) return
      mine.pause(group.topics.map(topic => ({ topic })))
      owned = Object.values(payload.memberAssignment)[0] ?? []
      onAssigned(owned)
    })
    mine.on('consumer.heartbeat', () => {
      lastSign = performance.now()
    })
    mine.on('consumer.crash', ({ payload }) => startAgain(mine, payload.error))
    joining = run(mine).catch(error => startAgain(mine, error))
  }

  async function run(mine: Consumer) {
    await mine.connect()
    await mine.subscribe({ topics: [...group.topics], fromBeginning: true })
    await mine.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: () => Promise.resolve() })
  }

  function startAgain(ended: Consumer, error: unknown) {
    if (left || consumer !== ended) return
    onTrouble(error)
    consumer = undefined
    void ended.disconnect().catch(() => {})
    restart = setTimeout(start, restartMs)
  }

  /** kafkajs can stop without saying so, for instance when disconnecting fails while it crashes. */
  const silenceMsMax = sessionMs + rebalanceMs + 10_000
  const watch = setInterval(() => {
    if (consumer && performance.now() - lastSign > silenceMsMax)
      startAgain(consumer, new Error('the group membership went silent'))
  }, 5_000)
  watch.unref()
  start()

  return {
    async commit(offsets) {
      await consumer?.commitOffsets(offsets.map(o => ({ ...o, offset: String(o.offset) })))
    },
    async leave() {
      left = true
      clearInterval(watch)
      clearTimeout(restart)
      // A consumer that is stopped while it joins would join all the same, and be a member for ever.
      await joining
      await consumer?.disconnect()
    },
  }
}

function together(
  group: { readonly topics: readonly string[]; readonly partitions: number },
  owned: () => readonly number[],
): Assigner {
  return {
    name: assignerName,
    version: 1,
    protocol: ({ topics }) => {
      const userData = Buffer.from(JSON.stringify(owned()))
      return { name: assignerName, metadata: MemberMetadata.encode({ version: 1, topics: [...topics], userData }) }
    },
    assign({ members }) {
      const known = members.map(({ memberId, memberMetadata }) => ({ id: memberId, owned: ownedOf(memberMetadata) }))
      const given = assignTogether(known, group.partitions)
      return Promise.resolve(
        [...given].map(([memberId, partitions]) => {
          const assignment = Object.fromEntries(group.topics.map(topic => [topic, partitions]))
          return {
            memberId,
            memberAssignment: MemberAssignment.encode({ version: 1, assignment, userData: Buffer.alloc(0) }),
          }
        }),
      )
    },
  }
}

/** What a member says that it has; nothing where it says it in another way. */
function ownedOf(metadata: Buffer): number[] {
  try {
    const told: unknown = JSON.parse(MemberMetadata.decode(metadata)!.userData.toString())
    return Array.isArray(told) ? told.filter(p => Number.isInteger(p)) : []
  } catch {
    return []
  }
}
