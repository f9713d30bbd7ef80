import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import { startKafka } from './kafka-process.ts'
import { kafkaProperties } from './kafka-properties.ts'
import { startRedis } from './redis-process.ts'
import { type LocalProcess, startProcess } from './stack-process.ts'

export type Served<P = LocalProcess> = { readonly url: string; readonly process: P }

const host = '127.0.0.1'

/** One broker that is its own controller. `java`: options of its JVM. */
export const startBroker = async (
  folder: string,
  jarsFolder: string,
  { port, partitions, java }: { port: number; partitions: number; java: readonly string[] },
): Promise<LocalProcess> => {
  const dataFolder = join(folder, 'broker')
  const address = { host, listenHost: host, brokerPort: port, controllerPort: await freePort(), dataFolder }
  const clusterId = randomBytes(16).toString('base64url')
  return startKafka(folder, jarsFolder, {
    name: 'broker',
    properties: kafkaProperties(address, partitions),
    clusterId,
    java,
  })
}

export const startRegistry = async (folder: string, jarsFolder: string, java: readonly string[]): Promise<Served> => {
  const port = await freePort()
  const jar = readdirSync(join(jarsFolder, 'registry')).find(name => name.endsWith('-runner.jar'))
  if (!jar) throw new Error(`no *-runner.jar in ${join(jarsFolder, 'registry')}: remove that folder and run again`)
  const data = join(folder, 'registry')
  mkdirSync(data)
  const url = `http://${host}:${port}/apis/ccompat/v7`
  // Written before it is answered: an id that is given out again after a kill -9 would be that of another schema.
  const database = `jdbc:h2:file:${join(data, 'subjects')};WRITE_DELAY=0`
  const process = await startProcess({
    name: 'registry',
    folder,
    command: 'java',
    args: [
      ...java,
      `-Dquarkus.http.host=${host}`,
      `-Dquarkus.http.port=${port}`,
      `-DREGISTRY_DATASOURCE_URL=${database}`,
      '-jar',
      join(jarsFolder, 'registry', jar),
    ],
    readyMsMax: 180_000,
    isReady: () =>
      fetch(`${url}/subjects`, { signal: AbortSignal.timeout(1000) }).then(
        answer => answer.ok,
        () => false,
      ),
  })
  return { url, process }
}

export const startOpenRedis = async (folder: string): Promise<Served> => {
  const port = await freePort()
  return { url: `redis://${host}:${port}`, process: await startRedis(folder, ['--port', String(port)]) }
}
