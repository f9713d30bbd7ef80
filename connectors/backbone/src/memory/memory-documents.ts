import type { Clock } from '../clock.ts'
import { type Documents, type DocumentStore, requireDocumentIds } from '../documents.ts'

type Stored = { readonly content: Uint8Array; readonly at: number }

/** A document store that ends with its process: the stand-in for tests. */
export function createMemoryDocumentStore(clock: Pick<Clock, 'now'> = Date): DocumentStore {
  const subjects = new Map<string, Map<string, Stored>>()
  return {
    async put(subject, documentId, content) {
      requireDocumentIds(subject, documentId)
      const documents = subjects.get(subject) ?? new Map<string, Stored>()
      documents.set(documentId, { content: content.slice(), at: clock.now() })
      subjects.set(subject, documents)
    },
    async get(subject, documentId) {
      requireDocumentIds(subject, documentId)
      return subjects.get(subject)?.get(documentId)?.content.slice()
    },
    async delete(subject, documentId) {
      requireDocumentIds(subject, documentId)
      subjects.get(subject)?.delete(documentId)
    },
    async deleteSubject(subject) {
      requireDocumentIds(subject)
      subjects.delete(subject)
    },
    async sweep(ageMsMin, namedOf) {
      const swept: string[] = []
      for (const [subject, documents] of subjects) {
        const old = [...documents].filter(([, { at }]) => clock.now() - at > ageMsMin)
        const named = old.length > 0 ? await namedOf(subject) : new Set()
        for (const [id] of old.filter(([id]) => !named.has(id))) {
          documents.delete(id)
          swept.push(`${subject}/${id}`)
        }
      }
      return swept
    },
  }
}

/** Takes PDF by its first bytes and nothing else; looks for no virus and shows nothing. For tests that need no more. */
export function createMemoryDocuments(clock?: Pick<Clock, 'now'>): Documents {
  return {
    store: createMemoryDocumentStore(clock),
    examine: async content =>
      Buffer.from(content.subarray(0, 5)).toString('latin1') === '%PDF-'
        ? { ok: true, mediaType: 'application/pdf' }
        : { ok: false, code: 'DOCUMENT_TYPE' },
    scan: async () => 'NOT_SCANNED',
    view: async () => undefined,
  }
}
