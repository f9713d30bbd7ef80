import type { SharedStack } from './shared-stack.ts'
import type { Stack, StackNeeds } from './stack.ts'
import { findOwnSource, namedStack } from './stack-source.ts'

/**
 * Starts servers of the caller's own, which may be killed and frozen. Takes 6 s on two cores; `stop()` takes them down,
 * and so does this process's end, however it comes. Registry and Redis come with it unless refused; 4 partitions unless
 * asked otherwise. Throws when the machine has nothing to start them from, saying what to install.
 */
export const startStack = async (wanted: Partial<StackNeeds> = {}): Promise<Stack> => {
  const source = await findOwnSource()
  if (typeof source === 'string') throw new Error(`no stack for tests: ${source}`)
  return source.start({ registry: true, redis: true, partitions: 4, ...wanted })
}

/** The servers that the environment names, or else `startStack` with everything. */
export const startSharedStack = async (): Promise<SharedStack & { readonly stop: () => Promise<void> }> => {
  const stack = namedStack() ?? (await startStack())
  const { origin, brokers, registryUrl, redisUrl } = stack
  if (!registryUrl || !redisUrl) throw new Error(`the stack from ${origin} came without its registry or its Redis`)
  return { brokers, registryUrl, redisUrl, stop: () => stack.stop() }
}
