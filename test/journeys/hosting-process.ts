import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ServiceName } from '@icms/deploy/host/settings'
import { openStackFolder, type StackFolder } from '../stack/stack-folder.ts'

const root = join(import.meta.dirname, '..', '..')
/** Nine at once on a slow machine need most of it. */
const readyMsMax = 240_000
/** A host that has not ended by itself within 10 s breaks off. */
const stopMsMax = 9_000

/** Where the groups that run are named: they are killed when this process ends, even by kill -9. */
let running: Promise<StackFolder> | undefined

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
  /** SIGSTOP: its sockets stay open and nothing answers. Nothing happens when it does not run. */
  freeze(): void
  /** SIGCONT. */
  thaw(): void
  isRunning(): boolean
  /** All that it printed since it was first started. */
  printed(): string
}

/** How a process is started: the program itself, or as a person does. */
export type Command = 'node' | 'npm start'

/** A process that hosts these services, or all where none is named, with these settings; nothing is started yet. */
export function hosting(
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
    running ??= openStackFolder()
    const { path } = await running
    const started = spawn(program!, [...args, ...services], {
      cwd: root,
      detached: true,
      env: { ...outsideOfGateway(), ...environment, ICMS_HTTP_PORT: String(port), ...changes },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = started
    const named = join(path, `${started.pid}.pid`)
    writeFileSync(named, `-${started.pid}`)
    started.once('close', () => rmSync(named, { force: true }))
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
    isRunning,
    freeze: () => void (isRunning() && signal('SIGSTOP')),
    thaw: () => void (isRunning() && signal('SIGCONT')),
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
