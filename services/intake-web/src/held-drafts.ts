import type { HostContext } from '@icms/backbone/deployable'
import { unlessErased } from '@icms/backbone/errors'
import { deriveId } from '@icms/backbone/record'
import { readReference } from '@icms/schemas/application-reference'
import { parseEmailAddress } from '@icms/schemas/email-address'
import type { Language } from '@icms/schemas/generated/common'
import type { DraftRefused, DraftSaved } from '@icms/schemas/generated/intake-web-events-v1'
import type { DraftState } from '@icms/schemas/generated/intake-web-state-v1'
import type { Defect } from '@icms/schemas/refusal'
import type { Fields } from '@icms/web/form-fields'
import { rebuilding } from '@icms/web/problem'
import { settleCommand } from '@icms/web/sent-command'

/** A draft as its applicant sees it; `fields` by the names of the page. */
export type HeldDraft = Omit<DraftState, 'form'> & { readonly fields: Fields; readonly expiresAt: number }

export type Saved =
  | { readonly kind: 'saved'; readonly applicationId: string; readonly expiresAt: number }
  | { readonly kind: 'refused'; readonly defects: readonly Defect[] }

type ToSave = {
  /** Where it was saved before. */
  readonly applicationId: string | undefined
  readonly email: string
  readonly language: Language
  readonly emailProvenAt: number
  readonly fields: Fields
}

const formLengthMax = 100_000

export type HeldDrafts = ReturnType<typeof createHeldDrafts>

/** Drafts as they are saved, found and given up, for pages and JSON alike. */
export function createHeldDrafts({ backbone, commands }: Pick<HostContext, 'backbone' | 'commands'>) {
  async function send(type: string, applicationId: string, commandId: string, data: object) {
    const actor = { kind: 'applicant', id: applicationId } as const
    const body = { applicationId, ...data }
    const told = await settleCommand(commands, 'intake-web', {
      id: commandId,
      type,
      key: applicationId,
      data: body,
      actor,
    })
    return told[0]
  }

  async function read(applicationId: string): Promise<HeldDraft | undefined> {
    const [draft, submission] = await Promise.all([
      backbone.readSide.get('intake-web', 'drafts', applicationId),
      backbone.readSide.get('intake-web', 'submissions', applicationId),
    ])
    if (draft.state === 'rebuilding' || submission.state === 'rebuilding') throw rebuilding()
    const state = draft.found?.data as DraftState | undefined
    // The draft ends a moment after the application came of it.
    if (!state || state.expiresAt === null || submission.found) return undefined
    const { form, ...rest } = state
    return { ...rest, expiresAt: state.expiresAt, fields: JSON.parse(form) as Fields }
  }

  return {
    read,
    /** The draft of that reference and address; undefined whichever is wrong, and when there is none. */
    async find(typedReference: string, email: string): Promise<HeldDraft | undefined> {
      const applicationId = readReference(typedReference)
      const held = applicationId && (await unlessErased(read(applicationId)))
      return held && held.email.toLowerCase() === email.toLowerCase() ? held : undefined
    },
    async save({ applicationId: before, fields, ...proven }: ToSave, commandId: string): Promise<Saved> {
      const form = JSON.stringify(fields)
      if (form.length > formLengthMax) return { kind: 'refused', defects: [{ path: '', code: 'TOO_LONG' }] }
      const applicationId = before ?? deriveId('application', commandId)
      const output = await send('SaveDraft', applicationId, deriveId('draft', commandId), { ...proven, form })
      if (output?.type !== 'DraftSaved') return { kind: 'refused', defects: [{ path: '', code: 'DRAFT_NOT_FOUND' }] }
      return { kind: 'saved', applicationId, expiresAt: (output.data as DraftSaved).expiresAt }
    },
    async discard(applicationId: string, commandId: string): Promise<void> {
      await send('DiscardDraft', applicationId, deriveId('discard', commandId), {})
    },
    /** Tells of a document that is stored already; the reason where it is not taken. */
    async addDocument(applicationId: string, document: unknown, commandId: string) {
      const output = await send('AddDocument', applicationId, commandId, { document })
      return output?.type === 'DraftRefused' ? (output.data as DraftRefused).reason : undefined
    },
    async removeDocument(applicationId: string, documentId: string, commandId: string): Promise<void> {
      await send('RemoveDocument', applicationId, deriveId('remove', commandId), { documentId })
    },
  }
}

/** The address of a form that is not in order yet; the one thing that has to be, so that it can be saved. */
export function emailOf(received: Readonly<Record<string, unknown>>) {
  const { email } = received
  if (typeof email !== 'string' || email.trim() === '') return { ok: false, code: 'MISSING' } as const
  return parseEmailAddress(email.slice(0, 1_000))
}
