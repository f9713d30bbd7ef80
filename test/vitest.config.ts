import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { whyNoBrowser } from './stack/browser.ts'
import { LongFirst } from './stack/long-first.ts'
import { whyNoStack } from './stack/stack-source.ts'

const root = join(import.meta.dirname, '..')
const outside = ['**/node_modules/**', '**/.cache/**', '**/.data/**']
const notRun = join(import.meta.dirname, 'stack', 'not-run.ts')

/** A project of tests that need servers: so many files at a time, after the projects before it, with time to start them. */
const served = (name: string, groupOrder: number, workers: number, why: string | undefined) => ({
  name,
  include: [`**/*.${name}.test.ts`],
  exclude: outside,
  maxWorkers: workers,
  // Of one file, where it says that they may run beside each other: they wait for sessions and leases more than they work.
  maxConcurrency: 3,
  sequence: { groupOrder },
  testTimeout: 120_000,
  hookTimeout: 120_000,
  // Every test of the project is then counted as skipped, and nothing of it is started.
  ...(why ? { runner: notRun } : {}),
})

/** Most of these wait for brokers, and for what must not come. */
const kafkaWorkers = 2
/** One looks at pages while another waits for a slow line. */
const browserWorkers = 2

/** Many of these wait rather than work, and files that share a process start in half the time. */
const together = {
  ...{ sequence: { groupOrder: 0 }, maxWorkers: 4, isolate: false, testTimeout: 60_000 },
  setupFiles: [join(import.meta.dirname, 'stack', 'patient-waits.ts')],
  expect: { poll: { timeout: 20_000, interval: 20 } },
}

export default defineConfig(async () => {
  const noStack = await whyNoStack()
  const kafka = served('kafka', 1, kafkaWorkers, noStack)
  return {
    root,
    test: {
      reporters: ['default'],
      sequence: { sequencer: LongFirst },
      projects: [
        {
          test: {
            ...together,
            name: 'unit',
            include: ['**/*.test.ts'],
            exclude: [...outside, ...['system', 'kafka', 'browser', 'simulation'].map(name => `**/*.${name}.test.ts`)],
          },
        },
        { test: { ...together, name: 'system', include: ['**/*.system.test.ts'], exclude: outside } },
        {
          test: { ...kafka, globalSetup: noStack ? [] : [join(import.meta.dirname, 'stack', 'shared-stack-setup.ts')] },
        },
        // What they load is most of the start of a file: those that share a process do it once.
        { test: { ...served('browser', 2, browserWorkers, whyNoBrowser()), isolate: false } },
        // Its one file takes all processors: `npm test` gives it what the others leave.
        { test: served('simulation', 3, 1, undefined) },
      ],
    },
  }
})
