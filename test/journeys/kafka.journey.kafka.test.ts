import { sharedStack } from '../stack/shared-stack.ts'
import { describeAccountRoads } from './account-roads.ts'
import { describeJourneys } from './journeys.ts'

const settings = (prefix: string) => () => {
  const { brokers, registryUrl, redisUrl } = sharedStack()
  return {
    ICMS_BACKBONE: 'kafka',
    ICMS_KAFKA_BROKERS: brokers.join(','),
    ICMS_REGISTRY_URL: registryUrl,
    ICMS_REDIS_URL: redisUrl,
    ICMS_KAFKA_PREFIX: `${prefix}-${Date.now()}.`,
    ICMS_CLOCK_START: '2023-02-01T09:00:00+08:00',
  }
}

describeJourneys('Kafka', settings('journeys'))
describeAccountRoads('Kafka', settings('account-roads'))
