import { sharedStack } from '@icms/test/stack/shared-stack'
import { startStack } from '@icms/test/stack/start-stack'
import { expect, onTestFinished, test } from 'vitest'
import { eventually, testSettings } from './kafka-test-kit.ts'
import { createNames } from './names.ts'
import { connectRedis } from './redis-connection.ts'
import { createRedisEdgeMemory } from './redis-edge-memory.ts'

const hourMs = 3_600_000

/** A process over Redis, and the keys of its deployment. */
async function memoryAt(url: string, prefix = testSettings().prefix!) {
  const redis = connectRedis(url, 2_000)
  onTestFinished(() => redis.close())
  await new Promise<void>(resolve => void redis.onReady(resolve))
  const memory = createRedisEdgeMemory(redis, createNames(prefix))
  return { memory, client: redis.client, keys: () => redis.client.keys(`{${prefix}*`) }
}

test('all that is kept expires, but for the era', async () => {
  const { memory, client, keys } = await memoryAt(sharedStack().redisUrl)
  await memory.era()
  await memory.remember('ended', hourMs)
  for (let n = 0; n < 3; n++) await memory.count('tries', hourMs)
  const lasting: string[] = []
  for (const key of await keys()) {
    const leftMs = await client.pttl(key)
    if (leftMs === -1) lasting.push(key)
    else expect(leftMs).toBeLessThanOrEqual(hourMs)
  }
  expect(lasting).toEqual([expect.stringMatching(/:era$/)])
  expect(await keys()).toHaveLength(3)
})

test('deployments that share a Redis have memories of their own', async () => {
  const { memory: one } = await memoryAt(sharedStack().redisUrl)
  const { memory: two } = await memoryAt(sharedStack().redisUrl)
  await one.remember('ended', hourMs)
  await one.count('tries', hourMs)
  expect(await two.isRemembered('ended', await two.era())).toBe(false)
  expect(await two.count('tries', hourMs)).toMatchObject({ count: 1 })
  expect(await one.era()).not.toBe(await two.era())
})

test('a Redis that comes back from a snapshot begins a new era: what was remembered after the snapshot is not there', async () => {
  const stack = await startStack({ registry: false })
  onTestFinished(() => stack.stop())
  const { memory, client } = await memoryAt(stack.redisUrl!)
  const before = await memory.era()
  await memory.count('tries', hourMs)
  await client.save()
  await memory.remember('ended after the snapshot', hourMs)
  await stack.redis!.restart()
  await eventually(async () => expect(await memory.isRemembered('ended after the snapshot', before)).toBe(true))
  const now = await memory.era()
  expect(now).not.toBe(before)
  expect(await memory.isRemembered('ended after the snapshot', now)).toBe(false)
  expect(await memory.era()).toBe(now)
  // Else the snapshot was not read, and nothing was tried that FLUSHALL does not do.
  expect(await memory.count('tries', hourMs)).toMatchObject({ count: 2 })
})
