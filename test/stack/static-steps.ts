import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { add, failureOf, nothing, type Tally } from './tally.ts'

const steps = ['check:format', 'check:lint', 'check:types', 'check:schemas']

type TaskReport = {
  readonly task: string
  readonly cache: { readonly status: 'HIT' | 'MISS' }
  readonly execution: { readonly startTime: number; readonly endTime: number; readonly exitCode: number }
  readonly logFile: string
}

/**
 * Runs the steps that need no test runner side by side, by turbo: what has not changed since it last passed is not run
 * again. Prints each with its time, and what a failed one printed.
 */
export const runStaticSteps = async (root: string): Promise<Tally> => {
  const reports = join(root, '.turbo', 'runs')
  rmSync(reports, { recursive: true, force: true })
  const args = ['run', ...steps, '--continue=always', '--output-logs=none', '--summarize', '--no-update-notifier']
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' }
  const turbo = spawn(join(root, 'node_modules', '.bin', 'turbo'), args, {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed: Buffer[] = []
  turbo.stdout.on('data', data => printed.push(data))
  turbo.stderr.on('data', data => printed.push(data))
  await once(turbo, 'close')
  const tasks = readReport(reports)
  if (tasks.length !== steps.length) {
    console.log(`turbo ran ${tasks.length} of the steps ${steps.join(', ')}:\n${Buffer.concat(printed).toString()}`)
    return steps.map(failureOf).reduce(add)
  }
  for (const task of tasks) report(root, task)
  return tasks.map(task => (hasFailed(task) ? failureOf(nameOf(task)) : { ...nothing, passed: 1 })).reduce(add)
}

const readReport = (folder: string): readonly TaskReport[] => {
  try {
    const [file = ''] = readdirSync(folder)
    return JSON.parse(readFileSync(join(folder, file), 'utf8')).tasks
  } catch {
    return []
  }
}

const nameOf = (task: TaskReport) => task.task.replace('//#', '').replace('check:', '')
const hasFailed = (task: TaskReport) => task.execution.exitCode !== 0

const report = (root: string, task: TaskReport): void => {
  const { startTime, endTime } = task.execution
  const seconds = ((endTime - startTime) / 1000).toFixed(1)
  const how = task.cache.status === 'HIT' ? 'unchanged since it passed' : `${seconds} s`
  console.log(`${hasFailed(task) ? 'FAILED' : 'passed'}  ${nameOf(task)} (${how})`)
  if (hasFailed(task))
    console.log(readFileSync(join(root, task.logFile), 'utf8').replace(/^(npm warn.*|> .*|\s*)\n/gm, ''))
}
