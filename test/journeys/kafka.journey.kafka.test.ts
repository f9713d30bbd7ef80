import { sharedStack } from '../stack/shared-stack.ts'
import { describeJourneys } from './journeys.ts'
import { describeSideRoads } from './side-roads.ts'

const settings = (journeys: string) => () => {
  const { brokers, registryUrl, redisUrl } = sharedStack()
  return {
    ICMS_BACKBONE: 'kafka',
    ICMS_KAFKA_BROKERS: brokers.join(','),
    ICMS_REGISTRY_URL: registryUrl,
    ICMS_REDIS_URL: redisUrl,
    ICMS_KAFKA_PREFIX: `${journeys}-${Date.now()}.`,
    ICMS_CLOCK_START: '2023-02-01T09:00:00+08:00',
  }
}

describeJourneys('Kafka', settings('journeys'))
describeSideRoads('Kafka', settings('side-roads'))
