import { hash } from 'node:crypto'
import { header, type Headers, type InRecord, type OutRecord } from './record.ts'

/** Where the chain of a key stands: how many events it has, and the hash of the last. */
export type ChainHead = { readonly count: number; readonly hash: Buffer }

/** What an event's header says of its place: whose event it is, its number from 1, and the hash of the one before. */
export type ChainLink = { readonly chain: string; readonly count: number; readonly before: string }

/** Name of a chain: the aggregate and the key that decided, which may be another than the record's. */
export const chainName = (aggregate: string, key: string): string => `${aggregate}/${key}`

export const keyOfChain = (chain: string): string => chain.slice(chain.indexOf('/') + 1)

/** The header of the next event of a chain. */
export const linkText = (chain: string, head: ChainHead | null): string =>
  `${(head?.count ?? 0) + 1};${head ? head.hash.toString('base64url') : ''};${chain}`

export function linkOf(headers: Headers): ChainLink | undefined {
  const [, count, before, chain] = /^([1-9]\d{0,15});([\w-]*);(.+\/.*)$/.exec(headers[header.chain] ?? '') ?? []
  return chain === undefined ? undefined : { chain, count: Number(count), before: before! }
}

/** Everything that a reader of the audit trail goes by; what is encrypted is hashed as it is, so it verifies after an erasure. */
const hashed = [header.id, header.type, header.time, header.actor, header.cause, header.chain]

/** The hash of an event, which the next one of its key names. */
export function hashOfEvent({ topic, key, value, headers, at }: OutRecord | InRecord): Buffer {
  const said = Buffer.from(JSON.stringify([topic, key ?? '', String(at), ...hashed.map(name => headers[name] ?? '')]))
  return hash('sha256', value ? Buffer.concat([said, value]) : said, 'buffer')
}

export const nextHead = (head: ChainHead | null, event: OutRecord): ChainHead => ({
  count: (head?.count ?? 0) + 1,
  hash: hashOfEvent(event),
})
