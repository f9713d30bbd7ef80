import { join } from 'node:path'
import { whyNoBrowser } from './browser.ts'
import { getMissingPrograms } from './missing-programs.ts'
import { whyNoStack } from './stack-source.ts'
import { runStaticSteps } from './static-steps.ts'
import { add, closingLines, failureOf, nothing, type Tally } from './tally.ts'
import { runVitest } from './vitest-run.ts'

/**
 * `npm test`: gets what is missing and runs everything. `npm run check` (`--check`): the part without JVM and browser.
 * With paths or options of vitest's (`npm test -- services/vetting`), only those tests.
 */
const root = join(import.meta.dirname, '..', '..')
const args = process.argv.slice(2).filter(arg => arg !== '--check')
const isCheck = process.argv.includes('--check')
const isWhole = args.length === 0

const timed = async (name: string, step: () => Promise<Tally>): Promise<Tally> => {
  const startedAt = performance.now()
  const tally = await step()
  console.log(`== ${name}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
  return tally
}

/** Names each group of tests that is not run, and counts one failure for each that was required. */
const reportNotRun = async (): Promise<Tally> => {
  const { REQUIRE_BROWSER, REQUIRE_KAFKA, REQUIRE_REDIS } = process.env
  const groups = [
    { name: 'kafka', why: await whyNoStack(), isRequired: REQUIRE_KAFKA === '1' || REQUIRE_REDIS === '1' },
    { name: 'browser', why: whyNoBrowser(), isRequired: REQUIRE_BROWSER === '1' },
  ].filter(group => group.why)
  for (const { name, why, isRequired } of groups) {
    console.log(
      `\n${isRequired ? 'FAILED' : 'not run'}  *.${name}.test.ts${isRequired ? ', which are required' : ''}: ${why}`,
    )
  }
  const missing = groups.filter(group => group.isRequired)
  return missing
    .map(({ name }) => failureOf(`*.${name}.test.ts, which are required, were not run`))
    .reduce(add, nothing)
}

const run = async (): Promise<Tally> => {
  if (isCheck) process.env.ICMS_TEST_NO_STACK = 'npm run check leaves them out'
  if (isWhole && !isCheck) {
    console.log('== what the tests need')
    const noStack = await getMissingPrograms()
    if (noStack) process.env.ICMS_TEST_NO_STACK = noStack
  }
  if (!isWhole) {
    const tests = await timed('tests', () => runVitest(root, [...(isCheck ? ['--project=unit'] : []), ...args]))
    return isCheck ? tests : add(tests, await reportNotRun())
  }
  const projects = isCheck ? ['--project=unit'] : ['--project=unit', '--project=system']
  // Beside it as it is, what waits for servers would wait in vain: it would take all processors for minutes.
  const simulation = isCheck
    ? undefined
    : timed('simulation, beside all others', () => runVitest(root, ['--project=simulation'], true))
  // Tests wait now and then; the steps fill the pauses.
  const [static_, first] = await Promise.all([
    timed('format, lint, types, schemas', () => runStaticSteps(root)),
    timed(isCheck ? 'unit tests' : 'unit and system tests', () => runVitest(root, projects)),
  ])
  if (isCheck) return add(static_, first)
  // One after the other: beside each other they take as long, and what waits for its time waits in vain.
  const kafka = await timed('tests on Kafka', () => runVitest(root, ['--project=kafka']))
  const pages = await timed('tests of pages', () => runVitest(root, ['--project=browser']))
  const simulated = await simulation!
  return [static_, first, simulated, kafka, pages, await reportNotRun()].reduce(add)
}

try {
  const tally = await run()
  console.log(`\n${closingLines(tally)}`)
  process.exitCode = tally.failed > 0 || tally.passed === 0 ? 1 : 0
} catch (error) {
  console.log(`\n${closingLines(failureOf(error instanceof Error ? error.message : String(error)))}`)
  process.exitCode = 1
}
