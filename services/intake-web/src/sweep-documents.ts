import type { HostContext } from '@icms/backbone/deployable'
import { unlessErased } from '@icms/backbone/errors'
import type { SuppliedDocument } from '@icms/schemas/generated/common'
import { rebuilding } from '@icms/web/problem'

const dayMs = 24 * 3_600_000
/**
 * A file is stored before its draft or application is told of it. Should the process die in between, nobody ever names
 * it; but while a command lies in the log (30 days) it may still be decided.
 */
export const sweptAfterMs = 31 * dayMs

type NamingRow = { readonly documents?: readonly SuppliedDocument[]; readonly documentIds?: readonly string[] }

type Ports = Pick<HostContext, 'backbone' | 'clock' | 'documents' | 'log'>

/**
 * Whoever keeps documents in the folder that all services share, by the tables whose rows name them. The rows of a service that does not run are
 * answered like those that are being written again: nothing is deleted then.
 */
const tables = [
  ['intake-web', 'submissions'],
  ['intake-web', 'drafts'],
  ['intake-fax', 'faxes'],
  ['intake-post', 'envelopes'],
  ['intake-fax', 'dailies'],
  ['intake-post', 'dailies'],
] as const

/** Deletes once a day, until the answer is called, documents that no row of any intake names. */
export function sweepDocuments({ backbone, clock, documents, log }: Ports): () => void {
  async function namedOf(subject: string): Promise<ReadonlySet<string>> {
    const named = new Set<string>()
    for (const [service, table] of tables) {
      // What came in while its subject was erased is named by nobody any more.
      const answer = await unlessErased(backbone.readSide.get(service, table, subject))
      if (answer?.state === 'rebuilding') throw rebuilding()
      const { documents: held = [], documentIds = [] } = (answer?.found?.data ?? {}) as NamingRow
      for (const id of [...held.map(({ documentId }) => documentId), ...documentIds]) named.add(id)
    }
    return named
  }

  let cancel = () => {}
  let isOver = false
  async function sweep() {
    try {
      for (const document of await documents.store.sweep(sweptAfterMs, namedOf))
        log('a document that nobody names was deleted', { document })
    } catch (error) {
      log('documents were not swept; again in a day', { reason: (error as { code?: string }).code ?? 'UNKNOWN' })
    }
    if (!isOver) wait()
  }
  const wait = () => {
    cancel = clock.at(clock.now() + dayMs, () => void sweep())
  }
  wait()
  return () => {
    isOver = true
    cancel()
  }
}
