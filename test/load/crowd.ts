import { randomBytes, randomUUID } from 'node:crypto'
import { system } from '@icms/backbone/actor'
import { systemClock } from '@icms/backbone/clock'
import { systemEntropy } from '@icms/backbone/entropy'
import { stateKeyOf } from '@icms/backbone/key-entry'
import { createKeyring } from '@icms/backbone/keyring'
import { partitionerName, partitionOf } from '@icms/backbone/partitioner'
import { headersOf, type OutRecord } from '@icms/backbone/record'
import { topicsOf } from '@icms/backbone/service'
import type { ServiceName } from '@icms/deploy/host/settings'
import { openKafka } from '@icms/kafka/kafka-backbone'
import { contracts } from '@icms/schemas/contracts'
import { services as everyService } from '../simulation/simulated-gateway.ts'
import { another, type Ids, type LeftBehind, type Registrant } from './registrant.ts'
import type { BenchServers } from './servers.ts'

export const partitions = 4
const together = 200

const stateNames = new Map(
  everyService.flatMap(({ name, aggregates }) => aggregates.map(a => [`${name}/${a.name}`, a.state] as const)),
)

/** A deployment on Kafka with keys of its own, before any service was started there. */
export async function openDeployment({ brokers, registryUrl, redisUrl }: BenchServers) {
  const prefix = `b${randomUUID().slice(0, 8)}.`
  const masterKey = randomBytes(32)
  const clock = systemClock()
  const keyring = createKeyring([masterKey], systemEntropy)
  const settings = { brokers, registryUrl, redisUrl, partitions, prefix, createTopics: true, registerSchemas: true }
  const backbone = await openKafka({ settings, contracts, keyring })
  await keyring.open(backbone, clock)
  return {
    backbone,
    keyring,
    prefix,
    /** What a process of this deployment is started with. */
    environment: {
      ICMS_BACKBONE: 'kafka',
      ICMS_KAFKA_BROKERS: brokers.join(','),
      ICMS_REGISTRY_URL: registryUrl,
      ICMS_REDIS_URL: redisUrl,
      ICMS_KAFKA_PREFIX: prefix,
      ICMS_PARTITIONS: String(partitions),
      ICMS_MASTER_KEYS: masterKey.toString('base64'),
      ICMS_SECRET: randomBytes(48).toString('base64url'),
      ICMS_DEVELOPMENT: 'true',
      ICMS_HTTP_REQUESTS_PER_MINUTE: '1000000',
      ICMS_HTTP_SIGN_INS_PER_MINUTE: '1000000',
    },
    async close() {
      await keyring.stop()
      await backbone.close()
    },
  }
}

export type Deployment = Awaited<ReturnType<typeof openDeployment>>

/**
 * Writes the states that `count` registrations would have left, as the services' tasks write them: entry by entry in the
 * changelogs, encrypted with a data key for each subject. Only those of some services where they are named.
 */
export async function writeCrowd(
  deployment: Deployment,
  registrant: Registrant,
  {
    count,
    services,
    from = 0,
  }: { readonly count: number; readonly services?: readonly ServiceName[]; readonly from?: number },
  progress: (done: number) => void = () => {},
): Promise<void> {
  const { backbone } = deployment
  const left = registrant.left.filter(({ service }) => !services || services.includes(service))
  let writing = Promise.resolve()
  for (let n = from; n < from + count; n += together) {
    const records = recordsOf(deployment, left, registrant.ids, n, Math.min(together, from + count - n))
    await writing
    writing = backbone.publish(records)
    if ((n - from) % 10_000 === 0) progress(n - from)
  }
  await writing
  // Tasks that were run before have positions of their own.
  if (from > 0) return
  const named = [...new Set(left.map(({ service }) => service))]
  await backbone.publish(named.flatMap(service => positionsOf(deployment, service)))
}

function recordsOf(
  { backbone: { codec } }: Deployment,
  left: readonly LeftBehind[],
  ids: Ids,
  from: number,
  count: number,
) {
  const at = Date.now()
  const fresh = codec.fresh(() => {})
  const states: OutRecord[] = []
  for (let n = from; n < from + count; n++) {
    const { rename } = another(ids, n)
    for (const { service, aggregate, key, state, outcomes, chain } of left) {
      const own = rename(key)
      const inner =
        state === undefined ? null : codec.encode(stateNames.get(`${service}/${aggregate}`)!, rename(state), fresh)
      const kept = rename(outcomes).map(outcome => ({
        ...outcome,
        outputs: outcome.outputs.map(o => ({
          type: o.type,
          value: Buffer.from(codec.encode(o.fullName, o.data, fresh)),
        })),
      }))
      const entry = { state: inner && Buffer.from(inner), outcomes: kept, attempts: [], discarded: [], chain }
      states.push(
        stateRecord(
          codec,
          service,
          stateKeyOf(aggregate, own),
          'icms.backbone.KeyState',
          entry,
          partitionOf(own, partitions),
          at,
        ),
      )
    }
  }
  const keys = fresh?.records() ?? []
  fresh?.taken()
  return [...keys, ...states]
}

function stateRecord(
  codec: Deployment['backbone']['codec'],
  service: string,
  key: string,
  fullName: string,
  value: object,
  partition: number,
  at: number,
): OutRecord {
  const headers = headersOf({ id: key, fullName, service: 'load', key, at, actor: system })
  return { topic: topicsOf(service).state, key, value: codec.encode(fullName, value), headers, partition, at }
}

function positionsOf({ backbone: { codec } }: Deployment, service: ServiceName): OutRecord[] {
  const position = {
    positions: {},
    sequence: 1,
    referenceVersion: 0,
    stateVersion: 1,
    partitions,
    partitioner: partitionerName,
  }
  return Array.from({ length: partitions }, (_, partition) =>
    stateRecord(codec, service, 'position', 'icms.backbone.TaskPosition', position, partition, Date.now()),
  )
}
