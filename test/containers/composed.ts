import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { docker } from './engine.ts'
import { composeFile } from './compose-file.ts'
import { runProgram } from './run-program.ts'

export type Container = {
  readonly id: string
  readonly service: string
  readonly state: string
  readonly health: string
  readonly exitCode: number
}

/** One project of compose, by whichever program there is. */
export interface Composed {
  /** Runs compose, for this project. */
  compose(...args: readonly string[]): Promise<string>
  /** Every container of the project, those that have ended too. */
  containers(): Promise<readonly Container[]>
  /** Takes everything down, and waits until it is gone. May be called again. */
  sweep(): Promise<void>
}

type Plan = {
  readonly program: readonly string[]
  readonly project: string
  /** With the settings; compose reads it also when it takes everything down. */
  readonly envFile: string
  /** Removed when everything is down. */
  readonly folder: string
}

const downMsMax = 120_000

// Reads until the other end of its input is gone, for whatever reason, and then takes down and removes.
const sweeper = 'cat >/dev/null; folder=$1; shift; "$@"; rm -rf "$folder"'

/** Nothing is started yet. Whatever will be dies with this process, however it ends. */
export const openComposed = ({ program, project, envFile, folder }: Plan): Composed => {
  const [command, ...before] = [...program, '--file', composeFile, '--project-name', project, '--env-file', envFile]
  // Settings of whoever runs this are no settings of what is tried.
  const env = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(ICMS_|COMPOSE_)/.test(name))),
    ICMS_ENV_FILE: envFile,
    COMPOSE_HTTP_TIMEOUT: '300',
  }
  const down = [command!, ...before, 'down', '--volumes', '--remove-orphans', '--timeout', '5']
  const shell = spawn('/bin/sh', ['-c', sweeper, 'icms-containers-sweeper', folder, ...down], {
    // Its own session: Ctrl-C in the terminal must not reach it before it has swept.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env,
  })
  const swept = once(shell, 'exit')
  shell.unref()
  const compose = (...args: readonly string[]) => runProgram(command!, [...before, ...args], { env })
  return {
    compose,
    containers: async () => {
      const mine = ['--filter', `label=com.docker.compose.project=${project}`]
      const ids = (await docker(['ps', '--all', '--quiet', ...mine])).split('\n').filter(Boolean)
      if (ids.length === 0) return []
      const inspected = JSON.parse(await docker(['inspect', ...ids])) as Inspected[]
      return inspected.map(({ Id, Config, State }) => ({
        id: Id,
        service: Config.Labels['com.docker.compose.service']!,
        state: State.Status,
        health: State.Health?.Status ?? 'none',
        exitCode: State.ExitCode,
      }))
    },
    sweep: async () => {
      shell.ref()
      shell.stdin.end()
      const late = AbortSignal.timeout(downMsMax)
      await Promise.race([swept, once(late, 'abort')])
    },
  }
}

type Inspected = {
  readonly Id: string
  readonly Config: { readonly Labels: Readonly<Record<string, string>> }
  readonly State: {
    readonly Status: string
    readonly ExitCode: number
    readonly Health?: { readonly Status: string }
  }
}
