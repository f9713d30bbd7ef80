import { inject } from 'vitest'

export type SharedStack = {
  readonly brokers: readonly string[]
  readonly registryUrl: string
  readonly redisUrl: string
}

declare module 'vitest' {
  interface ProvidedContext {
    sharedStack: SharedStack
  }
}

/**
 * The servers that all `*.kafka.test.ts` files of one run share. Name topics, groups and keys for the test that uses
 * them; hurt only servers of your own (`startStack`). Throws in a file of another name.
 */
export const sharedStack = (): SharedStack => {
  const shared = inject('sharedStack')
  if (!shared) throw new Error('no shared stack here: only files named *.kafka.test.ts have it')
  return shared
}
