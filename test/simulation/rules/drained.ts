import { createChainVerifier } from '@icms/backbone/verify-chain'
import type { MemoryWorld } from '@icms/backbone/memory/memory-world'
import { partitionOf } from '@icms/backbone/partitioner'
import { inputTopicsOf } from '@icms/backbone/service'
import { header, type InRecord } from '@icms/backbone/record'
import { minuteMs } from '../draw.ts'
import { services } from '../simulated-gateway.ts'
import type { Drained, MakeRule } from './rule.ts'

/** Longer than a process sleeps: until then it may not have shown what it committed. */
const settledMs = 10 * minuteMs

type Position = { readonly positions: Readonly<Record<string, number>> }

/** Statuses in which somebody may see to an application. */
const awaiting: readonly string[] = ['VETTING', 'SUPPLEMENT_REQUESTED', 'ON_HOLD', 'AUTH_PENDING', 'AUTHENTICATED']

/** When faults have stopped, everything is read, answered and shown, and every trail verifies (L1, I8). */
export const drains: MakeRule = violate => {
  const trails = new Map<string, InRecord[]>()
  const statuses = new Map<string, string>()
  const changedAt = new Map<string, number>()
  const assignees = new Map<string, string | undefined>()
  const showsStatus: Readonly<Record<string, string>> = {
    VettingStarted: 'VETTING',
    SupplementRequested: 'SUPPLEMENT_REQUESTED',
    SupplementReceived: 'VETTING',
    SupplementReopened: 'SUPPLEMENT_REQUESTED',
    ApplicationHeld: 'ON_HOLD',
    ApplicationReleased: 'VETTING',
    ApplicationVetted: 'AUTH_PENDING',
    ApplicationAuthenticated: 'AUTHENTICATED',
    ApplicationRejected: 'REJECTED',
    ApplicationWithdrawn: 'WITHDRAWN',
  }

  function trailOf(topic: string): InRecord[] {
    const trail = trails.get(topic) ?? []
    trails.set(topic, trail)
    return trail
  }

  function nothingWaits({ world, observation, unanswered }: Drained) {
    for (const id of unanswered) violate('L1', `command ${id} was never answered`)
    for (const service of services)
      for (const { key, value, partition } of world.states(service.name, `${service.name}.state.v1`)) {
        if (key?.startsWith('hold/')) violate('L1', `${key} of ${service.name} is still held`)
        if (key !== 'position' || !value) continue
        const { positions } = observation.codec.decode(value) as Position
        for (const topic of inputTopicsOf(service)) {
          const left = world.log.read(topic, partition, positions[topic] ?? 0, Number.MAX_SAFE_INTEGER).records.length
          if (left > 0) violate('L1', `${left} messages of ${topic}/${partition} were not read by ${service.name}`)
        }
      }
  }

  function trailsVerify() {
    for (const [topic, records] of trails) {
      const verifier = createChainVerifier(topic)
      for (const record of records) verifier.follow(record)
      for (const fault of verifier.end(new Map(), new Map()).faults)
        violate('I8', `the trail of ${fault.key} on ${topic} is ${fault.problem} at ${fault.place}`)
    }
  }

  /** No page shows anything else than what became of an application. */
  async function pagesAreRight({ world }: Drained) {
    for (let partition = 0; partition < world.partitions; partition++)
      for (const { name } of services) {
        const kept = world.task(name, partition)
        if (kept.epoch > 0 && world.readSide.tagOf(name, partition) !== kept.tag)
          violate('L1', `pages of ${name}/${partition} are as of another commit than its last`)
      }
    for (const applicationId of statuses.keys()) await pageIsRight(applicationId, world)
  }

  /** The page of one application, where it says that it is as of the last commit. */
  async function pageIsRight(applicationId: string, world: MemoryWorld) {
    const status = statuses.get(applicationId)
    const partition = partitionOf(applicationId, world.partitions)
    const isCurrent = world.readSide.tagOf('vetting', partition) === world.task('vetting', partition).tag
    if (status === undefined || !isCurrent || world.readSide.isAway()) return
    const answer = await world.readSide.readSide.get('vetting', 'applications', applicationId)
    const row = answer.state === 'ready' ? answer.found : undefined
    const shows = row?.indexes?.status?.value
    if (shows === undefined) return
    if (shows !== status) violate('L1', `pages show ${applicationId} as ${shows}, and it is ${status}`)
    const [shown, is] = [row?.indexes?.assignee?.value, assignees.get(applicationId)]
    if (awaiting.includes(status) && shown !== is)
      violate('L1', `pages show that ${shown} sees to ${applicationId}, and ${is} does`)
  }

  return {
    see({ topic, type, key, record, data, now }) {
      if (topic === 'vetting.events.v1') {
        changedAt.set(key, now)
        const status = showsStatus[type]
        if (status) statuses.set(key, status)
        if (type === 'ApplicationAssigned') assignees.set(key, data.assignee)
        if (type === 'ApplicationUnassigned') assignees.delete(key)
        if (type === 'ApplicationApproved') statuses.set(key, data.conditional ? 'APPROVED_CONDITIONAL' : 'APPROVED')
      }
      if (record.headers[header.chain]) trailOf(topic).push(record)
    },
    before(key, now, world) {
      if (now - (changedAt.get(key) ?? now) > settledMs)
        pageIsRight(key, world).catch(error => violate('L1', String(error)))
    },
    async drained(drained) {
      nothingWaits(drained)
      trailsVerify()
      await pagesAreRight(drained)
    },
  }
}
