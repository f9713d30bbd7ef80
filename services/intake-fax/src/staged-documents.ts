import { hash } from 'node:crypto'
import type { DocumentStore } from '@icms/backbone/documents'
import { deriveId } from '@icms/backbone/record'

/**
 * Documents that a machine sends before it tells of their fax, by their hash. Each lies under a subject of its machine and its
 * hash that no row names, so it is swept after a month whether a fax came of it or not; the fax has a copy of its own.
 */
export function createStagedDocuments(store: Pick<DocumentStore, 'get' | 'put'>) {
  const subjectOf = (machine: string, sha256: string) => deriveId('staged-fax', machine, sha256)
  return {
    put: (machine: string, sha256: string, content: Uint8Array) =>
      store.put(subjectOf(machine, sha256), sha256, content),
    async get(machine: string, sha256: string): Promise<Uint8Array | undefined> {
      const content = await store.get(subjectOf(machine, sha256), sha256)
      return content && hash('sha256', content) === sha256 ? content : undefined
    },
  }
}

export type StagedDocuments = ReturnType<typeof createStagedDocuments>
