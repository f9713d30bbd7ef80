import { type Documents, type DocumentStore, requireDocumentIds } from '../documents.ts'

/** A document store that ends with its process: the stand-in for tests. */
export function createMemoryDocumentStore(): DocumentStore {
  const subjects = new Map<string, Map<string, Uint8Array>>()
  return {
    async put(subject, documentId, content) {
      requireDocumentIds(subject, documentId)
      const documents = subjects.get(subject) ?? new Map<string, Uint8Array>()
      documents.set(documentId, content.slice())
      subjects.set(subject, documents)
    },
    async get(subject, documentId) {
      requireDocumentIds(subject, documentId)
      return subjects.get(subject)?.get(documentId)?.slice()
    },
    async delete(subject, documentId) {
      requireDocumentIds(subject, documentId)
      subjects.get(subject)?.delete(documentId)
    },
    async deleteSubject(subject) {
      requireDocumentIds(subject)
      subjects.delete(subject)
    },
  }
}

/** Takes PDF by its first bytes and nothing else; looks for no virus and shows nothing. For tests that need no more. */
export function createMemoryDocuments(): Documents {
  return {
    store: createMemoryDocumentStore(),
    examine: async content =>
      Buffer.from(content.subarray(0, 5)).toString('latin1') === '%PDF-'
        ? { ok: true, mediaType: 'application/pdf' }
        : { ok: false, code: 'DOCUMENT_TYPE' },
    scan: async () => 'NOT_SCANNED',
    view: async () => undefined,
  }
}
