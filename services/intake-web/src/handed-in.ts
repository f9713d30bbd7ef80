import { createHash } from 'node:crypto'
import type { HostContext } from '@icms/backbone/deployable'
import { deriveId } from '@icms/backbone/record'
import { attendanceDocumentCodes } from '@icms/schemas/attendance-documents'
import type { SuppliedDocument } from '@icms/schemas/generated/common'
import type { RefusalCode } from '@icms/schemas/refusal'
import { fileNameOf } from './file-name.ts'

/** What a document can be said to be (Annex D). */
export const documentKinds: readonly string[] = [...attendanceDocumentCodes, 'OTHER']

/** One file as it came, with what it is said to be. */
export type HandedIn = { readonly kind: string; readonly fileName: string; readonly content: Uint8Array }

export type Taken =
  | { readonly ok: true; readonly document: SuppliedDocument }
  | { readonly ok: false; readonly code: RefusalCode }

/**
 * Looks at a document, looks through it for viruses and stores it, so that it can be acknowledged. Its id follows from the
 * request and the content: the same request again is the same document. Throws `NotNow` while the scanner is away.
 */
export async function takeDocument(
  { documents }: Pick<HostContext, 'documents'>,
  subject: string,
  { kind, fileName: given, content }: HandedIn,
  commandId: string,
): Promise<Taken> {
  const fileName = fileNameOf(given)
  if (!documentKinds.includes(kind)) return { ok: false, code: 'NOT_ONE_OF' }
  const examined = await documents.examine(content, fileName)
  if (!examined.ok) return { ok: false, code: examined.code as RefusalCode }
  const scan = await documents.scan(content)
  if (scan === 'INFECTED') return { ok: false, code: 'DOCUMENT_INFECTED' }
  const sha256 = createHash('sha256').update(content).digest('hex')
  const documentId = deriveId('document', subject, commandId, sha256)
  await documents.store.put(subject, documentId, content)
  const { mediaType } = examined
  return { ok: true, document: { documentId, kind, fileName, mediaType, bytes: content.length, sha256, scan } }
}
