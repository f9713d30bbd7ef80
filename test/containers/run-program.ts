import { spawn } from 'node:child_process'
import { once } from 'node:events'

export type RunOptions = {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Breaks it off with SIGTERM. */
  readonly msMax?: number
}

const linesToldMax = 25

/** Runs a program to its end and answers what it printed. Throws with the end of that when it fails. */
export const runProgram = async (
  command: string,
  args: readonly string[],
  { cwd, env = process.env, msMax }: RunOptions = {},
): Promise<string> => {
  const child = spawn(command, args, {
    ...(cwd && { cwd }),
    ...(msMax && { timeout: msMax }),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const out: Buffer[] = []
  const all: Buffer[] = []
  child.stdout.on('data', data => {
    out.push(data)
    all.push(data)
  })
  child.stderr.on('data', data => all.push(data))
  const [code, signal] = await once(child, 'close')
  if (code === 0) return Buffer.concat(out).toString()
  const end = Buffer.concat(all).toString().trimEnd().split('\n').slice(-linesToldMax).join('\n')
  throw new Error(`${command} ${args.slice(0, 4).join(' ')} ... ended with ${code ?? signal}:\n${end}`)
}
