import { readFileSync } from 'node:fs'
import { startStack } from '../stack/start-stack.ts'

/** Kafka, registry and Redis on loopback, and what they use of the processor. */
export type BenchServers = {
  readonly brokers: readonly string[]
  readonly registryUrl: string
  readonly redisUrl: string
  /** Microseconds of the processor since each was started. Empty where they are no processes of this machine (containers). */
  cpuMicros(): Readonly<Partial<Record<'broker' | 'redis', number>>>
  stop(): Promise<void>
}

const microsPerTick = 10_000

export async function startServers(): Promise<BenchServers> {
  const stack = await startStack({ forLoad: true })
  const { brokers, registryUrl, redisUrl } = stack
  if (!registryUrl || !redisUrl)
    throw new Error(`the stack from ${stack.origin} came without its registry or its Redis`)
  const pids = stack.origin === 'the JVM of this machine' ? pidsOf() : {}
  return {
    ...{ brokers, registryUrl, redisUrl },
    cpuMicros: () => Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, cpuMicrosOf(pid)])),
    stop: () => stack.stop(),
  }
}

/** By the words of their commands among this process's children, as Linux lists them. */
function pidsOf(): Partial<Record<'broker' | 'redis', number>> {
  try {
    const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')
      .trim()
      .split(' ')
      .map(Number)
    const commandOf = (pid: number) => readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    const find = (word: string) => children.find(pid => commandOf(pid).includes(word))
    const [broker, redis] = [find('kafka.Kafka'), find('redis-server')]
    return { ...(broker && { broker }), ...(redis && { redis }) }
  } catch {
    return {}
  }
}

function cpuMicrosOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * microsPerTick
}
