import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Profiler } from 'node:inspector'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Asked } from './inside-measured.ts'

const root = join(import.meta.dirname, '..', '..')

/** A program of ours in a process of its own, which can be asked what it uses. It dies with this process. */
export interface MeasuredProcess {
  /** Microseconds of the processor since its start. */
  cpuMicros(): Promise<number>
  /** Memory in use after garbage was collected, which stops it meanwhile. */
  bytes(): Promise<number>
  /** Memory that the system gives it, garbage included. */
  residentBytes(): Promise<number>
  startProfile(): Promise<void>
  stopProfile(): Promise<Profiler.Profile>
  /** Waits until it has printed this. Throws with what it printed when it ends before, or is too slow. */
  printed(text: string, msMax: number): Promise<void>
  /** The end of what it has printed so far. */
  said(): string
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>
}

export type ProgramPlan = {
  /** Path from the root of the tree. */
  readonly program: string
  readonly args?: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** Starts a program as users do, beside a module that answers questions. */
export function startMeasured({ program, args = [], environment }: ProgramPlan): MeasuredProcess {
  const preload = join(import.meta.dirname, 'inside-measured.ts')
  const child = spawn(process.execPath, ['--expose-gc', '--import', preload, join(root, program), ...args], {
    cwd: root,
    env: { ...outsideOfGateway(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  running.add(child)
  const asking = new Map<number, PromiseWithResolvers<unknown>>()
  let said = ''
  let asked = 0
  for (const stream of [child.stdout!, child.stderr!])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-20_000)
    })
  const ended = once(child, 'close').then(() => {
    running.delete(child)
    for (const { reject } of asking.values()) reject(new Error(`${program} ended; it printed:\n${said}`))
  })
  child.on('message', ({ id, value, error }: { id: number; value?: unknown; error?: string }) => {
    const waiting = asking.get(id)
    asking.delete(id)
    if (error === undefined) waiting?.resolve(value)
    else waiting?.reject(new Error(`${program} cannot tell: ${error}`))
  })
  const isRunning = () => child.exitCode === null && child.signalCode === null

  function ask<T>(question: Asked['ask']): Promise<T> {
    if (!isRunning()) return Promise.reject(new Error(`${program} has ended; it printed:\n${said}`))
    const waiting = Promise.withResolvers<unknown>()
    asking.set(++asked, waiting)
    child.send({ id: asked, ask: question } satisfies Asked)
    return waiting.promise as Promise<T>
  }

  return {
    said: () => said,
    cpuMicros: () => ask<number>('cpu-micros'),
    bytes: () => ask<number>('bytes'),
    residentBytes: () => ask<number>('resident-bytes'),
    startProfile: async () => void (await ask('start-profile')),
    stopProfile: async () => (await ask<{ profile: Profiler.Profile }>('stop-profile')).profile,
    async printed(text, msMax) {
      const until = performance.now() + msMax
      while (!said.includes(text)) {
        if (!isRunning()) throw new Error(`${program} ended before it was ready; it printed:\n${said}`)
        if (performance.now() > until)
          throw new Error(`${program} was not ready within ${msMax} ms; it printed:\n${said}`)
        await sleep(20)
      }
    },
    async kill() {
      if (isRunning()) child.kill('SIGKILL')
      await ended
    },
  }
}

/** The environment without settings of a gateway and of the test runner. */
const outsideOfGateway = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(ICMS_|VITEST|NODE_OPTIONS|NODE_ENV)/.test(name)),
  )
