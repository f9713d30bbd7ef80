import { Redis } from 'ioredis'
import { Kafka, logLevel } from 'kafkajs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeTopics } from './make-topics.ts'
import type { Stack } from './stack.ts'
import { startStack } from './start-stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.stop())

const retry = { initialRetryTime: 100, retries: 60, maxRetryTime: 500 }
const client = () => new Kafka({ brokers: [...stack.brokers], logLevel: logLevel.NOTHING, retry })

test('the broker keeps its port and what it acknowledged over kill -9 and a restart', async () => {
  const admin = client().admin()
  await admin.connect()
  await makeTopics(admin, [{ topic: 'kept' }])
  const producer = client().producer()
  await producer.connect()
  await producer.send({ topic: 'kept', acks: -1, messages: [{ value: 'v', partition: 3 }] })
  await stack.broker?.restart()
  const ends = await admin.fetchTopicOffsets('kept')
  expect(ends.find(end => end.partition === 3)?.high).toBe('1')
  await Promise.all([producer.disconnect(), admin.disconnect()])
})

test('a frozen Redis answers nothing until it is thawed, and forgets everything when it is killed', async () => {
  const redis = new Redis(stack.redisUrl ?? '')
  redis.on('error', () => {})
  await redis.set('a', '1')
  await stack.redis?.freeze()
  let thawed = false
  const answer = redis.get('a').then(value => ({ value, thawed }))
  await new Promise(resolve => setTimeout(resolve, 300))
  thawed = true
  await stack.redis?.thaw()
  expect(await answer).toEqual({ value: '1', thawed: true })
  await stack.redis?.restart()
  expect(await redis.get('a')).toBeNull()
  redis.disconnect()
})

test('the registry keeps its subjects and their ids over kill -9 and a restart', async () => {
  const schemas = `${stack.registryUrl}/subjects/kept/versions`
  const schema = JSON.stringify({ type: 'record', name: 'Kept', fields: [] })
  const headers = { 'content-type': 'application/vnd.schemaregistry.v1+json' }
  const registered = await fetch(schemas, { method: 'POST', headers, body: JSON.stringify({ schema }) })
  const { id } = (await registered.json()) as { id: number }
  await stack.registry?.restart()
  expect(await (await fetch(`${schemas}/latest`)).json()).toMatchObject({ id, subject: 'kept' })
})
