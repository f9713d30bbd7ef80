import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createKeptBytes } from './kept-bytes.ts'

test('whatever is kept is what is read, as of a map', () => {
  const act = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.option(fc.uint8Array({ maxLength: 300 })))
  fc.assert(
    fc.property(fc.array(act), acts => {
      const [kept, map] = [createKeptBytes(), new Map<string, Uint8Array>()]
      for (const [key, bytes] of acts) {
        if (!bytes) {
          expect(kept.delete(key)).toBe(map.delete(key))
          continue
        }
        kept.set(key, bytes)
        map.set(key, bytes)
      }
      expect(kept.size).toBe(map.size)
      expect([...kept.keys()]).toEqual([...map.keys()])
      const plain = (of: Iterable<Uint8Array>) => Array.from(of, bytes => [...bytes])
      expect(plain(kept.values())).toEqual(plain(map.values()))
      expect(Array.from(kept, ([key, bytes]) => [key, [...bytes]])).toEqual(
        Array.from(map, ([key, bytes]) => [key, [...bytes]]),
      )
      for (const key of 'abcd') expect(hex(kept.get(key))).toBe(hex(map.get(key)))
    }),
  )
})

const hex = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString('hex')

test('a small slice of a large buffer keeps that alive no longer, and a change of it changes nothing that is kept', () => {
  const large = Buffer.alloc(65_536, 7)
  const kept = createKeptBytes([['key', large.subarray(10, 20)]])
  large.fill(8)
  expect(kept.get('key')).toEqual(Buffer.alloc(10, 7))
  kept.get('key')!.fill(9)
  expect(kept.get('key')).toEqual(Buffer.alloc(10, 7))
})
