import fc from 'fast-check'
import { expect, test } from 'vitest'
import { crc32c } from './crc32c.ts'

test('the checksum is the one that RFC 3720 gives for its examples', () => {
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283)
  expect(crc32c(Buffer.alloc(32))).toBe(0x8a9136aa)
  expect(crc32c(Buffer.alloc(32, 0xff))).toBe(0x62a8ab43)
})

test('a range has the checksum of its bytes alone', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(20), fc.nat(20), (bytes, before, after) => {
      const within = Buffer.concat([Buffer.alloc(before, 7), bytes, Buffer.alloc(after, 9)])
      expect(crc32c(within, before, before + bytes.length)).toBe(crc32c(bytes))
    }),
  )
})
