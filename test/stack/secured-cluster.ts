import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { type Certificates, makeCertificates } from './certificates.ts'
import { freePort } from './free-port.ts'
import { prepareJars } from './stack-source.ts'
import { kafkaProperties } from './kafka-properties.ts'
import { jvm } from './jvm.ts'
import { startKafka } from './kafka-process.ts'
import { startRedis } from './redis-process.ts'
import { openStackFolder, quickFolder } from './stack-folder.ts'
import type { StackProcess } from './stack-process.ts'

/** Characters that must be escaped in a URL, as real passwords have them. */
export const secured = { user: 'gateway', password: 'p@ss:w/rd#1' } as const

const heapMb = 256
const host = '127.0.0.1'
const nodeIds = [1, 2, 3]
/** A client proves who it is again before a connection is this old: kafkajs does when 10 s of it are left. */
const authenticatedMs = 15_000

/** Three brokers and a Redis that let in only who has a password, over TLS with certificates of a CA of their own. */
export type SecuredCluster = {
  /** Gone with the cluster. */
  readonly folder: string
  readonly certificates: Certificates
  /** SASL_SSL: SCRAM-SHA-512 with `secured`. */
  readonly brokers: readonly string[]
  /** SSL: whoever shows a certificate of the CA. Brokers talk to each other here. */
  readonly certificateBrokers: readonly string[]
  /** `rediss://` with the password. */
  readonly redisUrl: string
  readonly nodes: readonly StackProcess[]
  stop(): Promise<void>
}

/**
 * Starts it on the local JVM. Topics are kept three times and want two copies in sync. Everything is gone after `stop()`
 * and after this process's end.
 */
export const startSecuredCluster = async (): Promise<SecuredCluster> => {
  const jarsFolder = await prepareJars()
  const folder = await openStackFolder(quickFolder())
  try {
    const certificates = await makeCertificates(folder.path, 'cluster')
    const ports: NodePorts[] = []
    for (const id of nodeIds)
      ports.push({ id, password: await freePort(), certificate: await freePort(), controller: await freePort() })
    const redisPort = await freePort()
    const clusterId = randomBytes(16).toString('base64url')
    const java = jvm(jarsFolder, 'broker', heapMb)
    const formatting = ['--add-scram', `SCRAM-SHA-512=[name=${secured.user},password=${secured.password}]`]
    const [nodes] = await Promise.all([
      Promise.all(
        ports.map(of => {
          const properties = propertiesOf(of, ports, certificates, folder.path)
          return startKafka(folder.path, jarsFolder, { name: nameOf(of.id), properties, clusterId, formatting, java })
        }),
      ),
      startRedis(folder.path, redisArgs(redisPort, certificates)),
    ])
    return {
      folder: folder.path,
      certificates,
      brokers: ports.map(p => `${host}:${p.password}`),
      certificateBrokers: ports.map(p => `${host}:${p.certificate}`),
      redisUrl: `rediss://:${encodeURIComponent(secured.password)}@${host}:${redisPort}`,
      nodes,
      stop: () => folder.sweep(),
    }
  } catch (error) {
    await folder.sweep()
    throw error
  }
}

type NodePorts = {
  readonly id: number
  readonly password: number
  readonly certificate: number
  readonly controller: number
}

const nameOf = (id: number) => `broker-${id}`

const propertiesOf = (
  own: NodePorts,
  all: readonly NodePorts[],
  { caFile, bothFile }: Certificates,
  folder: string,
) => {
  const address = {
    host,
    listenHost: host,
    brokerPort: own.password,
    controllerPort: own.controller,
    dataFolder: join(folder, nameOf(own.id)),
  }
  const open = `SASL_SSL://${host}:${own.password},SSL://${host}:${own.certificate}`
  return kafkaProperties(address, 4, {
    'node.id': own.id,
    'controller.quorum.voters': all.map(p => `${p.id}@${host}:${p.controller}`).join(','),
    listeners: `${open},CONTROLLER://${host}:${own.controller}`,
    'advertised.listeners': open,
    'listener.security.protocol.map': 'SASL_SSL:SASL_SSL,SSL:SSL,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'SSL',
    'sasl.enabled.mechanisms': 'SCRAM-SHA-512',
    'listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config':
      'org.apache.kafka.common.security.scram.ScramLoginModule required;',
    'listener.name.sasl_ssl.connections.max.reauth.ms': authenticatedMs,
    'listener.name.ssl.ssl.client.auth': 'required',
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': bothFile,
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': caFile,
    'default.replication.factor': nodeIds.length,
    'min.insync.replicas': nodeIds.length - 1,
    'offsets.topic.replication.factor': nodeIds.length,
    'transaction.state.log.replication.factor': nodeIds.length,
    'transaction.state.log.min.isr': nodeIds.length - 1,
    // A replica that was away counts as in sync again as soon as it has caught up.
    'replica.lag.time.max.ms': 5_000,
  })
}

const redisArgs = (port: number, { caFile, certificateFile, keyFile }: Certificates) => [
  ...['--port', '0', '--tls-port', String(port), '--requirepass', secured.password, '--tls-auth-clients', 'no'],
  ...['--tls-cert-file', certificateFile, '--tls-key-file', keyFile, '--tls-ca-cert-file', caFile],
]
