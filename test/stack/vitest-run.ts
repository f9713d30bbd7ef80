import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { giveSpareTimeOnly } from './spare-time.ts'
import { failureOf, type Tally } from './tally.ts'

/** The part of vitest's JSON report that is read here. */
export type VitestReport = {
  readonly numPassedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

/**
 * Runs vitest with the tree's projects, its own output passed on, and counts what it ran. With `inSpareTime` it yields the
 * processors to whatever else runs, and its output comes when it has ended.
 */
export const runVitest = async (root: string, args: readonly string[], inSpareTime = false): Promise<Tally> => {
  const folder = mkdtempSync(join(tmpdir(), 'icms-report-'))
  const file = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const vitest = join(root, 'node_modules', '.bin', 'vitest')
  const child = spawn(vitest, ['run', '--config', 'test/vitest.config.ts', ...reporters, ...args], {
    cwd: root,
    stdio: inSpareTime ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    detached: inSpareTime,
    // Types are stripped from a file once, and not again in every thread and process that tests start.
    env: { ...process.env, NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node') },
  })
  const printed: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', data => printed.push(data))
  if (inSpareTime) giveSpareTimeOnly(child)
  const [code] = await once(child, 'close')
  process.stdout.write(Buffer.concat(printed))
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')), code === 0, root)
  } catch {
    return failureOf(`vitest left no report (exit code ${code}): vitest run ${args.join(' ')}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What a report counts. A file that could not be loaded is one failure, and so is a bad end with no failed test. */
export const count = (report: VitestReport, endedWell: boolean, root: string): Tally => {
  const failures = report.testResults.flatMap(file => {
    const failed = file.assertionResults.filter(test => test.status === 'failed').map(test => test.fullName)
    const unloaded = file.status === 'failed' && failed.length === 0 ? ['could not be loaded'] : []
    return [...failed, ...unloaded].map(what => `${relative(root, file.name)}: ${what}`)
  })
  if (failures.length === 0 && !endedWell) failures.push('vitest ended badly, though no test failed')
  return {
    passed: report.numPassedTests,
    failed: failures.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
  }
}
