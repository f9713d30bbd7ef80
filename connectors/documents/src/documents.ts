import type { Documents } from '@icms/backbone/documents'
import type { Clock } from '@icms/backbone/clock'
import type { Entropy } from '@icms/backbone/entropy'
import { clamdScan } from './clamd-scan.ts'
import type { DocumentKeys } from './document-keys.ts'
import { createFolderDocumentStore } from './folder-document-store.ts'

type Settings = {
  readonly folder: string
  readonly keys: DocumentKeys
  readonly clock: Pick<Clock, 'now'>
  readonly entropy: Entropy
  /** Without one nothing is looked through for viruses, and documents say so. */
  readonly clamdUrl: string | undefined
}

/** What reads pictures is a tenth of a start, and most processes never see one. */
const examining = () => import('./examine-document.ts')

/** Documents as the deployment keeps them. */
export function createDocuments({ clamdUrl, ...settings }: Settings): Documents {
  return {
    store: createFolderDocumentStore(settings),
    examine: async (content, fileName) => (await examining()).examineDocument(content, fileName),
    scan: clamdUrl === undefined ? async () => 'NOT_SCANNED' : clamdScan(clamdUrl),
    view: async (content, mediaType) => (await examining()).pictureOf(content, mediaType),
  }
}
