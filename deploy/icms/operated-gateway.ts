import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@icms/backbone/clock'
import pino from 'pino'
import { type Host, startHost } from '../host/host.ts'
import { readSettings, type ServiceName, serviceNames } from '../host/settings.ts'
import { runCommand } from './run-command.ts'

type Environment = Readonly<Record<string, string>>

/** How a command ended, and what it said. */
export type Ended = { readonly code: number; readonly out: string; readonly aside: string }

/** Test kit: a whole gateway in this process, and the operators' tool at it. */
export type OperatedGateway = {
  readonly host: Host
  icms(...words: readonly string[]): Promise<Ended>
  /** The same with settings of its own. */
  icmsWith(environment: Environment, ...words: readonly string[]): Promise<Ended>
  /** In a process of its own, as people start it. */
  start(...words: readonly string[]): ReturnType<typeof startTool>
  stop(): Promise<void>
}

/** `elsewhere`: services of a second process of the deployment; the tool talks to the first. */
export async function startOperatedGateway(
  environment: Environment = {},
  elsewhere: readonly ServiceName[] = [],
): Promise<OperatedGateway> {
  const dataDir = mkdtempSync(join(tmpdir(), 'icms-operated-'))
  const own = { ICMS_DATA_DIR: dataDir, ICMS_HTTP_PORT: '0', ICMS_HTTP_REQUESTS_PER_MINUTE: '100000', ...environment }
  const start = (services: readonly ServiceName[]) =>
    startHost(readSettings(own, services), { clock: systemClock(), logger: pino({ level: 'fatal' }) })
  const host = await start(serviceNames.filter(name => !elsewhere.includes(name)))
  const other = elsewhere.length > 0 ? await start(elsewhere) : undefined

  const environmentOf = (more: Environment) => ({
    ...own,
    ICMS_PUBLIC_ORIGIN: host.url,
    ICMS_OPERATOR: 'ops-7',
    ...more,
  })

  return {
    host,
    icms: (...words) => call(words, environmentOf({})),
    icmsWith: (more, ...words) => call(words, environmentOf(more)),
    start: (...words) => startTool(words, environmentOf({})),
    async stop() {
      await other?.stop()
      await host.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** One call of the tool in this process. */
export async function call(words: readonly string[], env: Environment): Promise<Ended> {
  const said = { out: [] as string[], aside: [] as string[] }
  const code = await runCommand(words, env, {
    out: text => void said.out.push(text),
    aside: text => void said.aside.push(text),
  })
  return { code, out: said.out.join(''), aside: said.aside.join('') }
}

/** The tool in a process of its own; what it is told on standard input is nothing. */
export function startTool(words: readonly string[], env: Environment) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...words], {
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', aside: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.aside += text))
  return { said, child, code: once(child, 'close').then(([code]) => code as number) }
}
