import { randomUUID } from 'node:crypto'
import { COMPATIBILITY, SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry'
import { Redis } from 'ioredis'
import { Kafka, logLevel } from 'kafkajs'
import { expect, test } from 'vitest'
import { makeTopics } from './make-topics.ts'
import { sharedStack } from './shared-stack.ts'

const client = (brokers: readonly string[]) => new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING })

test('what is produced to the shared broker is consumed from it, years away from its clock', async () => {
  const topic = `smoke-${randomUUID()}`
  const kafka = client(sharedStack().brokers)
  const admin = kafka.admin()
  await admin.connect()
  await makeTopics(admin, [{ topic, numPartitions: 2 }])
  const producer = kafka.producer()
  await producer.connect()
  const timestamp = String(Date.UTC(2031, 0, 1))
  await producer.send({ topic, messages: [{ key: 'k', value: 'v', timestamp }] })
  const consumer = kafka.consumer({ groupId: topic })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  const seen = await new Promise(resolve => {
    void consumer.run({
      eachMessage: async ({ message }) => resolve([String(message.key), String(message.value), message.timestamp]),
    })
  })
  expect(seen).toEqual(['k', 'v', timestamp])
  await Promise.all([consumer.disconnect(), producer.disconnect(), admin.disconnect()])
})

test('a topic that nobody created is refused', async () => {
  const producer = client(sharedStack().brokers).producer({ retry: { retries: 0 } })
  await producer.connect()
  const sent = producer.send({ topic: `nobody-made-${randomUUID()}`, messages: [{ value: 'v' }] })
  await expect(sent).rejects.toThrow(/does not host this topic-partition/)
  await producer.disconnect()
})

test('the shared registry gives back a schema by its id and refuses an incompatible one', async () => {
  const registry = new SchemaRegistry({ host: sharedStack().registryUrl })
  const subject = `smoke-${randomUUID()}`
  const options = { subject, compatibility: COMPATIBILITY.FULL_TRANSITIVE }
  const schema = (type: string) => ({
    type: SchemaType.AVRO as const,
    schema: JSON.stringify({ type: 'record', name: 'Smoke', namespace: 'icms.test', fields: [{ name: 'a', type }] }),
  })
  const { id } = await registry.register(schema('string'), options)
  expect(await registry.decode(await registry.encode(id, { a: 'x' }))).toEqual({ a: 'x' })
  await expect(registry.register(schema('int'), options)).rejects.toThrow(/incompatible/i)
})

test('the shared Redis answers', async () => {
  const redis = new Redis(sharedStack().redisUrl)
  expect(await redis.ping()).toBe('PONG')
  await redis.quit()
})
