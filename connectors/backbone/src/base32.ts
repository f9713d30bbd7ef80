const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** Bytes as Crockford's base32 in lower case: case-insensitive, without look-alikes. */
export function base32(bytes: Uint8Array): string {
  let text = ''
  let buffer = 0
  let bits = 0
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet[(buffer >> bits) & 31]
    }
    buffer &= (1 << bits) - 1
  }
  return bits > 0 ? text + alphabet[(buffer << (5 - bits)) & 31] : text
}

/** Both letters of ten bits. */
const pairs = Array.from({ length: 1_024 }, (_, bits) => alphabet[bits >> 5]! + alphabet[bits & 31]!)

/** The same of the first 16 bytes, given as a latin1 text: five bytes at a time, since each message has ids made so. */
export function base32Of16(bytes: string): string {
  let text = ''
  for (let i = 0; i < 15; i += 5) {
    const middle = bytes.charCodeAt(i + 2)
    const first = (bytes.charCodeAt(i) << 12) | (bytes.charCodeAt(i + 1) << 4) | (middle >> 4)
    const second = ((middle & 15) << 16) | (bytes.charCodeAt(i + 3) << 8) | bytes.charCodeAt(i + 4)
    text += pairs[first >> 10]! + pairs[first & 1_023]! + pairs[second >> 10]! + pairs[second & 1_023]!
  }
  return text + pairs[bytes.charCodeAt(15) << 2]!
}
