import { listedRecords } from '@icms/schemas/contracts'
import { Redis } from 'ioredis'
import { sharedStack } from '../stack/shared-stack.ts'
import { describeAccountRoads } from './account-roads.ts'
import { describeErasure } from './erasure.ts'
import type { Gateway } from './gateway.ts'
import { describeJourneys } from './journeys.ts'
import { describeOwnData } from './own-data.ts'
import { describeSideRoads } from './side-roads.ts'

const run = Date.now()
const settings = (journeys: string) => () => {
  const { brokers, registryUrl, redisUrl } = sharedStack()
  return {
    ICMS_BACKBONE: 'kafka',
    ICMS_KAFKA_BROKERS: brokers.join(','),
    ICMS_REGISTRY_URL: registryUrl,
    ICMS_REDIS_URL: redisUrl,
    ICMS_KAFKA_PREFIX: `${journeys}-${run}.`,
    // Enough for what lies apart to meet; each more is a task of every service, in each of five gateways.
    ICMS_PARTITIONS: '2',
    ICMS_CLOCK_START: '2023-02-01T09:00:00+08:00',
  }
}

describeJourneys('Kafka', settings('journeys'), async gateway =>
  Buffer.concat([await allRecords(gateway), await allOfRedis(`journeys-${run}.`)]),
)
describeSideRoads('Kafka', settings('side-roads'))
describeAccountRoads('Kafka', settings('account-roads'))
describeErasure('Kafka', settings('erasure'))
describeOwnData('Kafka', settings('own-data'))

/** Keys, headers and values of every record, changelogs and dead letters included. */
async function allRecords({ host: { backbone } }: Gateway): Promise<Buffer> {
  const parts: Buffer[] = []
  for (const topic of new Set(listedRecords().map(listed => listed.topic)))
    for await (const { key, headers, value } of backbone.read(topic))
      parts.push(Buffer.from(`${key} ${JSON.stringify(headers)} `), Buffer.from(value ?? []))
  return Buffer.concat(parts)
}

async function allOfRedis(prefix: string): Promise<Buffer> {
  const redis = new Redis(sharedStack().redisUrl)
  const parts: string[] = []
  for await (const names of redis.scanStream({ match: `*${prefix}*`, count: 500 }))
    for (const name of names as string[]) parts.push(name, ...(await contentOf(redis, name)).map(String))
  redis.disconnect()
  return Buffer.from(parts.join(' '))
}

async function contentOf(redis: Redis, name: string): Promise<readonly unknown[]> {
  const type = await redis.type(name)
  if (type === 'hash') return Object.entries(await redis.hgetall(name)).flat()
  if (type === 'set') return redis.smembers(name)
  if (type === 'zset') return redis.zrange(name, '0', '-1')
  if (type === 'string') return [await redis.get(name)]
  throw new Error(`${name} is a ${type}, which this test does not read`)
}
