import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Outcome } from './simulate.ts'

export type SeedOutcome = Omit<Outcome, 'history'>

/** Room for what is young: a run makes much and keeps little of it. */
const resourceLimits = { maxYoungGenerationSizeMb: 192 }

export type Seeds = {
  readonly from: number
  readonly count: number
  readonly bug?: string | undefined
  readonly workers?: number | undefined
  /** Called for each seed as it is done; answers whether to go on. */
  readonly done: (outcome: SeedOutcome) => boolean
}

/** Runs many seeds on threads of their own, as many at a time as there are processors. Resolves when all are done. */
export async function runSeeds({ from, count, bug, workers = availableParallelism(), done }: Seeds): Promise<void> {
  let next = from
  let goesOn = true
  const isLeft = () => goesOn && next < from + count
  await Promise.all(
    Array.from({ length: Math.min(workers, count) }, async () => {
      const worker = new Worker(new URL('seed-worker.ts', import.meta.url), {
        workerData: { bug },
        resourceLimits,
      })
      try {
        while (isLeft()) {
          const answered = Promise.withResolvers<SeedOutcome>()
          worker.once('message', answered.resolve)
          worker.once('error', answered.reject)
          worker.postMessage(next++)
          const outcome = await answered.promise
          worker.off('error', answered.reject)
          if (!done(outcome)) goesOn = false
        }
      } finally {
        await worker.terminate()
      }
    }),
  )
}
