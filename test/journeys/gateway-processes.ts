import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readSecrets } from '@icms/deploy/host/secrets'
import { readSettings, type ServiceName } from '@icms/deploy/host/settings'
import { operatorTokenOf } from '@icms/deploy/operations/operator-token'
import { freePort } from '../stack/free-port.ts'
import type { SharedStack } from '../stack/shared-stack.ts'

const root = join(import.meta.dirname, '..', '..')
/** Nine at once on a slow machine need most of it. */
const readyMsMax = 240_000
/** A host that has not ended by itself within 10 s breaks off. */
const stopMsMax = 9_000

/** One hosting process: it keeps its port over a restart. */
export interface HostingProcess {
  readonly services: readonly ServiceName[]
  readonly origin: string
  /**
   * Starts it, with other settings where they are given, and waits until it can be used. Throws with what it printed when
   * it ends or is too slow.
   */
  start(changes?: Readonly<Record<string, string>>): Promise<void>
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>
  /** Ctrl-C in its terminal; resolves when all of it has ended. Throws when it takes more than 9 s. */
  interrupt(): Promise<void>
  /** All that it printed since it was first started. */
  printed(): string
}

/** How a process is started: the program itself, or as a person does. */
export type Command = 'node' | 'npm start'

export type GatewayProcesses = {
  readonly processes: readonly HostingProcess[]
  readonly operatorToken: string
  /** Where the edge of a service is. */
  originOf(service: ServiceName): string
  stop(): Promise<void>
}

/**
 * A gateway on Kafka in several processes, each with the services of one group, which share servers, prefix, data folder
 * (for the secret) and mail server. What is left of them dies with this process.
 */
export async function startProcesses(
  groups: readonly (readonly ServiceName[])[],
  { prefix, smtpUrl, stack, command }: { prefix: string; smtpUrl: string; stack: SharedStack; command: Command },
): Promise<GatewayProcesses> {
  const dataDir = mkdtempSync(join(tmpdir(), 'icms-processes-'))
  const environment = {
    ICMS_BACKBONE: 'kafka',
    ICMS_KAFKA_BROKERS: stack.brokers.join(','),
    ICMS_REGISTRY_URL: stack.registryUrl,
    ICMS_REDIS_URL: stack.redisUrl,
    ICMS_KAFKA_PREFIX: prefix,
    ICMS_DATA_DIR: dataDir,
    ICMS_SMTP_URL: smtpUrl,
    ICMS_HTTP_REQUESTS_PER_MINUTE: '100000',
    ICMS_PARTITIONS: '2',
  }
  const processes: HostingProcess[] = []
  for (const services of groups) processes.push(hosting(services, command, environment, await freePort()))
  async function stop() {
    process.off('exit', killAll)
    await Promise.all(processes.map(p => p.kill()))
    rmSync(dataDir, { recursive: true, force: true })
  }
  const killAll = () => void Promise.all(processes.map(p => p.kill()))
  process.once('exit', killAll)
  try {
    await Promise.all(processes.map(p => p.start()))
  } catch (error) {
    await stop()
    throw error
  }
  return {
    processes,
    operatorToken: operatorTokenOf(readSecrets(readSettings(environment))),
    originOf: service => processes.find(p => p.services.includes(service))!.origin,
    stop,
  }
}

function hosting(
  services: readonly ServiceName[],
  command: Command,
  environment: Readonly<Record<string, string>>,
  port: number,
): HostingProcess {
  let child: ChildProcess | undefined
  let printed = ''
  const isRunning = () => child !== undefined && child.exitCode === null && child.signalCode === null
  // `npm start` is a shell and two programs: what is meant for one of them is meant for the group, as in a terminal.
  const signal = (name: NodeJS.Signals) => {
    try {
      process.kill(-child!.pid!, name)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }

  async function start(changes: Readonly<Record<string, string>> = {}) {
    const [program, ...args] =
      command === 'node' ? [process.execPath, 'deploy/host/main.ts'] : ['npm', 'start', '--silent', '--']
    const started = spawn(program!, [...args, ...services], {
      cwd: root,
      detached: true,
      env: { ...outsideOfGateway(), ...environment, ICMS_HTTP_PORT: String(port), ...changes },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = started
    let now = ''
    for (const stream of [started.stdout, started.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed += text
        now += text
      })
    const until = performance.now() + readyMsMax
    while (!now.includes('ready in')) {
      if (isRunning() && performance.now() < until) {
        await sleep(20)
        continue
      }
      const how = isRunning() ? `was not ready within ${readyMsMax} ms` : 'ended before it was ready'
      if (isRunning()) signal('SIGKILL')
      throw new Error(`the process of ${services.join(', ')} ${how}; it printed:\n${now}`)
    }
  }

  return {
    services,
    origin: `http://127.0.0.1:${port}`,
    start,
    async kill() {
      if (!isRunning()) return
      const ended = once(child!, 'close')
      signal('SIGKILL')
      await ended
    },
    async interrupt() {
      const closed = once(child!, 'close')
      signal('SIGINT')
      const ended = await Promise.race([closed, sleep(stopMsMax, 'late' as const)])
      if (ended === 'late')
        throw new Error(`the process of ${services.join(', ')} did not end; it printed:\n${printed}`)
    },
    printed: () => printed,
  }
}

/** The environment without settings of a gateway and of the test runner. */
const outsideOfGateway = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(ICMS_|VITEST|NODE_OPTIONS|NODE_ENV)/.test(name)),
  )
