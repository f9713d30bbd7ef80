import avro from 'avsc'
import { Kafka, logLevel } from 'kafkajs'
import { filingsTopic, type PublishFiling } from './court.ts'

/** Any producer of somebody else's: it fetches our schema from the registry, and knows nothing else of us. */
export async function openCourtProducer({ brokers, registryUrl }: { brokers: readonly string[]; registryUrl: string }) {
  const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING, retry: { maxRetryTime: 2_000 } })
  const producer = kafka.producer({ allowAutoTopicCreation: false })
  const encode = await encoderOf(registryUrl)
  await producer.connect()
  const publish: PublishFiling = async ({ source, sourceId }, data) => {
    const headers = { ce_id: sourceId, ce_source: source }
    const messages = [{ key: `foreign-${sourceId}`, value: encode(data), headers }]
    await producer.send({ topic: filingsTopic, acks: -1, messages })
  }
  return { publish, stop: () => producer.disconnect() }
}

async function encoderOf(registryUrl: string) {
  const answer = await fetch(`${registryUrl}/subjects/${filingsTopic}-icms.court.FilingLodged/versions/latest`)
  if (!answer.ok) throw new Error(`the registry answered ${answer.status} for the schema of ${filingsTopic}`)
  const { id, schema } = (await answer.json()) as { id: number; schema: string }
  const type = avro.Type.forSchema(JSON.parse(schema) as avro.Schema, { wrapUnions: 'auto' })
  const frame = Buffer.alloc(5)
  frame.writeInt32BE(id, 1)
  return (value: object) => Buffer.concat([frame, type.toBuffer(value)])
}
