import { linkOf } from '@icms/backbone/audit-chain'
import { createChainVerifier } from '@icms/backbone/verify-chain'
import { inputTopicsOf } from '@icms/backbone/service'
import type { InRecord } from '@icms/backbone/record'
import { services } from '../simulated-gateway.ts'
import type { Drained, MakeRule } from './rule.ts'

type Position = { readonly positions: Readonly<Record<string, number>> }

/** Statuses in which somebody may see to an application. */
const awaiting: readonly string[] = ['VETTING', 'SUPPLEMENT_REQUESTED', 'ON_HOLD', 'AUTH_PENDING', 'AUTHENTICATED']

/** When faults have stopped, everything is read, answered and shown, and every trail verifies (L1, I8). */
export const drains: MakeRule = violate => {
  const trails = new Map<string, InRecord[]>()
  const statuses = new Map<string, string>()
  const assignees = new Map<string, string | undefined>()
  const showsStatus: Readonly<Record<string, string>> = {
    VettingStarted: 'VETTING',
    SupplementRequested: 'SUPPLEMENT_REQUESTED',
    SupplementReceived: 'VETTING',
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
    for (const [applicationId, status] of statuses) {
      const answer = await world.readSide.readSide.get('vetting', 'applications', applicationId)
      const shows = answer.state === 'ready' ? answer.found?.indexes?.status?.value : 'REBUILDING'
      if (shows !== undefined && shows !== status)
        violate('L1', `pages show ${applicationId} as ${shows}, and it is ${status}`)
      if (answer.state !== 'ready' || !awaiting.includes(status) || shows === undefined) continue
      const assignee = answer.found?.indexes?.assignee?.value
      if (assignee !== assignees.get(applicationId))
        violate(
          'L1',
          `pages show ${applicationId} as seen to by ${assignee}, and it is ${assignees.get(applicationId)}`,
        )
    }
  }

  return {
    see({ topic, type, key, record, data }) {
      if (topic === 'vetting.events.v1') {
        const status = showsStatus[type]
        if (status) statuses.set(key, status)
        if (type === 'ApplicationAssigned') assignees.set(key, data.assignee)
        if (type === 'ApplicationUnassigned') assignees.delete(key)
        if (type === 'ApplicationApproved') statuses.set(key, data.conditional ? 'APPROVED_CONDITIONAL' : 'APPROVED')
      }
      if (linkOf(record.headers)) trailOf(topic).push(record)
    },
    async drained(drained) {
      nothingWaits(drained)
      trailsVerify()
      await pagesAreRight(drained)
    },
  }
}
