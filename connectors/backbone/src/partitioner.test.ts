import { expect, test } from 'vitest'
import { murmur2, partitionOf } from './partitioner.ts'

// The vectors of Kafka's own UtilsTest.
test.each([
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
])('hashes %s as Kafka’s clients do', (text, hash) => {
  expect(murmur2(Buffer.from(text)) | 0).toBe(hash)
})

test('a key has one partition, within bounds', () => {
  for (const key of ['a', 'DCPI 1/2023', '註冊']) expect(partitionOf(key, 12)).toBeGreaterThanOrEqual(0)
  expect(partitionOf('foobar', 12)).toBe((-790332482 & 0x7fffffff) % 12)
})
