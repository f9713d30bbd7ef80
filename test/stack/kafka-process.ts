import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type LocalProcess, startProcess } from './stack-process.ts'

const run = promisify(execFile)

export type KafkaPlan = {
  readonly name: string
  /** Text of its `server.properties`. */
  readonly properties: string
  /** The same for all brokers of a cluster: 16 bytes in base64url, which may begin with a dash. */
  readonly clusterId: string
  /** More for the tool that formats the data folder. */
  readonly formatting?: readonly string[]
  /** Options of its JVM. */
  readonly java: readonly string[]
}

/** Formats a broker's data folder and starts the broker, on this machine's JVM. */
export const startKafka = async (
  folder: string,
  jarsFolder: string,
  { name, properties, clusterId, formatting = [], java }: KafkaPlan,
): Promise<LocalProcess> => {
  const file = join(folder, `${name}.properties`)
  writeFileSync(file, properties)
  const program = [...java, '-cp', join(jarsFolder, 'broker', '*')]
  const format = ['kafka.tools.StorageTool', 'format', `--cluster-id=${clusterId}`, '-c', file, ...formatting]
  await run('java', [...program, ...format], { cwd: folder }).catch((error: { stderr: string }) => {
    throw new Error(`the data folder of ${name} could not be formatted:\n${error.stderr.slice(-2_000)}`)
  })
  return startProcess({
    name,
    folder,
    command: 'java',
    args: [...program, 'kafka.Kafka', file],
    readyMsMax: 180_000,
    isReady: async log => log.includes('Kafka Server started'),
  })
}
