import type { Backbone, ReadFrom } from '@icms/backbone/port'
import type { InRecord } from '@icms/backbone/record'
import { expect, test } from 'vitest'
import { tailOf } from './tail.ts'

const topic = 'vetting.events.v1'

/** A log of two partitions by the times of its records; null where a broker would have a control record. */
function backboneOf(times: readonly (readonly (number | null)[])[]): Backbone {
  const headers = { ce_type: 'a.b.C' }
  const records: InRecord[] = times.flatMap((part, partition) =>
    part.flatMap((at, offset) =>
      at === null ? [] : [{ topic, partition, offset, key: `k${at % 2}`, value: null, headers, at }],
    ),
  )
  return {
    codec: {},
    ends: async () => new Map([[topic, times.map(({ length }, partition) => ({ partition, start: 0, end: length }))]]),
    async *read(_: string, from: ReadFrom) {
      for (const record of records) if (record.offset >= (from.get(record.partition) ?? Infinity)) yield record
    },
  } as unknown as Backbone
}

const times = [
  [1, 3, null, 5, null, 7],
  [2, 9, 4, null],
] as const
const backbone = backboneOf(times)
const placesOf = ({ records }: Awaited<ReturnType<typeof tailOf>>) => records.map(r => `${r.partition}/${r.offset}`)

test('the last ones are in order of time, each partition in its own order, however many offsets hold nothing', async () => {
  expect(placesOf(await tailOf(backbone, topic, { limit: 3 }))).toEqual(['0/5', '1/1', '1/2'])
  expect(placesOf(await tailOf(backbone, topic, { limit: 100 })).length).toBe(7)
  expect((await tailOf(backbone, topic, { limit: 3 })).next).toEqual({ 0: 6, 1: 4 })
})

test('whoever begins with the first ones and goes on where the answer ended sees every message once', async () => {
  const first = await tailOf(backbone, topic, { from: 'start', limit: 2 })
  const seen = placesOf(first)
  expect(seen).toEqual(['0/0', '1/0'])
  for (let { next } = first, count = 1; count > 0; ) {
    const after = new Map(Object.entries(next).map(([partition, offset]) => [Number(partition), offset]))
    const more = await tailOf(backbone, topic, { after, limit: 2 })
    seen.push(...placesOf(more))
    count = more.records.length
    next = more.next
  }
  expect(seen.toSorted()).toEqual(placesOf(await tailOf(backbone, topic, { limit: 100 })).toSorted())
  expect(new Set(seen).size).toBe(seen.length)
})

test('a key is looked for in the whole topic, and a topic that is none is refused with what is near', async () => {
  expect(placesOf(await tailOf(backbone, topic, { key: 'k0' }))).toEqual(['1/0', '1/2'])
  await expect(tailOf(backbone, 'veting.events.v1')).rejects.toThrow('did you mean vetting.events.v1')
})
