import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Tally } from './tally.ts'

/** The part of vitest's JSON report that is read here. */
export type VitestReport = {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly {
    readonly status: string
    readonly assertionResults: readonly { readonly status: string }[]
  }[]
}

/** Runs vitest with the tree's projects, its own output passed on, and counts what it ran. */
export const runVitest = async (root: string, args: readonly string[]): Promise<Tally> => {
  const { tally, printed } = await run(root, args, 'inherit')
  process.stdout.write(printed)
  return tally
}

/** The same, with what it printed to be shown later: for a run beside another. */
export const runVitestQuietly = (root: string, args: readonly string[]) => run(root, args, 'pipe')

const run = async (root: string, args: readonly string[], output: 'inherit' | 'pipe') => {
  const folder = mkdtempSync(join(tmpdir(), 'icms-report-'))
  const file = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const vitest = join(root, 'node_modules', '.bin', 'vitest')
  const child = spawn(vitest, ['run', '--config', 'test/vitest.config.ts', ...reporters, ...args], {
    cwd: root,
    stdio: ['ignore', output, output],
    // Types are stripped from a file once, and not again in every thread and process that tests start.
    env: { ...process.env, NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node') },
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', text => (printed += text))
  const [code] = await once(child, 'close')
  try {
    const tally = count(JSON.parse(readFileSync(file, 'utf8')), code === 0)
    return { tally, printed }
  } catch {
    const tally: Tally = { passed: 0, failed: 1, skipped: 0 }
    return { tally, printed: `${printed}vitest left no report (exit code ${code})\n` }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What a report counts. A file that could not be loaded is one failure, and so is a bad end with no failed test. */
export const count = (report: VitestReport, endedWell: boolean): Tally => {
  const unloaded = report.testResults.filter(
    file => file.status === 'failed' && !file.assertionResults.some(test => test.status === 'failed'),
  )
  const failed = report.numFailedTests + unloaded.length
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !endedWell ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}
