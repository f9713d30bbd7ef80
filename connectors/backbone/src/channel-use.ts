import type { Row } from './aggregate.ts'
import type { Batch } from './batch.ts'
import { operationsTables } from './dead-letters.ts'
import type { BytesByKey } from './kept-bytes.ts'
import type { Runtime } from './runtime.ts'

const stateKeyOf = (channel: string) => `channel/${channel}`

/**
 * When each channel of a service was used last, in one partition: committed with what came in, and shown on the read
 * side, so that every process can tell how long a channel has been silent.
 */
export function channelUseOf(runtime: Runtime, partition: number) {
  const { codec, service } = runtime

  const rowOf = (channel: string, at: number): Row => ({
    table: operationsTables.channels,
    id: `${channel}/${partition}`,
    data: { service: service.name, channel, partition, at },
    indexes: { channel: { value: channel, order: at } },
  })
  const usedAt = (bytes: Uint8Array) => (codec.decode(bytes) as { at: number }).at

  return {
    /** `at`: time of the input that these outputs came of, UTC ms. */
    note(batch: Batch, outputs: readonly { readonly type: string }[], at: number) {
      for (const { name, types } of service.channels ?? []) {
        if (!outputs.some(({ type }) => types.includes(type))) continue
        const bytes = batch.get(stateKeyOf(name))
        const before = bytes && usedAt(bytes)
        if (before !== undefined && before >= at) continue
        batch.set(stateKeyOf(name), codec.encode('icms.backbone.ChannelUse', { at }))
        batch.show({ ...(before !== undefined && { before: rowOf(name, before) }), after: rowOf(name, at) })
      }
    },

    *rows(bytes: Pick<BytesByKey, 'get'>): Iterable<Row> {
      for (const { name } of service.channels ?? []) {
        const kept = bytes.get(stateKeyOf(name))
        if (kept) yield rowOf(name, usedAt(kept))
      }
    },
  }
}
