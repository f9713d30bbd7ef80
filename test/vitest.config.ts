import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { whyNoBrowser } from './stack/browser.ts'
import { LongFirst } from './stack/long-first.ts'
import { whyNoStack } from './stack/stack-source.ts'

const root = join(import.meta.dirname, '..')
const outside = ['**/node_modules/**', '**/.cache/**', '**/.data/**']
const notRun = join(import.meta.dirname, 'stack', 'not-run.ts')

/** A project of tests that need servers: one file at a time, after the projects before it, with time to start them. */
const serial = (name: string, groupOrder: number, why: string | undefined) => ({
  name,
  include: [`**/*.${name}.test.ts`],
  exclude: outside,
  maxWorkers: 1,
  sequence: { groupOrder },
  testTimeout: 120_000,
  hookTimeout: 120_000,
  // Every test of the project is then counted as skipped, and nothing of it is started.
  ...(why ? { runner: notRun } : {}),
})

/** Many of these wait rather than work, and files that share a process start in half the time. */
const together = { sequence: { groupOrder: 0 }, maxWorkers: 3, isolate: false, testTimeout: 15_000 }

export default defineConfig(async () => {
  const noStack = await whyNoStack()
  const kafka = serial('kafka', 1, noStack)
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
            exclude: [...outside, ...['system', 'kafka', 'browser'].map(name => `**/*.${name}.test.ts`)],
          },
        },
        { test: { ...together, name: 'system', include: ['**/*.system.test.ts'], exclude: outside } },
        {
          test: { ...kafka, globalSetup: noStack ? [] : [join(import.meta.dirname, 'stack', 'shared-stack-setup.ts')] },
        },
        { test: serial('browser', 2, whyNoBrowser()) },
      ],
    },
  }
})
