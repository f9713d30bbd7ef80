import { randomBytes } from 'node:crypto'
import {
  type ContainerRuntimeClient,
  GenericContainer,
  getContainerRuntimeClient,
  ImageName,
  type StartedTestContainer,
  Wait,
} from 'testcontainers'
import { announceWhile } from './announce.ts'
import { startContainerSweeper } from './container-sweeper.ts'
import { freePort } from './free-port.ts'
import { quickJvm } from './jvm.ts'
import { kafkaProperties } from './kafka-properties.ts'
import type { Stack, StackNeeds } from './stack.ts'
import type { StackProcess } from './stack-process.ts'

const readyMsMax = 120_000

// Its image would have to be pulled too, where ours may be there without; what it does, our own sweeper does.
process.env.TESTCONTAINERS_RYUK_DISABLED = 'true'

/** What each server runs from. The broker's image has Kafka's own scripts in /opt/kafka, as apache/kafka has. */
const images = () => ({
  broker: process.env.ICMS_TEST_KAFKA_IMAGE ?? 'apache/kafka:4.3.0',
  registry: process.env.ICMS_TEST_REGISTRY_IMAGE ?? 'apicurio/apicurio-registry-mem:2.6.13.Final',
  redis: process.env.ICMS_TEST_REDIS_IMAGE ?? 'redis:7.4',
})

let asked: Promise<string | undefined> | undefined

/**
 * Why containers cannot be had, or undefined when an engine answers and has, or can pull, every image. Asked once a
 * process: a pull that fails takes its time.
 */
export const whyNoContainers = (): Promise<string | undefined> => {
  asked ??= askEngine().then(
    () => undefined,
    error => `the container engine is of no use here (${error instanceof Error ? error.message : String(error)})`,
  )
  return asked
}

const askEngine = async (): Promise<void> => {
  const client = await getContainerRuntimeClient()
  for (const image of Object.values(images()).map(name => ImageName.fromString(name))) {
    if (!(await client.image.exists(image))) await announceWhile(`image ${image.string}`, client.image.pull(image))
  }
}

/**
 * Kafka, registry and Redis in containers, reached on fixed ports of the engine's host so that a restart keeps them.
 * The broker keeps its data over a restart; registry and Redis come back empty.
 */
export const startContainerStack = async (needs: StackNeeds): Promise<Stack> => {
  const client = await getContainerRuntimeClient()
  const sweeper = startContainerSweeper()
  const started: StartedTestContainer[] = []
  const stop = async () => {
    await Promise.allSettled(started.splice(0).map(container => container.stop()))
    await sweeper.sweep()
  }
  const start = async (name: string, container: GenericContainer): Promise<StackProcess> => {
    const running = await container.withLabels(sweeper.labels).withStartupTimeout(readyMsMax).start()
    started.push(running)
    return handle(client, name, running)
  }
  const host = client.info.containerRuntime.host
  const [brokerPort, registryPort, redisPort] = [await freePort(), await freePort(), await freePort()]
  try {
    const [broker, registry, redis] = await Promise.all([
      start('broker', brokerContainer(host, brokerPort, needs.partitions)),
      needs.registry ? start('registry', registryContainer(registryPort)) : undefined,
      needs.redis ? start('redis', redisContainer(redisPort)) : undefined,
    ])
    return {
      origin: 'containers',
      brokers: [`${host}:${brokerPort}`],
      broker,
      ...(registry ? { registryUrl: `http://${host}:${registryPort}/apis/ccompat/v7`, registry } : {}),
      ...(redis ? { redisUrl: `redis://${host}:${redisPort}`, redis } : {}),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

const brokerContainer = (host: string, port: number, partitions: number): GenericContainer => {
  const file = '/tmp/server.properties'
  const address = { host, listenHost: '0.0.0.0', brokerPort: port, controllerPort: port + 1, dataFolder: '/tmp/broker' }
  // Another JVM, which a restart need not wait for.
  const format = `[ -e /tmp/broker/meta.properties ] || /opt/kafka/bin/kafka-storage.sh format --cluster-id=${randomBytes(16).toString('base64url')} -c ${file}`
  return new GenericContainer(images().broker)
    .withEnvironment({ KAFKA_HEAP_OPTS: '-Xmx512m', KAFKA_JVM_PERFORMANCE_OPTS: quickJvm.join(' ') })
    .withCopyContentToContainer([{ content: kafkaProperties(address, partitions), target: file, mode: 0o644 }])
    .withEntrypoint(['/bin/sh', '-c'])
    .withCommand([`{ ${format}; } && exec /opt/kafka/bin/kafka-server-start.sh ${file}`])
    .withExposedPorts({ container: port, host: port })
    .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/))
}

const registryContainer = (port: number): GenericContainer =>
  new GenericContainer(images().registry)
    .withExposedPorts({ container: 8080, host: port })
    .withWaitStrategy(Wait.forHttp('/apis/ccompat/v7/subjects', 8080))

const redisContainer = (port: number): GenericContainer =>
  new GenericContainer(images().redis)
    .withCommand(['redis-server', '--bind', '0.0.0.0', '--protected-mode', 'no', '--save', '', '--appendonly', 'no'])
    .withExposedPorts({ container: 6379, host: port })
    .withWaitStrategy(Wait.forLogMessage(/Ready to accept connections/))

const handle = (client: ContainerRuntimeClient, name: string, running: StartedTestContainer): StackProcess => {
  const container = client.container.getById(running.getId())
  const kill = async () => {
    const { State } = await container.inspect()
    if (!State.Running) return
    await container.kill({ signal: 'SIGKILL' })
    await container.wait()
  }
  return {
    name,
    kill,
    freeze: () => container.pause(),
    thaw: () => container.unpause(),
    restart: async () => {
      await kill()
      await running.restart()
    },
  }
}
