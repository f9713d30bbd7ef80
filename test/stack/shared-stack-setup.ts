import type { TestProject } from 'vitest/node'
import './shared-stack.ts'
import { startSharedStack } from './start-stack.ts'

/** Starts the shared stack when a file that needs it was selected, and takes it down after the last one. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const { brokers, registryUrl, redisUrl, stop } = await startSharedStack()
  project.provide('sharedStack', { brokers, registryUrl, redisUrl })
  return stop
}
