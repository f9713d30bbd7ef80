import { sharedStack } from '@icms/test/stack/shared-stack'
import { afterAll, beforeAll, test } from 'vitest'
import { type OperatedGateway, startOperatedGateway } from './operated-gateway.ts'
import { discardsWhileItDrains, replaysOnPages, seesPoisonOnPages } from './operating-pages.ts'
import { discardsAndDrains, findsOutAndReplays, isReady, looksAtTopics, survivesPoison } from './operating.ts'

let gateway: OperatedGateway

// The tool asks a process that hosts neither the service whose dead letter it is nor what comes of it.
beforeAll(async () => {
  const { brokers, registryUrl, redisUrl } = sharedStack()
  const environment = {
    ICMS_BACKBONE: 'kafka',
    ICMS_KAFKA_BROKERS: brokers.join(','),
    ICMS_REGISTRY_URL: registryUrl,
    ICMS_REDIS_URL: redisUrl,
    ICMS_KAFKA_PREFIX: `operated-${Date.now()}.`,
    ICMS_PARTITIONS: '2',
  }
  gateway = await startOperatedGateway(environment, ['vetting', 'notification', 'court-cases', 'accounts'])
  await isReady(gateway)
}, 180_000)
afterAll(() => gateway?.stop())

test(
  'a dead letter of another process is understood by a dry run, mended and replayed',
  () => findsOutAndReplays(gateway),
  180_000,
)

test(
  'what waits behind a dead letter drains in order when it is discarded with a reason',
  () => discardsAndDrains(gateway),
  180_000,
)

test('topics with the lag of services that run elsewhere, and their messages', () => looksAtTopics(gateway), 180_000)

test(
  'poison on every topic is set aside, seen and discarded, and loses and repeats nothing',
  () => survivesPoison(gateway),
  180_000,
)

test(
  'pages: poison on every topic is seen with the keys that it holds, and left out',
  () => seesPoisonOnPages(gateway),
  180_000,
)

test(
  'pages: a replay that fails again, one that is taken and shows what came of it, and one of what was replayed',
  () => replaysOnPages(gateway),
  180_000,
)

test(
  'several words on one dead letter while its key drains: one is done, and what waited is taken once',
  () => discardsWhileItDrains(gateway),
  180_000,
)
