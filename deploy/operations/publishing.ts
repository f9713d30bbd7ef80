import { type Actor, system } from '@icms/backbone/actor'
import { randomId } from '@icms/backbone/entropy'
import { isBackboneError } from '@icms/backbone/errors'
import { header, headersOf, type OutRecord } from '@icms/backbone/record'
import { findRecord } from '@icms/schemas/catalogue'
import { knownTopic, recordsOn } from './known-topics.ts'
import { OperationError } from './operation-error.ts'
import type { OperationsParts } from './operations-parts.ts'

export type Publishable = {
  readonly type: string
  readonly key: string
  readonly id?: string
  readonly source?: string
  readonly data: unknown
}

/**
 * Writes records by the topic's schemas, as another system would. Throws an `OperationError` that names the first
 * record and field which does not fit; then nothing was written.
 */
export async function publishRecords(
  { backbone, clock, entropy }: Pick<OperationsParts, 'backbone' | 'clock' | 'entropy'>,
  topic: string,
  records: readonly Publishable[],
  actor: Actor = system,
): Promise<number> {
  const { codec } = backbone
  const outs: OutRecord[] = []
  for (const [i, record] of records.entries()) {
    const schema = findRecord(knownTopic(topic), record.type)
    if (!schema) {
      const types = recordsOn(topic).map(r => r.name)
      const has = types.length > 0 ? `it has ${types.join(', ')}` : 'what is on it is written by the runtime alone'
      throw new OperationError(`record ${i + 1}: ${topic} has no type '${record.type}'; ${has}`)
    }
    const { fullName } = schema
    const at = clock.now()
    const { key } = record
    const headers = headersOf({ id: record.id ?? randomId(entropy), fullName, service: 'operations', key, at, actor })
    if (record.source) headers[header.source] = record.source
    try {
      await codec.prepareToEncode(fullName, record.data)
      outs.push({ topic, key, value: codec.encode(fullName, record.data), headers, at })
    } catch (error) {
      if (isBackboneError(error, 'NotNow')) throw error
      throw new OperationError(`record ${i + 1}: ${(error as Error).message}`)
    }
  }
  await backbone.publish(outs)
  return outs.length
}
