import { type ChainHead, type ChainLink, hashOfEvent, keyOfChain, linkOf } from './audit-chain.ts'
import { header, type InRecord } from './record.ts'

/**
 * What is wrong with a chain, and where. `CHANGED`: the event is not the one that the next one, or the state, names.
 * `REMOVED`: events before this place are missing. `INSERTED`: it has no place in the chain. `CUT`: the last are missing.
 */
export type ChainFault = {
  readonly problem: 'CHANGED' | 'REMOVED' | 'INSERTED' | 'CUT'
  readonly topic: string
  readonly key: string
  /** `topic/partition/offset` of the event, or of the last one that is there. */
  readonly place: string
  readonly eventId: string
}

type Seen = { readonly count: number; readonly hash: Buffer; readonly record: InRecord }

/**
 * Follows the chains of one topic's events, partition after partition, and says what does not fit. A key that was
 * forgotten begins a new chain.
 */
export function createChainVerifier(topic: string) {
  const chains = new Map<string, Seen>()
  /** Events under another key than the one that decided may lie in several partitions: they are put in order at the end. */
  const scattered = new Map<string, { readonly link: ChainLink; readonly record: InRecord }[]>()
  const faults: ChainFault[] = []
  let events = 0

  const fault = (problem: ChainFault['problem'], record: InRecord) =>
    faults.push({
      problem,
      topic,
      key: record.key ?? '',
      place: `${topic}/${record.partition}/${record.offset}`,
      eventId: record.headers[header.id] ?? '',
    })

  function append({ chain, count, before }: ChainLink, record: InRecord) {
    const last = chains.get(chain)
    const begins = count === 1 && before === ''
    if (!begins && count > (last?.count ?? 0) + 1) fault('REMOVED', record)
    else if (!begins && count <= (last?.count ?? 0)) return void fault('INSERTED', record)
    else if (!begins && last && before !== last.hash.toString('base64url')) fault('CHANGED', last.record)
    chains.set(chain, { count, hash: hashOfEvent(record), record })
  }

  function appendScattered() {
    for (const found of scattered.values())
      for (const { link, record } of found.toSorted((a, b) => a.link.count - b.link.count)) append(link, record)
    scattered.clear()
  }

  return {
    follow(record: InRecord) {
      events++
      const link = linkOf(record.headers)
      if (!link || record.key === null) return void fault('INSERTED', record)
      if (keyOfChain(link.chain) === record.key) return append(link, record)
      scattered.set(link.chain, [...(scattered.get(link.chain) ?? []), { link, record }])
    },
    /**
     * What the states said of each chain before its first event was read and after the last one was: what came between
     * the two is in order.
     */
    end(before: ReadonlyMap<string, ChainHead>, after: ReadonlyMap<string, ChainHead>) {
      appendScattered()
      for (const [chain, head] of before) {
        const last = chains.get(chain)
        if (last && last.count >= head.count) continue
        faults.push({
          problem: 'CUT',
          topic,
          key: keyOfChain(chain),
          place: last ? `${topic}/${last.record.partition}/${last.record.offset}` : topic,
          eventId: last?.record.headers[header.id] ?? '',
        })
      }
      for (const [chain, { count, hash, record }] of chains) {
        const head = after.get(chain)
        // A key that was forgotten since has no state to compare with.
        if (!head) continue
        if (count > head.count) fault('INSERTED', record)
        else if (count === head.count && !hash.equals(head.hash)) fault('CHANGED', record)
      }
      return { events, chains: chains.size, faults }
    },
  }
}
