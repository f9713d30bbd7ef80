import { partitionOf } from '@icms/backbone/partitioner'
import type { InRecord } from '@icms/backbone/record'
import { makeTopics } from '@icms/test/stack/make-topics'
import { ConfigResourceTypes } from 'kafkajs'
import { expect, test } from 'vitest'
import {
  eventually,
  foreignTransaction,
  openTest,
  recordingOpener,
  testSettings,
  textRecord,
  withAdmin,
} from './kafka-test-kit.ts'

async function all(records: AsyncIterable<InRecord>): Promise<InRecord[]> {
  const found: InRecord[] = []
  for await (const record of records) found.push(record)
  return found
}

test('what is published lies where its key belongs, with its time and its headers, and is read under our own names', async () => {
  const settings = testSettings({ partitions: 5 })
  const backbone = await openTest(settings)
  const records = Array.from({ length: 40 }, (_, i) => ({
    ...textRecord('a.events.v1', `key-${i}`),
    headers: { ce_id: `id-${i}` },
    at: 1_700_000_000_000 + i,
  }))
  await Promise.all(records.map(record => backbone.publish([record])))
  const found = await all(backbone.read('a.events.v1'))
  for (const { key, headers, at } of records) {
    const mine = found.filter(r => r.key === key)
    expect(mine).toMatchObject([{ topic: 'a.events.v1', partition: partitionOf(key, 5), headers, at }])
  }
  expect(await all(backbone.read('a.events.v1', 'end'))).toEqual([])
  await backbone.close()
})

test('of many publishers at a time only the one whose record is refused hears of it', async () => {
  const backbone = await openTest(testSettings())
  const large = { ...textRecord('a.events.v1', 'large'), value: Buffer.alloc(17_000_000) }
  const results = await Promise.allSettled([
    backbone.publish([textRecord('a.events.v1', 'one')]),
    backbone.publish([large]),
    backbone.publish([textRecord('a.events.v1', 'two')]),
  ])
  expect(results.map(r => (r.status === 'fulfilled' ? 'taken' : (r.reason as { code: string }).code))).toEqual([
    'taken',
    'Rejected',
    'taken',
  ])
  expect((await all(backbone.read('a.events.v1'))).map(r => r.key)).toEqual(['one', 'two'])
  await backbone.close()
})

test('without a broker, publishing says so within its limit', async () => {
  const backbone = await openTest(testSettings({ brokers: ['127.0.0.1:1'], publishMsMax: 1_000 }))
  const start = performance.now()
  await expect(backbone.publish([textRecord('a.events.v1', 'k')])).rejects.toMatchObject({ code: 'NotNow' })
  expect(performance.now() - start).toBeLessThan(8_000)
  await backbone.close()
})

test('where topics are made by a deploy step, one that is missing is named and not made', async () => {
  const settings = testSettings({ createTopics: false })
  const backbone = await openTest(settings)
  const missing = { code: 'NotNow', message: /no topic a.events.v1.*deploy step/ }
  await expect(backbone.publish([textRecord('a.events.v1', 'k')])).rejects.toMatchObject(missing)
  await expect(backbone.run({ service: 'one', topics: ['a.events.v1'] }, recordingOpener().open)).rejects.toMatchObject(
    { code: 'NotNow' },
  )
  expect(await backbone.ends(['a.events.v1'])).toEqual(new Map())
  await backbone.close()
})

test('inputs with another partition count are refused: keys would not meet in one task', async () => {
  const settings = testSettings({ partitions: 2 })
  await withAdmin(admin => makeTopics(admin, [{ topic: `${settings.prefix}odd.events.v1`, numPartitions: 3 }]))
  const backbone = await openTest(settings)
  await expect(
    backbone.run({ service: 'one', topics: ['even.events.v1', 'odd.events.v1'] }, recordingOpener().open),
  ).rejects.toMatchObject({
    code: 'Incompatible',
    message: /needs 2 partitions of every input, but odd.events.v1 has 3/,
  })
  await backbone.close()
})

test('a topic that is made has the settings of its kind', async () => {
  const settings = testSettings({ movedClock: false })
  const backbone = await openTest(settings)
  await backbone.publish([textRecord('a.commands.v1', 'k')])
  const { resources } = await withAdmin(admin =>
    admin.describeConfigs({
      includeSynonyms: false,
      resources: [
        {
          type: ConfigResourceTypes.TOPIC,
          name: `${settings.prefix}a.commands.v1`,
          configNames: ['retention.ms', 'max.message.bytes'],
        },
      ],
    }),
  )
  expect(Object.fromEntries(resources[0]!.configEntries.map(e => [e.configName, e.configValue]))).toEqual({
    'retention.ms': String(30 * 24 * 3_600_000),
    'max.message.bytes': '16777216',
  })
  await backbone.close()
})

test('ends tells first and next offsets, and reading gives only what was committed', async () => {
  const settings = testSettings()
  const backbone = await openTest(settings)
  await backbone.publish([textRecord('a.events.v1', 'one')])
  await foreignTransaction(`${settings.prefix}a.events.v1`, ['x', 'y'], 'abort')
  await foreignTransaction(`${settings.prefix}a.events.v1`, ['two'], 'commit')
  expect(await backbone.ends(['a.events.v1', 'nowhere.events.v1'])).toEqual(
    new Map([['a.events.v1', [{ partition: 0, start: 0, end: 6 }]]]),
  )
  expect((await all(backbone.read('a.events.v1'))).map(r => r.key)).toEqual(['one', 'two'])
  await backbone.close()
})

test('a follower hears every partition from its start and what comes later, also when the topic is followed twice', async () => {
  const backbone = await openTest(testSettings({ partitions: 3 }))
  const keys = Array.from({ length: 30 }, (_, i) => `k${i}`)
  await backbone.publish(keys.map(key => textRecord('a.events.v1', key)))
  const heard: [string[], string[]] = [[], []]
  const followings = await Promise.all(heard.map(mine => backbone.follow('a.events.v1', r => void mine.push(r.key!))))
  for (const following of followings) await following.caughtUp()
  for (const mine of heard) expect(mine.toSorted()).toEqual(keys.toSorted())
  await backbone.publish([textRecord('a.events.v1', 'later')])
  await eventually(() => expect(heard.map(mine => mine.at(-1))).toEqual(['later', 'later']))
  for (const following of followings) await following.stop()
  await backbone.close()
})

test('a foreign topic is handed on in order, a refused batch again, and after a restart only what was not taken', async () => {
  const settings = testSettings()
  const first = await openTest(settings)
  await first.publish(['a', 'b', 'c'].map(key => textRecord('court.filings.v1', key)))
  const taken: string[] = []
  let refusals = 2
  const take = async (records: readonly InRecord[]) => {
    if (refusals-- > 0) throw new Error('not now')
    taken.push(...records.map(r => r.key!))
  }
  const ingestion = await first.ingest('bridge', 'court.filings.v1', take)
  await eventually(() => expect(taken).toEqual(['a', 'b', 'c']))
  await ingestion.stop()
  await first.publish([textRecord('court.filings.v1', 'd')])
  await first.close()
  const second = await openTest(settings)
  await second.ingest('bridge', 'court.filings.v1', take)
  await eventually(() => expect(taken).toEqual(['a', 'b', 'c', 'd']))
  await second.close()
})
