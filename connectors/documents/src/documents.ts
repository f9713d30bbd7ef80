import type { Documents } from '@icms/backbone/documents'
import type { Entropy } from '@icms/backbone/entropy'
import { clamdScan } from './clamd-scan.ts'
import { derivedDataKeys } from './data-keys.ts'
import { examineDocument, pictureOf } from './examine-document.ts'
import { createFolderDocumentStore } from './folder-document-store.ts'

type Settings = {
  readonly folder: string
  readonly secret: Uint8Array
  readonly entropy: Entropy
  /** Without one nothing is looked through for viruses, and documents say so. */
  readonly clamdUrl: string | undefined
}

/** Documents as the deployment keeps them. */
export function createDocuments({ folder, secret, entropy, clamdUrl }: Settings): Documents {
  return {
    store: createFolderDocumentStore({ folder, keys: derivedDataKeys(secret), entropy }),
    examine: examineDocument,
    scan: clamdUrl === undefined ? async () => 'NOT_SCANNED' : clamdScan(clamdUrl),
    view: pictureOf,
  }
}
