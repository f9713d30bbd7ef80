import { Redis } from 'ioredis'
import { Kafka, logLevel } from 'kafkajs'
import { afterEach, expect, test, vi } from 'vitest'
import { sharedStack } from './shared-stack.ts'
import { whyNoStack } from './stack-source.ts'
import { startSharedStack } from './start-stack.ts'

afterEach(() => vi.unstubAllEnvs())

test('where brokers, registry and Redis are named, those are used, nothing is started, and they outlive the run', async () => {
  const { brokers, registryUrl, redisUrl } = sharedStack()
  vi.stubEnv('ICMS_KAFKA_BROKERS', ` ${brokers.join(' , ')} `)
  vi.stubEnv('ICMS_REGISTRY_URL', registryUrl)
  vi.stubEnv('ICMS_REDIS_URL', redisUrl)
  expect(await whyNoStack()).toBeUndefined()
  const named = await startSharedStack()
  expect(named).toMatchObject({ brokers, registryUrl, redisUrl })
  await named.stop()
  const admin = new Kafka({ brokers: [...named.brokers], logLevel: logLevel.NOTHING }).admin()
  await admin.connect()
  expect((await admin.describeCluster()).brokers.length).toBe(named.brokers.length)
  await admin.disconnect()
  expect((await fetch(`${named.registryUrl}/subjects`)).status).toBe(200)
  const redis = new Redis(named.redisUrl)
  expect(await redis.ping()).toBe('PONG')
  await redis.quit()
})

test('brokers that are named without their registry or their Redis are refused with what to set', async () => {
  vi.stubEnv('ICMS_KAFKA_BROKERS', '127.0.0.1:9092')
  vi.stubEnv('ICMS_REGISTRY_URL', '')
  await expect(startSharedStack()).rejects.toThrow(/set ICMS_REGISTRY_URL and ICMS_REDIS_URL too, or none of the three/)
})
