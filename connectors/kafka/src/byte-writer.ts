const varintBytesMax = 10

/** A growing buffer in Kafka's encoding. `bytes()` is a view that is valid until the next write. */
export function createByteWriter(capacity = 1024) {
  let buffer = Buffer.allocUnsafe(Math.max(capacity, 64))
  let at = 0

  function reserve(length: number) {
    if (at + length <= buffer.length) return
    const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, at + length))
    buffer.copy(larger, 0, 0, at)
    buffer = larger
  }

  function varint(value: number) {
    reserve(varintBytesMax)
    putVarint(value)
  }

  /** Where room was made before: growing copies only what lies below `at`, and here bytes lie above it already. */
  function putVarint(value: number) {
    // Zigzag without bit operations where 32 bits are too few: times may lie decades apart.
    let rest = value >= 0 ? value * 2 : -value * 2 - 1
    while (rest >= 0x80) {
      buffer[at++] = (rest % 0x80) | 0x80
      rest = Math.floor(rest / 0x80)
    }
    buffer[at++] = rest
  }

  /** Puts the varint length of what `body` writes before it: room for a likely length is left, and corrected after. */
  function withLength(likelyBytes: number, body: () => void) {
    reserve(likelyBytes)
    const start = at
    at += likelyBytes
    body()
    const length = at - start - likelyBytes
    const needed = varintSize(length)
    if (needed !== likelyBytes) {
      reserve(needed)
      buffer.copyWithin(start + needed, start + likelyBytes, start + likelyBytes + length)
    }
    at = start
    putVarint(length)
    at = start + needed + length
  }

  /** Most texts are short and ASCII, and quicker written here than by a call of Node's. False, and nothing done, for others. */
  function putShort(text: string): boolean {
    const { length } = text
    if (length >= 64) return false
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i)
      if (code > 0x7f) return false
      buffer[at + 1 + i] = code
    }
    buffer[at] = length * 2
    at += length + 1
    return true
  }

  function varString(text: string) {
    reserve(text.length * 3 + varintBytesMax)
    if (putShort(text)) return
    const start = at
    const likely = text.length < 64 ? 1 : 2
    const length = buffer.write(text, start + likely, 'utf8')
    const needed = varintSize(length)
    if (needed !== likely) buffer.copyWithin(start + needed, start + likely, start + likely + length)
    at = start
    putVarint(length)
    at = start + needed + length
  }

  return {
    get length() {
      return at
    },
    bytes: () => buffer.subarray(0, at),
    int8(value: number) {
      reserve(1)
      buffer.writeInt8(value, at)
      at += 1
    },
    int16(value: number) {
      reserve(2)
      buffer.writeInt16BE(value, at)
      at += 2
    },
    int32(value: number) {
      reserve(4)
      buffer.writeInt32BE(value, at)
      at += 4
    },
    int64(value: number | bigint) {
      reserve(8)
      buffer.writeBigInt64BE(BigInt(value), at)
      at += 8
    },
    string(text: string | null) {
      const length = text === null ? -1 : Buffer.byteLength(text)
      reserve(2 + Math.max(length, 0))
      buffer.writeInt16BE(length, at)
      at += 2
      if (text !== null) at += buffer.write(text, at, 'utf8')
    },
    raw(bytes: Uint8Array) {
      reserve(bytes.length)
      buffer.set(bytes, at)
      at += bytes.length
    },
    varint,
    varString,
    withLength,
    varBytes(bytes: Uint8Array | null) {
      if (bytes === null) return varint(-1)
      varint(bytes.length)
      reserve(bytes.length)
      buffer.set(bytes, at)
      at += bytes.length
    },
    /** Writes over four bytes that were written before. */
    patchInt32(position: number, value: number) {
      buffer.writeInt32BE(value | 0, position)
    },
  }
}

export type ByteWriter = ReturnType<typeof createByteWriter>

/** Bytes of a non-negative number as a zigzag varint. */
export function varintSize(value: number): number {
  let size = 1
  for (let rest = value * 2; rest >= 0x80; rest = Math.floor(rest / 0x80)) size++
  return size
}
