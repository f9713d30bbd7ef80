/** A cursor over bytes in Kafka's encoding. Reading past the end throws a RangeError. */
export type ByteReader = { readonly bytes: Buffer; at: number }

export function readInt16(r: ByteReader): number {
  const value = r.bytes.readInt16BE(r.at)
  r.at += 2
  return value
}

export function readInt32(r: ByteReader): number {
  const value = r.bytes.readInt32BE(r.at)
  r.at += 4
  return value
}

/** Exact up to 2^53: offsets, times and producer ids are far below. */
export function readInt64(r: ByteReader): number {
  const value = r.bytes.readInt32BE(r.at) * 0x1_0000_0000 + r.bytes.readUInt32BE(r.at + 4)
  r.at += 8
  return value
}

export function readString(r: ByteReader): string {
  const length = readInt16(r)
  const value = r.bytes.toString('utf8', r.at, r.at + length)
  r.at += length
  return value
}

/** Calls `item` as often as the array says; a null array has no items. */
export function readArray<T>(r: ByteReader, item: () => T): T[] {
  const length = readInt32(r)
  const items: T[] = []
  for (let i = 0; i < length; i++) items.push(item())
  return items
}

/** A zigzag varint of up to 64 bits, exact up to 2^53. */
export function readVarint(r: ByteReader): number {
  const { bytes } = r
  let byte = bytes[r.at++]!
  if (byte < 0x80) return (byte >>> 1) ^ -(byte & 1)
  let value = byte & 0x7f
  let scale = 0x80
  do {
    byte = bytes[r.at++]!
    value += (byte & 0x7f) * scale
    scale *= 0x80
  } while (byte >= 0x80)
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2
}
