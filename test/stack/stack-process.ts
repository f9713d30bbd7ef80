import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A server of the stack, to be hurt by tests. It keeps its port and its data over a restart. */
export interface StackProcess {
  readonly name: string
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>
  /** SIGSTOP: its sockets stay open and nothing answers. */
  freeze(): Promise<void>
  /** SIGCONT. */
  thaw(): Promise<void>
  /** Ends it with kill -9 if it runs, starts it again, and waits until it answers. */
  restart(): Promise<void>
}

/** A server that is a process of this machine. */
export interface LocalProcess extends StackProcess {
  /** SIGTERM, and waits until it has ended by itself. */
  end(): Promise<void>
}

export type ProcessPlan = {
  readonly name: string
  readonly folder: string
  readonly command: string
  readonly args: readonly string[]
  readonly readyMsMax: number
  /** Whether it answers now; `log` is what it has printed since it was started. */
  readonly isReady: (log: string) => Promise<boolean>
}

/** Starts a server and waits until it is ready. Throws with the end of its log when it ends early or is too slow. */
export const startProcess = async (plan: ProcessPlan): Promise<LocalProcess> => {
  const logFile = join(plan.folder, `${plan.name}.log`)
  const pidFile = join(plan.folder, `${plan.name}.pid`)
  let child = await launch(plan, logFile, pidFile)
  const isRunning = () => child.exitCode === null && child.signalCode === null
  const endBy = async (signal: NodeJS.Signals) => {
    if (!isRunning()) return
    child.ref()
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  const kill = () => endBy('SIGKILL')
  return {
    name: plan.name,
    kill,
    end: () => endBy('SIGTERM'),
    freeze: async () => void child.kill('SIGSTOP'),
    thaw: async () => void child.kill('SIGCONT'),
    restart: async () => {
      await kill()
      child = await launch(plan, logFile, pidFile)
    },
  }
}

const launch = async (plan: ProcessPlan, logFile: string, pidFile: string): Promise<ChildProcess> => {
  const log = openSync(logFile, 'a')
  const logStart = statSync(logFile).size
  const child = spawn(plan.command, plan.args, { cwd: plan.folder, detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  child.once('exit', () => rmSync(pidFile, { force: true }))
  await once(child, 'spawn')
  writeFileSync(pidFile, String(child.pid))
  // A test that forgets to stop the stack still ends; the sweeper of the folder does the rest.
  child.unref()
  const printed = () => readFileSync(logFile).subarray(logStart).toString()
  const startedAt = performance.now()
  while (!(await plan.isReady(printed()))) {
    const ended = child.exitCode ?? child.signalCode
    const waitedMs = performance.now() - startedAt
    if (ended === null && waitedMs < plan.readyMsMax) {
      await sleep(50)
      continue
    }
    const why = ended === null ? `did not answer within ${plan.readyMsMax} ms` : `ended (${ended}) before it answered`
    child.kill('SIGKILL')
    throw new Error(`${plan.name} ${why}. Its last lines:\n${printed().split('\n').slice(-25).join('\n')}`)
  }
  return child
}
