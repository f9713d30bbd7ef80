import type { Documents } from '@icms/backbone/documents'
import type { Clock } from '@icms/backbone/clock'
import type { Entropy } from '@icms/backbone/entropy'
import { clamdScan } from './clamd-scan.ts'
import type { DocumentKeys } from './document-keys.ts'
import { examineDocument, pictureOf } from './examine-document.ts'
import { createFolderDocumentStore } from './folder-document-store.ts'

type Settings = {
  readonly folder: string
  readonly keys: DocumentKeys
  readonly clock: Pick<Clock, 'now'>
  readonly entropy: Entropy
  /** Without one nothing is looked through for viruses, and documents say so. */
  readonly clamdUrl: string | undefined
}

/** Documents as the deployment keeps them. */
export function createDocuments({ clamdUrl, ...settings }: Settings): Documents {
  return {
    store: createFolderDocumentStore(settings),
    examine: examineDocument,
    scan: clamdUrl === undefined ? async () => 'NOT_SCANNED' : clamdScan(clamdUrl),
    view: pictureOf,
  }
}
