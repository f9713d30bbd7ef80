import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from './free-port.ts'
import { kafkaProperties } from './kafka-properties.ts'
import type { Stack, StackNeeds } from './stack.ts'
import { openStackFolder } from './stack-folder.ts'
import { type StackProcess, startProcess } from './stack-process.ts'

const run = promisify(execFile)
// C1 only: half of the start-up time on two cores, and a test's load never needs more.
const jvm = ['-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1']

/**
 * Kafka and registry on this machine's JVM, from the folder that `fetchJars` filled, and Debian's redis-server.
 * Ports and folder are the stack's own. Everything is gone after `stop()` and after this process's end.
 */
export const startLocalStack = async (needs: StackNeeds, jarsFolder: string): Promise<Stack> => {
  const folder = await openStackFolder()
  try {
    const brokerPort = await freePort()
    const [broker, registry, redis] = await Promise.all([
      startBroker(folder.path, jarsFolder, brokerPort, needs.partitions),
      needs.registry ? startRegistry(folder.path, jarsFolder) : undefined,
      needs.redis ? startRedis(folder.path) : undefined,
    ])
    return {
      origin: 'the JVM of this machine',
      brokers: [`127.0.0.1:${brokerPort}`],
      broker,
      ...(registry ? { registryUrl: registry.url, registry: registry.process } : {}),
      ...(redis ? { redisUrl: redis.url, redis: redis.process } : {}),
      stop: () => folder.sweep(),
    }
  } catch (error) {
    await folder.sweep()
    throw error
  }
}

const startBroker = async (
  folder: string,
  jarsFolder: string,
  brokerPort: number,
  partitions: number,
): Promise<StackProcess> => {
  const dataFolder = join(folder, 'broker')
  const file = join(folder, 'server.properties')
  const address = {
    host: '127.0.0.1',
    listenHost: '127.0.0.1',
    brokerPort,
    controllerPort: await freePort(),
    dataFolder,
  }
  writeFileSync(file, kafkaProperties(address, partitions))
  const java = [...jvm, '-cp', join(jarsFolder, 'broker', '*')]
  const clusterId = randomBytes(16).toString('base64url')
  await run('java', [...java, 'kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', file], { cwd: folder })
  return startProcess({
    name: 'broker',
    folder,
    command: 'java',
    args: [...java, 'kafka.Kafka', file],
    readyMsMax: 60_000,
    isReady: async log => log.includes('Kafka Server started'),
  })
}

type Served = { readonly url: string; readonly process: StackProcess }

const startRegistry = async (folder: string, jarsFolder: string): Promise<Served> => {
  const port = await freePort()
  const jar = readdirSync(join(jarsFolder, 'registry')).find(name => name.endsWith('-runner.jar'))
  if (!jar) throw new Error(`no *-runner.jar in ${join(jarsFolder, 'registry')}: remove that folder and run again`)
  const data = join(folder, 'registry')
  mkdirSync(data)
  const url = `http://127.0.0.1:${port}/apis/ccompat/v7`
  const process = await startProcess({
    name: 'registry',
    folder,
    command: 'java',
    args: [
      ...jvm,
      '-Dquarkus.http.host=127.0.0.1',
      `-Dquarkus.http.port=${port}`,
      `-Dregistry.datasource.url=jdbc:h2:file:${join(data, 'subjects')}`,
      '-jar',
      join(jarsFolder, 'registry', jar),
    ],
    readyMsMax: 60_000,
    isReady: () =>
      fetch(`${url}/subjects`, { signal: AbortSignal.timeout(1000) }).then(
        answer => answer.ok,
        () => false,
      ),
  })
  return { url, process }
}

const startRedis = async (folder: string): Promise<Served> => {
  const port = await freePort()
  const process = await startProcess({
    name: 'redis',
    folder,
    command: 'redis-server',
    // Nothing is saved: after kill -9 it comes back empty, which is the harder case for its users.
    args: ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'],
    readyMsMax: 10_000,
    isReady: () => answersPing(port),
  })
  return { url: `redis://127.0.0.1:${port}`, process }
}

const answersPing = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'))
    const answer = (ready: boolean) => {
      socket.destroy()
      resolve(ready)
    }
    socket.setTimeout(1000, () => answer(false))
    socket.once('error', () => answer(false))
    socket.once('data', data => answer(data.toString().startsWith('+PONG')))
  })
