import type { HostContext } from '@icms/backbone/deployable'
import { deriveId } from '@icms/backbone/record'
import type { SuppliedDocument } from '@icms/schemas/generated/common'
import type { RefusalCode } from '@icms/schemas/refusal'
import { draftLimits } from './draft.ts'
import { type Taken, takeDocument } from './handed-in.ts'
import type { HeldDraft, HeldDrafts } from './held-drafts.ts'
import type { FormFile } from './multipart-form.ts'

export type Uploads = ReturnType<typeof createUploads>

const refused = (code: RefusalCode): Taken => ({ ok: false, code })

/** Documents as they come with a draft or an answer, and as they are given back. */
export function createUploads(context: HostContext, drafts: HeldDrafts) {
  const { documents } = context

  /** Takes a file about an application; it is stored, and nobody was told of it yet. */
  async function take(subject: string, file: FormFile | undefined, kind: string, commandId: string): Promise<Taken> {
    if (!file) return refused('DOCUMENT_EMPTY')
    const { content, fileName } = file
    return content
      ? takeDocument(context, subject, { kind, fileName, content }, commandId)
      : refused('DOCUMENT_TOO_LARGE')
  }

  return {
    take,
    /** Takes back what was stored and is not needed after all. */
    forget: (subject: string, documentId: string) => documents.store.delete(subject, documentId),
    /** Stores a document with a draft; it is acknowledged only once it is durable and the draft knows it (R33). */
    async addTo(
      { applicationId, documents: held }: HeldDraft,
      file: FormFile | undefined,
      kind: string,
      requestId: string,
    ): Promise<Taken> {
      const commandId = deriveId('add-document', requestId)
      if (held.length >= draftLimits.documentsMax) return refused('DOCUMENTS_TOO_MANY')
      const taken = await take(applicationId, file, kind, commandId)
      if (!taken.ok) return taken
      const refusal = await drafts.addDocument(applicationId, taken.document, commandId)
      if (refusal === undefined) return taken
      await documents.store.delete(applicationId, taken.document.documentId)
      return refused(refusal === 'TOO_MANY_DOCUMENTS' ? 'DOCUMENTS_TOO_MANY' : 'DRAFT_NOT_FOUND')
    },
    /** The original, untouched; undefined when it is gone. */
    read: (subject: string, { documentId }: SuppliedDocument) => documents.store.get(subject, documentId),
    /** What can be shown of it; undefined for what can only be downloaded. */
    async view(subject: string, { documentId, mediaType }: SuppliedDocument) {
      const content = await documents.store.get(subject, documentId)
      return content && documents.view(content, mediaType)
    },
  }
}
