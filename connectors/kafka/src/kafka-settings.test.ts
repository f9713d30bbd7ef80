import { expect, test } from 'vitest'
import { withDefaults } from './kafka-settings.ts'

const right = {
  brokers: ['localhost:9092'],
  registryUrl: 'http://localhost:8081',
  redisUrl: 'redis://localhost:6379',
  partitions: 12,
}

test('settings that can be are taken with the defaults of a cluster', () => {
  expect(withDefaults(right)).toMatchObject({ prefix: '', createTopics: false, registerSchemas: false, replication: 1 })
})

test('every mistake is named at once', () => {
  const wrong = { brokers: ['nowhere'], registryUrl: 'x', redisUrl: 'http://x', partitions: 0, prefix: 'a b' }
  expect(() => withDefaults(wrong)).toThrow(
    /'nowhere' is not host:port; registryUrl: .*; redisUrl: .*; partitions: 1 to 1000; prefix: /,
  )
})

test('a transaction must be shorter than a rebalance, and no request may outlive a transaction', () => {
  expect(() => withDefaults({ ...right, transactionMs: 40_000 })).toThrow(/transactionMs/)
  expect(() => withDefaults({ ...right, requestMs: 16_000 })).toThrow(/requestMs/)
})
