import { createSecretKey, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { systemEntropy } from './entropy.ts'
import { createKeyTable } from './key-table.ts'
import { createMasterKeys, type WrappedKey } from './master-keys.ts'

const masters = createMasterKeys([randomBytes(32)], systemEntropy)
const wrap = (id: string, subjectId: string) => masters.wrap({ id, subjectId, bytes: randomBytes(32) })
const entries = ['k1', 'k2', 'k3'].map((id, i) => wrap(id, i < 2 ? 'a-1' : 'a-2'))
type Event = { learn: WrappedKey } | { forget: string } | { erase: string }

test('an erased subject has no key and its keys are left over, in whatever order that is learnt', () => {
  const events: Event[] = [...entries.map(learn => ({ learn })), { erase: 'a-1' }]
  fc.assert(
    fc.property(fc.shuffledSubarray(events, { minLength: events.length }), order => {
      const table = createKeyTable(masters)
      for (const event of order) apply(table, event)
      expect([table.keyFor('a-1'), table.keyFor('a-2')?.id]).toEqual([undefined, 'k3'])
      expect(table.leftOver().toSorted()).toEqual(['k1', 'k2'])
      for (const id of table.leftOver()) table.forget(id)
      expect(table.leftOver()).toEqual([])
      expect([...table.countByMasterKey().values()]).toEqual([1])
    }),
  )
})

function apply(table: ReturnType<typeof createKeyTable>, event: Event) {
  if ('learn' in event) table.learn(event.learn)
  else if ('erase' in event) table.erase(event.erase)
  else table.forget(event.forget)
}

test('the key of a subject is the one learnt first', () => {
  const table = createKeyTable(masters)
  for (const entry of [entries[1]!, entries[0]!, entries[1]!]) table.learn(entry)
  expect(table.keyFor('a-1')?.id).toBe('k2')
})

test('a key that is taken away tells that its subject was erased, whenever the word of that is read', () => {
  const table = createKeyTable(masters)
  for (const entry of entries) table.learn(entry)
  table.forget('k2')
  expect([table.isErased('a-1'), table.isErased('a-2')]).toEqual([true, false])
  expect([table.find('k1'), table.find('k2'), table.keyFor('a-2')?.id]).toEqual([undefined, undefined, 'k3'])
  table.erase('a-1')
  expect([table.erasedCount(), table.leftOver()]).toEqual([1, ['k1']])
  table.forget('k1')
  table.forget('never learnt')
  expect(table.leftOver()).toEqual([])
})

test('a key that was wrapped again by a master key not given here stays readable', () => {
  const table = createKeyTable(masters)
  table.learn(entries[0]!)
  table.learn(
    createMasterKeys([randomBytes(32)], systemEntropy).wrap({ id: 'k1', subjectId: 'a-1', bytes: randomBytes(32) }),
  )
  expect(table.find('k1')).toBeDefined()
  expect([...table.countByMasterKey().keys()]).toEqual([masters.newestId])
})

test('a key that was made here need not be unwrapped, and is gone like any other when its subject is erased', () => {
  const table = createKeyTable({ ...masters, unwrap: () => expect.fail('it was at hand') })
  const key = createSecretKey(randomBytes(32))
  table.learn(entries[0]!, key)
  expect(table.find('k1')).toBe(key)
  table.erase('a-1')
  table.learn(entries[1]!, key)
  expect([table.find('k1'), table.find('k2'), table.keyFor('a-1')]).toEqual([undefined, undefined, undefined])
})

test('all keys are found again, more than are kept unwrapped', () => {
  const table = createKeyTable({ ...masters, unwrap: () => randomBytes(32) })
  const count = 12_000
  for (let i = 0; i < count; i++) table.learn({ ...entries[0]!, keyId: `k${i}`, subjectId: `s${i}` })
  for (let i = 0; i < count; i++) expect(table.keyFor(`s${i}`)?.id).toBe(`k${i}`)
  expect(table.find('k0')).toBe(table.find('k0'))
})
