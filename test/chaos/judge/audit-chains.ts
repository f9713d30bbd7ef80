import { createHash } from 'node:crypto'
import { findings, type Judge, type Message, placeOf } from './evidence.ts'

type Event = { readonly count: number; readonly before: string; readonly hash: string; readonly message: Message }
type Head = { readonly count: number; readonly hash: string }

/** `connectors/backbone/README.md`: what an event's hash covers, beside its value. */
const covered = ['ce_id', 'ce_type', 'ce_time', 'icms_actor', 'icms_cause', 'icms_chain']

/**
 * I8: each event and command names its actor; each event of a chain but the first names the one before it, which is
 * there; nothing else names that one; and the last is the one that the state of the key names. A key that was forgotten
 * has no state, and may have begun again.
 */
export const auditChains: Judge = ({ messages }) => {
  const { found, wrong } = findings('I8')
  for (const message of messages)
    if (/\.(events|commands|replies|rekeyed)\.v1$/.test(message.topic) && !hasActor(message))
      wrong(`${message.type} at ${placeOf(message)} names no actor`)

  const heads = headsOf(messages)
  const chains = chainsIn(messages, heads.services, wrong)
  for (const [name, events] of chains) {
    const left = new Map(events.map(event => [event.hash, event]))
    const named = new Set<string>()
    for (const { count, before, message } of events) {
      const isFirst = count === 1 && before === ''
      if (!isFirst && left.get(before)?.count !== count - 1)
        wrong(`chain ${name}: the event before ${placeOf(message)} is missing, or is not as it was`)
      else if (!isFirst && named.has(before)) wrong(`chain ${name}: ${placeOf(message)} has no place of its own`)
      named.add(before)
    }
    const firsts = events.filter(({ count }) => count === 1)
    const head = heads.kept.get(name)
    const last = events.find(({ hash }) => !named.has(hash))
    if (!heads.forgotten.has(name) && firsts.length > 1) wrong(`chain ${name} begins ${firsts.length} times`)
    if (!head && !heads.forgotten.has(name)) wrong(`chain ${name} has events and never had a state`)
    if (head && left.get(head.hash)?.count !== head.count)
      wrong(`chain ${name}: the state names event ${head.count}, and the topic ends with ${last?.count}`)
    else if (head && named.has(head.hash)) wrong(`chain ${name} goes on after the last event that its state names`)
  }
  for (const [name, { count }] of heads.kept)
    if (!chains.has(name)) wrong(`chain ${name} has none of the ${count} events that its state names`)
  return found
}

/** Of the topics of services that have states: what reference data and operations are told is decided by no key. */
function chainsIn(messages: readonly Message[], services: ReadonlySet<string>, wrong: (what: string) => void) {
  const chains = new Map<string, Event[]>()
  for (const message of messages.filter(({ topic }) => services.has(topic))) {
    const [, count, before = '', chain] = /^(\d+);([\w-]*);(.+)$/.exec(message.headers.icms_chain ?? '') ?? []
    const name = `${message.topic} ${chain}`
    const event = { count: Number(count), before, hash: hashOf(message), message }
    if (chain === undefined) wrong(`${message.type} at ${placeOf(message)} has no place in a chain`)
    else chains.set(name, [...(chains.get(name) ?? []), event])
  }
  return chains
}

const hasActor = ({ headers }: Message) => actorForm.test(headers.icms_actor ?? '')
const actorForm = /^(applicant|account|staff|court|machine|system);id=[\w.:@/-]+(;role=[\w.:@/-]+)?(;for=[\w.:@/-]+)?$/

/** SHA-256 over the JSON list of topic, key, timestamp and those headers, and then the value as it lies on the topic. */
function hashOf({ topic, key, at, headers, value }: Message): string {
  const parts = [topic, String(key ?? ''), String(at), ...covered.map(name => headers[name] ?? '')]
  return createHash('sha256')
    .update(JSON.stringify(parts))
    .update(value ?? '')
    .digest('base64url')
}

/** By topic of events and chain: its head, as the last state of the key has it; and which keys were ever forgotten. */
function headsOf(messages: readonly Message[]) {
  const kept = new Map<string, Head>()
  const forgotten = new Set<string>()
  const services = new Set<string>()
  for (const { topic, key, type, data } of messages) {
    const [, service] = /^(.+)\.state\.v1$/.exec(topic) ?? []
    const [, chain] = /^state\/(.+)$/.exec(String(key ?? '')) ?? []
    if (service === undefined || chain === undefined) continue
    services.add(`${service}.events.v1`)
    const name = `${service}.events.v1 ${chain}`
    const head = type === 'KeyState' ? (data.chain as { count: number; hash: Buffer } | null) : null
    if (head) kept.set(name, { count: head.count, hash: Buffer.from(head.hash).toString('base64url') })
    else kept.delete(name)
    if (type !== 'KeyState') forgotten.add(name)
  }
  return { kept, forgotten, services }
}
