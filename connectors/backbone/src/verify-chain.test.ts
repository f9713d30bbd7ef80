import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ChainHead, chainName, linkText, nextHead } from './audit-chain.ts'
import { header, type InRecord } from './record.ts'
import { createChainVerifier } from './verify-chain.ts'

const topic = 'vetting.events.v1'
const eventsPerKey = 6

/** Chains of some keys, their events mixed as they lie in a partition, and what the states say of each. */
function written(keys: readonly string[]) {
  const heads = new Map<string, ChainHead>()
  const records: InRecord[] = []
  for (let n = 0; n < eventsPerKey; n++)
    for (const key of keys) {
      const name = chainName('application', key)
      const head = heads.get(name) ?? null
      const headers = {
        [header.id]: `${key}-${n}`,
        [header.type]: 'icms.vetting.SomethingHappened',
        [header.actor]: 'staff;id=demo-vetting;role=vetting',
        [header.chain]: linkText(name, head),
      }
      const event = { topic, key, value: Buffer.from(`${key} ${n}`), headers, at: 1_000 + n }
      heads.set(name, nextHead(head, event))
      records.push({ ...event, partition: 0, offset: records.length })
    }
  return { records, heads }
}

function verdict(records: readonly InRecord[], heads: ReadonlyMap<string, ChainHead>) {
  const verifier = createChainVerifier(topic)
  for (const record of records) verifier.follow(record)
  return verifier.end(heads, heads)
}

const keys = ['one', 'two', 'three']

test('chains that nobody touched fit (I8)', () => {
  const { records, heads } = written(keys)
  expect(verdict(records, heads)).toEqual({ events: 18, chains: 3, faults: [] })
})

const change: Readonly<Record<string, (record: InRecord) => InRecord>> = {
  'the value': record => ({ ...record, value: Buffer.from('something else') }),
  'the actor': record => ({ ...record, headers: { ...record.headers, [header.actor]: 'staff;id=somebody-else' } }),
  'the time': record => ({ ...record, at: record.at + 1 }),
  'the type': record => ({ ...record, headers: { ...record.headers, [header.type]: 'icms.vetting.Other' } }),
}

test.each(Object.entries(change))('an event is named when %s of it was changed (I8)', (_, tamper) => {
  const { records, heads } = written(keys)
  fc.assert(
    fc.property(fc.nat(records.length - 1), at => {
      const touched = records.map((record, i) => (i === at ? tamper(record) : record))
      const { faults } = verdict(touched, heads)
      expect(faults).toMatchObject([{ problem: 'CHANGED', place: `${topic}/0/${at}`, key: records[at]!.key }])
    }),
  )
})

test('removed events are found, the last of a chain too, and their key is named (I8)', () => {
  const { records, heads } = written(keys)
  fc.assert(
    fc.property(fc.nat(records.length - 1), at => {
      const { faults } = verdict(records.toSpliced(at, 1), heads)
      const isLast = at >= records.length - keys.length
      expect(faults).toMatchObject([{ problem: isLast ? 'CUT' : 'REMOVED', key: records[at]!.key }])
    }),
  )
})

test('an inserted event is found, whether it has no place, takes another one’s or comes after the last (I8)', () => {
  const { records, heads } = written(keys)
  const last = records.at(-1)!
  const without = { ...last, headers: {}, offset: 99 }
  const again = { ...last, offset: 99 }
  const head = heads.get(chainName('application', last.key!))!
  const after = {
    ...last,
    headers: { ...last.headers, [header.chain]: linkText(chainName('application', last.key!), head) },
    offset: 99,
  }
  for (const inserted of [without, again, after])
    expect(verdict([...records, inserted], heads).faults).toMatchObject([
      { problem: 'INSERTED', place: `${topic}/0/99`, key: last.key },
    ])
})

test('events that came while the trail was read are in order', () => {
  const { records, heads } = written(keys)
  const verifier = createChainVerifier(topic)
  for (const record of records) verifier.follow(record)
  const earlier = written(keys)
  const before = new Map([...earlier.heads].map(([name, { hash }]) => [name, { count: eventsPerKey - 2, hash }]))
  const later = new Map([...heads].map(([name, { hash }]) => [name, { count: eventsPerKey + 3, hash }]))
  expect(verifier.end(before, later).faults).toEqual([])
})

test('a key that was forgotten begins a new chain', () => {
  const { records, heads } = written(['one'])
  const again = written(['one'])
  const moved = again.records.map((record, i) => ({ ...record, offset: records.length + i }))
  expect(verdict([...records, ...moved], heads).faults).toEqual([])
})
