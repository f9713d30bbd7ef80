import type { HostContext } from '@icms/backbone/deployable'
import type { EffectHandler } from '@icms/backbone/runtime'
import { PaperError } from '@icms/paper/paper-limits'
import { createPreparing, type Preparing, preparingLimits } from '@icms/paper-intake/preparing'
import type { PreparedDocument } from '@icms/schemas/generated/common'
import { type PrepareRequest, unprepared } from './envelope-pages.ts'

/** How long a call works before it tells how far it came, and how long it waits for one document: together below a minute. */
const workMsMax = 20_000
/** Words of a page's damage: 2,000 of them have to fit into a message. */
const damageLengthMax = 100

/**
 * Carries out `prepare-pages`: documents one by one, and as many of them as its time allows. A document that takes longer
 * goes on while the next call waits for it, so that 2,000 pages in one file come to their end too. Done again, it is the
 * same. Throws where the first document cannot be prepared now.
 */
export function createPreparePages({ documents, clock }: Pick<HostContext, 'documents' | 'clock'>): EffectHandler {
  // One at a time: a scan of the mail room may be larger than any fax.
  const limits = { ...preparingLimits, waitMsMax: workMsMax, atOnceMax: 1 }
  const preparing = createPreparing(documents.store, clock, limits)
  return async request => {
    const asked = request as unknown as PrepareRequest
    const until = clock.now() + workMsMax
    const done: PreparedDocument[] = []
    for (const document of asked.documents) {
      const prepared = await preparedOf(preparing, asked, document).catch(error => {
        // What is done is told first; the failure comes again with the next call.
        if (done.length === 0) throw error
        return undefined
      })
      if (!prepared) break
      done.push(prepared)
      if (clock.now() >= until) break
    }
    return { documents: done }
  }
}

async function preparedOf(
  preparing: Preparing,
  { paperId, receivedAt, envelopeId }: PrepareRequest,
  { documentId, pages }: PrepareRequest['documents'][number],
): Promise<PreparedDocument | undefined> {
  try {
    const made = await preparing({ subject: paperId, documentId, receivedAt, title: `Envelope ${envelopeId}` })
    if (!made) return undefined
    const told = made.pages.map(page => ({ ...page, damage: page.damage?.slice(0, damageLengthMax) ?? null }))
    return { archiveId: made.archiveId ?? null, pages: told }
  } catch (error) {
    // It will be so every time.
    if (error instanceof PaperError) return unprepared(pages, error.message.slice(0, damageLengthMax))
    throw error
  }
}
