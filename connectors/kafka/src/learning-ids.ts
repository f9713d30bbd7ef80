import { setTimeout as sleep } from 'node:timers/promises'
import type { Contracts } from '@icms/backbone/contracts'
import { isBackboneError } from '@icms/backbone/errors'

const retryMs = 500
const tellAgainMs = 10_000

/**
 * Nothing can be written without the ids of our schemas: waits for the registry, and for the deploy step that registers
 * them, for as long as it is wanted. What is missing is told at once and then every 10 s.
 */
export async function learnIds(
  learn: () => Promise<void>,
  isWanted: () => boolean,
  onTrouble: (error: unknown) => void,
) {
  for (let toldAt = Number.NEGATIVE_INFINITY; isWanted(); await sleep(retryMs)) {
    try {
      return await learn()
    } catch (error) {
      if (!isBackboneError(error, 'NotNow')) throw error
      if (performance.now() - toldAt < tellAgainMs) continue
      toldAt = performance.now()
      onTrouble(error)
    }
  }
}

/** The same contracts, begun at another subject by each process: those that start at once do not all register the same. */
export function begunAnywhere(contracts: Contracts): Contracts {
  const all = [...contracts.subjects()]
  const first = Math.floor(Math.random() * all.length)
  return { ...contracts, subjects: () => [...all.slice(first), ...all.slice(0, first)] }
}
