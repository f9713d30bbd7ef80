import { expect, test } from 'vitest'
import { sharedStack } from '../stack/shared-stack.ts'
import { ratioOf } from './figures.ts'
import { restore } from './restore.ts'

// The others need minutes. So small, it only shows that it works: no time is looked at.
test('states that a benchmark writes are opened by the hop that restores them', async () => {
  const figures = await restore.run({
    isSmall: true,
    servers: async () => ({ ...sharedStack(), cpuMicros: () => ({}), stop: async () => {} }),
    progress: () => {},
  })
  expect(figures.map(ratioOf).every(ratio => ratio > 0 && Number.isFinite(ratio))).toBe(true)
})
