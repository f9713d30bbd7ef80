import { type ChainHead, hashOfEvent, keyOfChain, linkOf } from '@icms/backbone/audit-chain'
import type { Backbone } from '@icms/backbone/port'
import type { InRecord } from '@icms/backbone/record'
import { topicsOf } from '@icms/backbone/service'
import { type ChainFault, createChainVerifier } from '@icms/backbone/verify-chain'
import { topics } from '@icms/schemas/catalogue'
import { serviceNames } from '@icms/schemas/contracts'
import type { Subject } from '@icms/web/staff-views'
import { type DecodedRecord, decodeRecord } from './decoded-record.ts'

export type Audited = {
  readonly topics: readonly { readonly topic: string; readonly events: number; readonly chains: number }[]
  readonly faults: readonly ChainFault[]
}

/** One event of a trail: who did what, and whether the next event, or the state, bears it out. */
export type TrailEvent = DecodedRecord & {
  readonly number: number | null
  readonly hash: string
  readonly problem: ChainFault['problem'] | null
}

/** The audit trail is the events themselves: each names the hash of the one before of its key, and the state that of the last. */
export function createAudit(backbone: Backbone) {
  const chained = () =>
    serviceNames.flatMap(service => {
      const { events } = topicsOf(service)
      return topics().some(topic => topic === events) ? [{ service, topic: events }] : []
    })

  async function headsOf(service: string, only?: string): Promise<Map<string, ChainHead>> {
    const heads = new Map<string, ChainHead>()
    for await (const { key, value } of backbone.read(topicsOf(service).state)) {
      if (!key?.startsWith('state/')) continue
      const name = key.slice('state/'.length)
      if (only !== undefined && keyOfChain(name) !== only) continue
      if (value) await backbone.codec.prepare([value])
      const head = value && (backbone.codec.decode(value) as { chain: ChainHead | null }).chain
      if (head) heads.set(name, head)
      else heads.delete(name)
    }
    return heads
  }

  /** Follows the chains of a topic, those of one key only where it is given. */
  async function verifyTopic(service: string, topic: string, only?: string) {
    const before = await headsOf(service, only)
    const verifier = createChainVerifier(topic)
    const events = []
    for await (const record of backbone.read(topic)) {
      if (only !== undefined && !concerns(record, only)) continue
      verifier.follow(record)
      if (only !== undefined) events.push(record)
    }
    return { ...verifier.end(before, await headsOf(service, only)), records: events }
  }

  return {
    /** Every chain of every service. Names each event that was changed, removed, inserted or cut off. */
    async verify(): Promise<Audited> {
      const audited: { topic: string; events: number; chains: number }[] = []
      const faults: ChainFault[] = []
      for (const { service, topic } of chained()) {
        const found = await verifyTopic(service, topic)
        audited.push({ topic, events: found.events, chains: found.chains })
        faults.push(...found.faults)
      }
      return { topics: audited, faults }
    },

    /** The trail of one id (an application, an account, a case …), in order of time. */
    async trail(id: string): Promise<{ events: TrailEvent[]; faults: ChainFault[] }> {
      const events: TrailEvent[] = []
      const faults: ChainFault[] = []
      for (const { service, topic } of chained()) {
        const found = await verifyTopic(service, topic, id)
        faults.push(...found.faults)
        for (const record of found.records) {
          const place = `${topic}/${record.partition}/${record.offset}`
          events.push({
            ...(await decodeRecord(backbone.codec, record)),
            number: linkOf(record.headers)?.count ?? null,
            hash: hashOfEvent(record).toString('base64url'),
            problem: found.faults.find(fault => fault.place === place)?.problem ?? null,
          })
        }
      }
      return { events: events.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)), faults }
    },
  }
}

const ownerOf: Readonly<Record<string, Subject['kind']>> = {
  'intake-web': 'application',
  vetting: 'application',
  identity: 'application',
  accounts: 'account',
}

/** Whose records are shown with what was read of an id: an application's or an account's, by the topics that speak of it. */
export const subjectsIn = (id: string, records: readonly { readonly topic: string }[]): readonly Subject[] =>
  [...new Set(records.flatMap(({ topic }) => ownerOf[topic.slice(0, topic.indexOf('.'))] ?? []))].map(kind => ({
    kind,
    id,
  }))

/** Whether an event is of the chain of this key; one without a chain goes by its record's key. */
function concerns(record: InRecord, id: string): boolean {
  const link = linkOf(record.headers)
  return link ? keyOfChain(link.chain) === id : record.key === id
}

export type Audit = ReturnType<typeof createAudit>
