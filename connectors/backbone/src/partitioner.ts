/**
 * The partition of a key: murmur2 over its UTF-8 bytes, as Kafka's own clients do, so that tools of others agree with ours.
 * The name is recorded with the partition count in the changelog; a difference refuses to start.
 */
export const partitionerName = 'murmur2'

export function partitionOf(key: string, partitions: number): number {
  return (murmur2(Buffer.from(key)) & 0x7fffffff) % partitions
}

/** The hash that org.apache.kafka.common.utils.Utils.murmur2 computes, as an unsigned 32-bit number. */
export function murmur2(data: Uint8Array): number {
  const m = 0x5bd1e995
  let hash = 0x9747b28c ^ data.length
  const whole = data.length & ~3
  for (let i = 0; i < whole; i += 4) {
    let k = data[i]! | (data[i + 1]! << 8) | (data[i + 2]! << 16) | (data[i + 3]! << 24)
    k = Math.imul(k, m)
    k ^= k >>> 24
    hash = Math.imul(hash, m) ^ Math.imul(k, m)
  }
  const left = data.length - whole
  if (left > 2) hash ^= data[whole + 2]! << 16
  if (left > 1) hash ^= data[whole + 1]! << 8
  if (left > 0) hash = Math.imul(hash ^ data[whole]!, m)
  hash = Math.imul(hash ^ (hash >>> 13), m)
  return (hash ^ (hash >>> 15)) >>> 0
}
