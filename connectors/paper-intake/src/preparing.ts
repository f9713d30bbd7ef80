import type { Cancel, Clock } from '@icms/backbone/clock'
import type { DocumentStore } from '@icms/backbone/documents'
import type { PaperStored, PreparedPaper } from './prepare-paper.ts'

/** A page takes a second or less, and a document may have 2,000; a call of the runtime may take 60 s. */
export const preparingLimits = { waitMsMax: 45_000, atOnceMax: 2, keptMsMax: 600_000 } as const

/** What draws, reads and archives pages is an eighth of a start, and most processes never see one. */
const preparing = () => import('./prepare-paper.ts')

/** Undefined where it is not over yet: asked again, it waits for the same work. */
export type Preparing = (stored: PaperStored) => Promise<PreparedPaper | undefined>

/**
 * Prepares papers in this process, at most two at a time: each holds its original and the archive file in memory. What
 * takes longer than a call may goes on, and whoever asks again gets what came of it; after a restart it begins anew and makes
 * the same.
 */
export function createPreparing(
  store: Pick<DocumentStore, 'get' | 'put'>,
  clock: Pick<Clock, 'after'>,
  limits: { readonly [Name in keyof typeof preparingLimits]: number } = preparingLimits,
): Preparing {
  const working = new Map<string, Promise<PreparedPaper>>()
  const waiting: (() => void)[] = []
  let atOnce = 0

  async function inTurn(stored: PaperStored): Promise<PreparedPaper> {
    if (atOnce >= limits.atOnceMax) await new Promise<void>(resolve => waiting.push(resolve))
    else atOnce += 1
    try {
      const { preparePaper } = await preparing()
      return await preparePaper(store, stored)
    } finally {
      const next = waiting.shift()
      if (next) next()
      else atOnce -= 1
    }
  }

  return async stored => {
    const name = `${stored.subject}/${stored.documentId}`
    const work = working.get(name) ?? inTurn(stored)
    working.set(name, work)
    let cancel: Cancel = () => {}
    const late = new Promise<undefined>(resolve => {
      cancel = clock.after(limits.waitMsMax, () => resolve(undefined))
    })
    try {
      const prepared = await Promise.race([work, late])
      if (prepared) working.delete(name)
      // Nobody may come back for it: another process may have the fax by now.
      else clock.after(limits.keptMsMax, () => working.delete(name))
      return prepared
    } catch (error) {
      working.delete(name)
      throw error
    } finally {
      cancel()
    }
  }
}
