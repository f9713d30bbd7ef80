import type { HostContext } from '@icms/backbone/deployable'
import { deriveId } from '@icms/backbone/record'
import type { SuppliedDocument } from '@icms/schemas/generated/common'
import { parseProse } from '@icms/schemas/normalised-text'
import type { Defect } from '@icms/schemas/refusal'
import { settleCommand } from '@icms/web/sent-command'
import type { ApplicantStatus } from './applicant-status.ts'
import type { FormFile } from './multipart-form.ts'
import type { Uploads } from './uploads.ts'

export type Answered = { readonly kind: 'done' } | { readonly kind: 'refused'; readonly defects: readonly Defect[] }

/** A file of an answer, where it stands in the form and what it is said to be. */
export type AnswerFile = { readonly path: string; readonly file: FormFile; readonly kind: string }

const textLengthMax = 2_000
export const answerFilesMax = 3

const refused = (path: string, code: Defect['code']): Answered => ({ kind: 'refused', defects: [{ path, code }] })

/** What an applicant says after submitting: answers to requests (R34d), enquiries (R37), and the wish to withdraw. Vetting judges all. */
export function createAnswers(
  { commands }: Pick<HostContext, 'commands'>,
  uploads: Uploads,
  statusOf: (applicationId: string) => Promise<ApplicantStatus | undefined>,
) {
  async function send(type: string, applicationId: string, commandId: string, data: object): Promise<void> {
    const actor = { kind: 'applicant', id: applicationId } as const
    const body = { applicationId, ...data }
    await settleCommand(commands, 'intake-web', {
      id: commandId,
      type,
      key: applicationId,
      data: body,
      actor,
    })
  }

  /** Every file is examined and stored; all of them, or none where one cannot be taken. */
  async function takeAll(applicationId: string, files: readonly AnswerFile[], commandId: string) {
    const documents: SuppliedDocument[] = []
    const defects: Defect[] = []
    for (const { path, file, kind } of files) {
      const taken = await uploads.take(applicationId, file, kind, deriveId('answer-document', commandId, path))
      if (taken.ok) documents.push(taken.document)
      else defects.push({ path: `${path}.${taken.code === 'NOT_ONE_OF' ? 'kind' : 'file'}`, code: taken.code })
    }
    if (defects.length > 0) for (const { documentId } of documents) await uploads.forget(applicationId, documentId)
    return { documents, defects }
  }

  return {
    /** Answers the request that waits. */
    async supply(
      applicationId: string,
      typed: string,
      files: readonly AnswerFile[],
      requestId: string,
    ): Promise<Answered> {
      const asked = (await statusOf(applicationId))?.supplement
      if (!asked) return refused('text', 'NOT_WANTED')
      const text = typed.trim() === '' ? undefined : parseProse(1, textLengthMax)(typed)
      if (text && !text.ok) return refused('text', text.code)
      if (!text && files.length === 0) return refused('text', 'MISSING')
      if (files.length > answerFilesMax) return refused('files.0.file', 'DOCUMENTS_TOO_MANY')
      const commandId = deriveId('supplement', requestId)
      const { documents, defects } = await takeAll(applicationId, files, commandId)
      if (defects.length > 0) return { kind: 'refused', defects }
      const answer = { requestId: asked.requestId, text: text?.value ?? null, documents }
      await send('SupplySupplement', applicationId, commandId, answer)
      return { kind: 'done' }
    },
    /** Asks about an application that had no response (R37). */
    async enquire(applicationId: string, typed: string, requestId: string): Promise<Answered> {
      const text = parseProse(1, textLengthMax)(typed)
      if (!text.ok) return refused('question', typed.trim() === '' ? 'MISSING' : text.code)
      await send('MakeEnquiry', applicationId, deriveId('enquire', requestId), { text: text.value })
      return { kind: 'done' }
    },
    async withdraw(applicationId: string, typed: string, requestId: string): Promise<Answered> {
      const reason = typed.trim() === '' ? undefined : parseProse(1, textLengthMax)(typed)
      if (reason && !reason.ok) return refused('reason', reason.code)
      const commandId = deriveId('withdrawal', requestId)
      await send('RequestWithdrawal', applicationId, commandId, { reason: reason?.value ?? null })
      return { kind: 'done' }
    },
  }
}
