import { describeConformance } from '@icms/backbone/conformance/suite'
import { kafkaAbilities, makeKafkaRig } from './kafka-rig.ts'

describeConformance('Kafka', makeKafkaRig, kafkaAbilities, { timeoutMs: 90_000 })
