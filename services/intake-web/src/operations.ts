import type { HostContext } from '@icms/backbone/deployable'
import type { ReadSide } from '@icms/backbone/port'
import { deriveId } from '@icms/backbone/record'
import { calendarOf, currentTermsAt, noticesOf, type VersionInForce } from '@icms/reference-data/reference-view'
import { parseAnnexB } from '@icms/schemas/annex-b'
import { readReference } from '@icms/schemas/application-reference'
import { parseEmailAddress } from '@icms/schemas/email-address'
import type { AnnexB } from '@icms/schemas/generated/common'
import type { SubmitApplication } from '@icms/schemas/generated/intake-web-commands-v1'
import type { ApplicationSubmitted, SubmissionRefused } from '@icms/schemas/generated/intake-web-events-v1'
import type { SubmissionState } from '@icms/schemas/generated/intake-web-state-v1'
import type { Defect, FormResult } from '@icms/schemas/refusal'
import { idempotencyConflict, ProblemError, rebuilding } from '@icms/web/problem'
import { type ApplicantStatus, readStatus } from './applicant-status.ts'
import { createEmailCodes } from './email-codes.ts'
import { personIdOf } from './person-id.ts'

/** How a form fared. `processing`: it is received, and what came of it is not known yet. */
export type Submitted =
  | { readonly kind: 'received'; readonly applicationId: string; readonly submittedAt: number }
  | { readonly kind: 'processing'; readonly applicationId: string }
  | { readonly kind: 'refused'; readonly defects: readonly Defect[] }

export type IntakeOperations = ReturnType<typeof createIntakeOperations>

/** What applicants do online, for pages and JSON alike. All throw `ProblemError` or `NotNow` where nothing can be said now. */
export function createIntakeOperations(context: HostContext) {
  const { backbone, commands, reference, clock, secret } = context
  const { readSide } = backbone
  const emailCodes = createEmailCodes(context)

  /** The terms that a form has to accept (R29). */
  function terms(): VersionInForce {
    const current = currentTermsAt(reference.current(), clock.now())
    if (!current) throw new ProblemError('not-now', { retryAfterSeconds: 5 })
    return current
  }

  /** The form in canonical form, or every mistake in it at once. */
  function check(received: Readonly<Record<string, unknown>>): FormResult<AnnexB> {
    const table = reference.current()
    return parseAnnexB(
      { ...received, channel: 'ONLINE' },
      {
        receivedAt: clock.now(),
        calendar: calendarOf(table),
        notices: noticesOf(table),
        termsVersion: terms().version,
      },
    )
  }

  /** Submits a form whose address is proven by the code that was typed (R32a). The same command id is the same form. */
  async function submit(
    received: Readonly<Record<string, unknown>>,
    emailCode: string | undefined,
    commandId: string,
  ): Promise<Submitted> {
    const checked = check(received)
    const missing: readonly Defect[] = emailCode?.trim() ? [] : [{ path: 'emailProof', code: 'MISSING' }]
    if (!checked.ok) return { kind: 'refused', defects: [...checked.defects, ...missing] }
    if (!emailCode || missing.length > 0) return { kind: 'refused', defects: missing }
    const emailProvenAt = await emailCodes.prove(checked.value.email, emailCode, commandId)
    if (emailProvenAt === undefined)
      return { kind: 'refused', defects: [{ path: 'emailProof', code: 'EMAIL_CODE_NOT_RIGHT' }] }
    const applicationId = deriveId('application', commandId)
    return sendForm({ applicationId, form: checked.value, emailProvenAt, documents: [] }, commandId)
  }

  async function sendForm(form: Omit<SubmitApplication, 'personId'>, commandId: string): Promise<Submitted> {
    const { applicationId } = form
    const personId = personIdOf(form.form.identityDocument, secret('person'))
    const result = await commands.send('intake-web', {
      id: commandId,
      type: 'SubmitApplication',
      key: applicationId,
      data: { ...form, personId },
      actor: { kind: 'applicant', id: applicationId },
    })
    if (result.kind === 'conflict') throw idempotencyConflict()
    const [output] = result.kind === 'decided' ? result.outputs : []
    if (output?.type === 'SubmissionRefused')
      return { kind: 'refused', defects: (output.data as SubmissionRefused).defects as readonly Defect[] }
    if (output?.type === 'ApplicationSubmitted')
      return { kind: 'received', applicationId, submittedAt: (output.data as ApplicationSubmitted).submittedAt }
    return { kind: 'processing', applicationId }
  }

  return {
    terms,
    check,
    submit,
    requestEmailCode: emailCodes.request,
    /** The application of that reference and email; undefined whichever of the two is wrong. */
    async find(typedReference: string, typedEmail: string): Promise<string | undefined> {
      const applicationId = readReference(typedReference)
      const email = parseEmailAddress(typedEmail.slice(0, 1_000))
      const submission = applicationId && (await readSubmission(readSide, applicationId))
      if (!submission || !email.ok) return undefined
      return submission.email.toLowerCase() === email.value.toLowerCase() ? submission.applicationId : undefined
    },
    /** What the applicant is told of an application; undefined while the online intake has none of that id. */
    async statusOf(applicationId: string): Promise<ApplicantStatus | undefined> {
      const submission = await readSubmission(readSide, applicationId)
      return submission && readStatus(readSide, submission)
    },
  }
}

async function readSubmission(readSide: ReadSide, applicationId: string): Promise<SubmissionState | undefined> {
  const answer = await readSide.get('intake-web', 'submissions', applicationId)
  if (answer.state === 'rebuilding') throw rebuilding()
  return answer.found?.data as SubmissionState | undefined
}
