import { createHash } from 'node:crypto'
import { actorOf } from '@icms/backbone/actor'
import { createCodec } from '@icms/backbone/codec'
import type { MemoryWorld } from '@icms/backbone/memory/memory-world'
import { header, type InRecord } from '@icms/backbone/record'
import { simulatedContracts } from './simulated-contracts.ts'

/** A message as anybody can read it on its topic, once it is committed. `now` is the time of the simulation. */
export type Observed = {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly key: string
  readonly id: string
  readonly type: string
  readonly cause: string | undefined
  readonly at: number
  readonly now: number
  // biome-ignore lint/suspicious/noExplicitAny: a rule looks at the fields of the types that it knows
  readonly data: any
  readonly record: InRecord
}

const untoldBytesMax = 65_536

/**
 * Reads every topic as it grows and hands over what became visible, in that order: what a message was caused by always
 * comes before it. Keeps the history of the run, of which two runs of one seed have the same.
 */
export async function observe(
  world: MemoryWorld,
  now: () => number,
  see: (seen: Observed) => void,
  keepsLines: boolean,
) {
  const codec = createCodec(simulatedContracts, world.schemaIds)
  await codec.ready()
  const next = new Map<string, number[]>()
  const history = createHash('sha256')
  const lines: string[] = []
  let records = 0

  /** Not yet in the digest: a piece at a time takes longer than what is in it. */
  const untold = Buffer.alloc(untoldBytesMax)
  let untoldBytes = 0
  function fold() {
    history.update(untold.subarray(0, untoldBytes))
    untoldBytes = 0
  }

  function put(bytes: Uint8Array) {
    if (untoldBytes + bytes.length > untoldBytesMax) fold()
    if (bytes.length > untoldBytesMax) return void history.update(bytes)
    untold.set(bytes, untoldBytes)
    untoldBytes += bytes.length
  }

  function putLine(line: string) {
    if (untoldBytes + line.length > untoldBytesMax) fold()
    if (line.length > untoldBytesMax) return void history.update(line, 'latin1')
    untoldBytes += untold.write(line, untoldBytes, 'latin1')
  }

  function tell(line: string, value: Uint8Array | null = null) {
    putLine(`${line}\n`)
    if (value) put(value)
    if (keepsLines) lines.push(value ? `${line} ${createHash('sha256').update(value).digest('base64url')}` : line)
  }

  function read(record: InRecord) {
    records++
    const { topic, partition, offset, key, value, headers, at } = record
    const type = headers[header.type]?.split('.').at(-1) ?? ''
    tell(`${now()} ${topic}/${partition}/${offset} ${key} ${headers[header.id] ?? '-'} ${type} ${at}`, value)
    const id = headers[header.id] ?? ''
    const cause = headers[header.cause]
    see({ topic, partition, offset, key: key ?? '', id, type, cause, at, now: now(), data: dataOf(value), record })
  }

  function dataOf(value: Uint8Array | null): unknown {
    try {
      return value && codec.decode(value)
    } catch {
      return null
    }
  }

  world.log.onGrowth((topic, partition) => {
    const from = next.get(topic) ?? Array.from({ length: world.log.count(topic) }, () => 0)
    next.set(topic, from)
    const chunk = world.log.read(topic, partition, from[partition]!, Number.MAX_SAFE_INTEGER)
    from[partition] = chunk.next
    for (const record of chunk.records) read(record)
  })

  return {
    codec,
    /** Something that is no message and belongs to the history. */
    tell: (line: string) => tell(`${now()} ${line}`),
    lines,
    count: () => records,
    digest() {
      fold()
      return history.copy().digest('hex')
    },
  }
}

export type Observation = Awaited<ReturnType<typeof observe>>

/** Who did it, by the header. */
export const actorIn = (seen: Observed) => actorOf(seen.record.headers[header.actor])
