import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '@icms/backbone/clock'
import { add, expectExactlyOnce, makeTallyRig, type Process, startProcess } from '@icms/backbone/conformance/kit'
import { tallyContracts } from '@icms/backbone/conformance/tally'
import { type Command, createCommandPort } from '@icms/backbone/edge'
import { kafkaSettingsOf, openBackbone } from '@icms/deploy/host/backbones'
import { readSettings } from '@icms/deploy/host/settings'
import { createConnections } from '@icms/kafka/connections'
import { createMissingTopics } from '@icms/kafka/deploy-steps'
import { kafkaRigOn } from '@icms/kafka/kafka-rig'
import { withDefaults } from '@icms/kafka/kafka-settings'
import { connectRedis } from '@icms/kafka/redis-connection'
import { ConfigResourceTypes } from 'kafkajs'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Certificates, makeCertificates } from '../stack/certificates.ts'
import { hasProgram } from '../stack/programs.ts'
import { startRegistryGate } from '../stack/registry-gate.ts'
import { type SecuredCluster, secured, startSecuredCluster } from '../stack/secured-cluster.ts'
import { sharedStack } from '../stack/shared-stack.ts'
import { missingForLocalStack } from '../stack/stack-source.ts'
import { persistently } from './persistently.ts'

const masterKey = Buffer.alloc(32, 7).toString('base64')

/** The cluster runs on the JVM of this machine, whatever the other tests run on. */
const missing = [...missingForLocalStack(), ...(hasProgram('openssl') ? [] : ['openssl'])]
beforeEach(({ skip }) => skip(missing.length > 0, `no ${missing.join(', no ')}`))

let cluster: SecuredCluster
let gate: Awaited<ReturnType<typeof startRegistryGate>>
let others: Certificates
beforeAll(async () => {
  if (missing.length > 0) return
  cluster = await startSecuredCluster()
  gate = await startRegistryGate(sharedStack().registryUrl, cluster.certificates, secured)
  others = await makeCertificates(cluster.folder, 'others')
})
afterAll(async () => {
  await gate?.stop()
  await cluster?.stop()
})

/** The environment of a gateway on this cluster. */
function environment(changes: Readonly<Record<string, string>> = {}) {
  const registry = new URL(gate.url)
  registry.username = secured.user
  registry.password = secured.password
  return {
    ICMS_BACKBONE: 'kafka',
    ICMS_DATA_DIR: cluster.folder,
    ICMS_KAFKA_BROKERS: cluster.brokers.join(','),
    ICMS_KAFKA_TLS: 'true',
    ICMS_KAFKA_USER: secured.user,
    ICMS_KAFKA_PASSWORD: secured.password,
    ICMS_KAFKA_CA_FILE: cluster.certificates.caFile,
    ICMS_KAFKA_REPLICATION: '3',
    ICMS_REGISTRY_URL: registry.href,
    ICMS_REDIS_URL: cluster.redisUrl,
    ...changes,
  }
}

const settingsOf = (changes?: Readonly<Record<string, string>>) => kafkaSettingsOf(readSettings(environment(changes)))

async function withAdmin<T>(use: (admin: ReturnType<ReturnType<typeof kafka>['admin']>) => Promise<T>): Promise<T> {
  const admin = kafka().admin()
  await admin.connect()
  try {
    return await use(admin)
  } finally {
    await admin.disconnect()
  }
}
const kafka = () => createConnections(withDefaults(settingsOf())).kafka()

/** Throws unless every partition has all of its copies in sync. */
const inSync = () =>
  withAdmin(async admin => {
    const { topics } = await admin.fetchTopicMetadata()
    const behind = topics.flatMap(t => t.partitions.filter(p => p.isr.length < cluster.nodes.length))
    if (behind.length > 0) throw new Error(`${behind.length} partitions lack a copy`)
  })

const lanes = 2
/** Enough to be at it all the time; three brokers, their clients and this test share two cores. */
const restMs = 300
const clock = systemClock(0)

/** Sends commands, each until it is decided and then the next, as long as it is wanted. */
function sendCommands(process: Process) {
  const port = createCommandPort(process.backbone, tallyContracts.place, clock, Buffer.from('a secret of tests'))
  const decided: { key: string; id: string }[] = []
  let isWanted = true
  async function send(key: string, id: string) {
    const command: Command = { id, type: 'Add', key, data: add(1), actor: { kind: 'applicant', id: 'a-1' } }
    const { kind } = await port.send('tally', command, 2_000)
    if (kind !== 'decided') throw new Error(kind)
    decided.push({ key, id })
  }
  const ended = Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (let n = 0; isWanted; n++) {
        const id = `${lane}-${n}`
        await persistently(`command ${id} is decided`, () => send(`key-${lane}-${n % 2}`, id), 40_000)
        await sleep(restMs)
      }
    }),
  )
  const stop = () => {
    isWanted = false
    return ended
  }
  return { decided, stop }
}

test('three brokers over TLS with a login, each killed in turn and back again: every command has one effect, in order, and two of the three are enough (I1, I6)', async () => {
  const servers = { ...settingsOf(), restartBroker: () => cluster.nodes[0]!.restart() }
  const rig = await makeTallyRig(needs => kafkaRigOn(servers, needs))
  const one = await startProcess(rig)
  await startProcess(rig)
  const { decided, stop } = sendCommands(one)
  const gaps: number[] = []
  for (const node of cluster.nodes) {
    await node.kill()
    const killedAt = performance.now()
    const before = decided.length
    // Of each lane one may have been under way; what counts are those that were begun since.
    const goOn = async () => expect(decided.length).toBeGreaterThan(before + lanes)
    await persistently('two brokers go on', goOn, 30_000)
    gaps.push(performance.now() - killedAt)
    await node.restart()
    await persistently('all copies are in sync again', inSync, 20_000)
  }
  await stop()
  await expectExactlyOnce(rig, one, decided)
  const seconds = gaps.map(ms => (ms / 1000).toFixed(1)).join(', ')
  process.stdout.write(`  ${decided.length} commands; two brokers went on after ${seconds} s\n`)
  await rig.stop()
}, 480_000)

test('topics are made with three copies of which two must be in sync, by whoever shows a certificate', async () => {
  const { certificateFile, keyFile } = cluster.certificates
  const byCertificate = settingsOf({
    ICMS_KAFKA_BROKERS: cluster.certificateBrokers.join(','),
    ICMS_KAFKA_USER: '',
    ICMS_KAFKA_PASSWORD: '',
    ICMS_KAFKA_CERTIFICATE_FILE: certificateFile,
    ICMS_KAFKA_KEY_FILE: keyFile,
  })
  await createMissingTopics(byCertificate, ['made.events.v1'])
  await withAdmin(async admin => {
    const { topics } = await admin.fetchTopicMetadata({ topics: ['made.events.v1'] })
    expect(topics[0]!.partitions.map(p => p.replicas.length)).toEqual([3, 3, 3, 3])
    const resources = [
      { type: ConfigResourceTypes.TOPIC, name: 'made.events.v1', configNames: ['min.insync.replicas'] },
    ]
    const found = await admin.describeConfigs({ includeSynonyms: false, resources })
    expect(found.resources[0]!.configEntries[0]!.configValue).toBe('2')
  })
})

const logger = pino({ level: 'silent' })

/** What a start with these settings ends with. */
const startEndsWith = (changes: Readonly<Record<string, string>>): Promise<string> =>
  openBackbone(readSettings(environment(changes)), clock, logger).then(
    async backbone => {
      await backbone.close()
      return 'it started'
    },
    (error: Error) => error.message,
  )

test('a start that a server does not let in ends at once, with one line that says which server, why, and what to do', async () => {
  const { certificateBrokers, redisUrl } = cluster
  const { registryUrl: ICMS_REGISTRY_URL, redisUrl: ICMS_REDIS_URL } = sharedStack()
  const open = { ICMS_REGISTRY_URL, ICMS_REDIS_URL }
  // No broker is asked for anything before the registry has answered.
  const deployed = {
    ICMS_DEVELOPMENT: 'false',
    ICMS_SECRET: 'a secret of thirty-two characters or more',
    ICMS_MASTER_KEYS: masterKey,
  }
  const mistakes: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
    [{ ICMS_KAFKA_PASSWORD: 'wrong' }, /broker .* refuses the login .*invalid credentials.*ICMS_KAFKA_PASSWORD/],
    [{ ICMS_KAFKA_SASL: 'plain' }, /broker .* refuses the login .*mechanism.*ICMS_KAFKA_SASL/],
    [{ ...open, ICMS_KAFKA_CA_FILE: others.caFile }, /broker .*its certificate is not trusted .*ICMS_KAFKA_CA_FILE/],
    [
      { ...deployed, ...open, ICMS_KAFKA_CA_FILE: others.caFile, ICMS_REGISTRY_URL: gate.url },
      /registry .*not trusted/,
    ],
    [{ ...deployed, ...open, ICMS_KAFKA_CA_FILE: others.caFile, ICMS_REDIS_URL: redisUrl }, /Redis .*not trusted/],
    [{ ICMS_KAFKA_BROKERS: certificateBrokers.join(',') }, /broker .*our certificate .*ICMS_KAFKA_CERTIFICATE_FILE/],
    [{ ICMS_REDIS_URL: redisUrl.replace('p%40ss', 'wrong') }, /Redis .* refuses the login .*ICMS_REDIS_URL/],
    [{ ICMS_REGISTRY_URL: gate.url }, /registry .*status 401: check user and password in ICMS_REGISTRY_URL/],
  ]
  for (const [changes, words] of mistakes) {
    const said = await startEndsWith(changes)
    expect(said).toMatch(words)
    expect(said).not.toContain('\n')
  }
}, 60_000)

test('connections to Redis that break off while TLS is agreed on end none but themselves', async () => {
  const ca = readFileSync(others.caFile, 'utf8')
  for (let round = 0; round < 10; round++) {
    const connections = [1, 2, 3].map(() => connectRedis(cluster.redisUrl, 1_000, ca))
    await expect(Promise.all(connections.map(c => c.arrived(5_000)))).rejects.toMatchObject({ code: 'Incompatible' })
    for (const connection of connections) connection.close()
  }
})
