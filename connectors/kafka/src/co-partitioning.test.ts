import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assignTogether } from './co-partitioning.ts'

const member = fc.record({ id: fc.uuid(), owned: fc.uniqueArray(fc.nat(30), { maxLength: 12 }) })
const group = fc.uniqueArray(member, { minLength: 1, maxLength: 8, selector: m => m.id })

test('every partition goes to exactly one member, and no member has two more than another', () => {
  fc.assert(
    fc.property(group, fc.integer({ min: 1, max: 24 }), (members, partitions) => {
      const given = [...assignTogether(members, partitions).values()]
      expect(given.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: partitions }, (_, p) => p))
      const sizes = given.map(mine => mine.length)
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
    }),
  )
})

test('all members come to the same assignment, in whatever order they are listed', () => {
  fc.assert(
    fc.property(group, members => {
      const backwards = assignTogether(members.toReversed(), 12)
      for (const [id, mine] of assignTogether(members, 12)) expect(backwards.get(id)).toEqual(mine)
    }),
  )
})

test('a member keeps what it has as far as balance allows: one that joins gets only what it must, one that leaves costs only its own', () => {
  const before = [
    { id: 'a', owned: [0, 1, 2, 3, 4, 5] },
    { id: 'b', owned: [6, 7, 8, 9, 10, 11] },
  ]
  const joined = assignTogether([...before, { id: 'c', owned: [] }], 12)
  expect(joined.get('a')!.every(p => p < 6) && joined.get('b')!.every(p => p > 5)).toBe(true)
  expect(joined.get('c')).toHaveLength(4)
  const left = assignTogether(
    [...joined].filter(([id]) => id !== 'c').map(([id, owned]) => ({ id, owned })),
    12,
  )
  for (const id of ['a', 'b']) for (const kept of joined.get(id)!) expect(left.get(id)).toContain(kept)
})
