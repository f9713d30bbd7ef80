import type { HostContext } from '@icms/backbone/deployable'
import { unlessErased } from '@icms/backbone/errors'
import type { ReadSide } from '@icms/backbone/port'
import { deriveId } from '@icms/backbone/record'
import {
  calendarOf,
  contactDetailsAt,
  currentTermsAt,
  noticesOf,
  type VersionInForce,
} from '@icms/reference-data/reference-view'
import { defaultHelpCentre } from '@icms/reference-data/default-help-centre'
import { parseAnnexB } from '@icms/schemas/annex-b'
import { readReference } from '@icms/schemas/application-reference'
import { parseEmailAddress } from '@icms/schemas/email-address'
import type { AnnexB, ContactDetails, Language, SuppliedDocument } from '@icms/schemas/generated/common'
import type { SubmitApplication } from '@icms/schemas/generated/intake-web-commands-v1'
import type { ApplicationSubmitted, SubmissionRefused } from '@icms/schemas/generated/intake-web-events-v1'
import type { SubmissionState } from '@icms/schemas/generated/intake-web-state-v1'
import { personIdOf } from '@icms/schemas/person-id'
import type { Defect, FormResult } from '@icms/schemas/refusal'
import type { Fields } from '@icms/web/form-fields'
import { ProblemError, rebuilding } from '@icms/web/problem'
import { sendCommand } from '@icms/web/sent-command'
import { type ApplicantStatus, readStatus } from './applicant-status.ts'
import { createAnswers } from './answers.ts'
import { createEmailCodes } from './email-codes.ts'
import { createHeldDrafts, emailOf, type HeldDraft, type Saved } from './held-drafts.ts'
import { createUploads } from './uploads.ts'

/** How a form fared. `processing`: it is received, and what came of it is not known yet. */
export type Submitted =
  | { readonly kind: 'received'; readonly applicationId: string; readonly submittedAt: number }
  | { readonly kind: 'processing'; readonly applicationId: string }
  | { readonly kind: 'refused'; readonly defects: readonly Defect[] }

type Received = Readonly<Record<string, unknown>>

/** What proves the address of a form: the draft that it was saved as, or the code that was typed. */
export type Proof = {
  readonly draft?: HeldDraft | undefined
  readonly emailCode?: string | undefined
  /** The draft that the form was filled in from, whose session may be over: the code opens it again. */
  readonly draftId?: string | undefined
}

type Proven =
  | { readonly ok: true; readonly at: number; readonly draft: HeldDraft | undefined }
  | { readonly ok: false; readonly defects: readonly Defect[] }

type Found = { readonly applicationId: string; readonly isDraft: boolean }

type ToSave = { readonly received: Received; readonly fields: Fields; readonly language: Language }

const notProven = (code: 'MISSING' | 'EMAIL_CODE_NOT_RIGHT') =>
  ({ ok: false, defects: [{ path: 'emailProof', code }] }) as const

export const isSameAddress = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

export type IntakeOperations = ReturnType<typeof createIntakeOperations>

/** What applicants do online, for pages and JSON alike. All throw `ProblemError` or `NotNow` where nothing can be said now. */
export function createIntakeOperations(context: HostContext) {
  const { backbone, commands, reference, clock, secret } = context
  const { readSide } = backbone
  const emailCodes = createEmailCodes(context)
  const drafts = createHeldDrafts(context)
  const uploads = createUploads(context, drafts)

  /** The terms that a form has to accept (R29). */
  function terms(): VersionInForce {
    const current = currentTermsAt(reference.current(), clock.now())
    if (!current) throw new ProblemError('not-now', { retryAfterSeconds: 5 })
    return current
  }

  /** The form in canonical form, or every mistake in it at once. */
  function check(received: Received): FormResult<AnnexB> {
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

  /** When the address was proven: with the draft that the form was saved as, or by the code that was typed. */
  async function proofOf(email: string, { draft, emailCode, draftId }: Proof, commandId: string): Promise<Proven> {
    if (draft && isSameAddress(draft.email, email)) return { ok: true, at: draft.emailProvenAt, draft }
    if (!emailCode?.trim()) return notProven('MISSING')
    const at = await emailCodes.prove(email, emailCode, commandId)
    if (at === undefined) return notProven('EMAIL_CODE_NOT_RIGHT')
    return { ok: true, at, draft: draft ?? (draftId ? await drafts.find(draftId, email) : undefined) }
  }

  /** Submits a form whose address is proven (R32a). The same command id is the same form; a draft keeps its id. */
  async function submit(received: Received, proof: Proof, commandId: string): Promise<Submitted> {
    const checked = check(received)
    const { draft, emailCode } = proof
    if (!checked.ok) {
      const missing = draft || emailCode?.trim() ? [] : notProven('MISSING').defects
      return { kind: 'refused', defects: [...checked.defects, ...missing] }
    }
    const proven = await proofOf(checked.value.email, proof, commandId)
    if (!proven.ok) return { kind: 'refused', defects: proven.defects }
    const applicationId = proven.draft?.applicationId ?? deriveId('application', commandId)
    const documents = proven.draft?.documents ?? []
    return sendForm({ applicationId, form: checked.value, emailProvenAt: proven.at, documents }, commandId)
  }

  /** Saves a form to go on with it later: whatever is in it, as long as its address is proven. */
  async function save({ received, fields, language }: ToSave, proof: Proof, commandId: string): Promise<Saved> {
    const email = emailOf(received)
    if (!email.ok) return { kind: 'refused', defects: [{ path: 'email', code: email.code }] }
    const proven = await proofOf(email.value, proof, commandId)
    if (!proven.ok) return { kind: 'refused', defects: proven.defects }
    const applicationId = proven.draft?.applicationId
    return drafts.save({ applicationId, email: email.value, language, emailProvenAt: proven.at, fields }, commandId)
  }

  async function sendForm(form: Omit<SubmitApplication, 'personId'>, commandId: string): Promise<Submitted> {
    const { applicationId } = form
    const personId = personIdOf(form.form.identityDocument, secret('person'))
    const told = await sendCommand(commands, 'intake-web', {
      id: commandId,
      type: 'SubmitApplication',
      key: applicationId,
      data: { ...form, personId },
      actor: { kind: 'applicant', id: applicationId },
    })
    const [output] = told ?? []
    if (output?.type === 'SubmissionRefused')
      return { kind: 'refused', defects: (output.data as SubmissionRefused).defects as readonly Defect[] }
    if (output?.type === 'ApplicationSubmitted')
      return { kind: 'received', applicationId, submittedAt: (output.data as ApplicationSubmitted).submittedAt }
    return { kind: 'processing', applicationId }
  }

  /** The application of that reference and email; undefined whichever of the two is wrong. */
  async function find(typedReference: string, typedEmail: string): Promise<string | undefined> {
    const applicationId = readReference(typedReference)
    const email = parseEmailAddress(typedEmail.slice(0, 1_000))
    const submission = applicationId && (await unlessErased(readSubmission(readSide, applicationId)))
    if (!submission || !email.ok) return undefined
    return isSameAddress(submission.email, email.value) ? submission.applicationId : undefined
  }

  /** What the applicant is told of an application; undefined while the online intake has none of that id. */
  async function statusOf(applicationId: string): Promise<ApplicantStatus | undefined> {
    const submission = await readSubmission(readSide, applicationId)
    return submission && readStatus(readSide, submission, clock.now())
  }

  return {
    terms,
    check,
    submit,
    save,
    drafts,
    uploads,
    answers: createAnswers(context, uploads, statusOf),
    emailCodes,
    find,
    /** What was handed in with a draft or an application, and with answers to requests. */
    async documentsOf(applicationId: string): Promise<readonly SuppliedDocument[]> {
      const submission = await readSubmission(readSide, applicationId)
      return submission?.documents ?? (await drafts.read(applicationId))?.documents ?? []
    },
    /** What is saved or submitted under that reference with that address, which was proven; undefined whichever is wrong. */
    async findProven(typedReference: string, email: string): Promise<Found | undefined> {
      const held = await drafts.find(typedReference, email)
      if (held) return { applicationId: held.applicationId, isDraft: true }
      const applicationId = await find(typedReference, email)
      return applicationId === undefined ? undefined : { applicationId, isDraft: false }
    },
    statusOf,
    /** Where and when the Help Centre is reached, where that was recorded. */
    helpCentre: (): ContactDetails | undefined => contactDetailsAt(reference.current(), clock.now()),
    /** Where papers are sent: the same, and what holds until anything is recorded. */
    paperGoesTo: (): ContactDetails => contactDetailsAt(reference.current(), clock.now()) ?? defaultHelpCentre,
  }
}

async function readSubmission(readSide: ReadSide, applicationId: string): Promise<SubmissionState | undefined> {
  const answer = await readSide.get('intake-web', 'submissions', applicationId)
  if (answer.state === 'rebuilding') throw rebuilding()
  return answer.found?.data as SubmissionState | undefined
}
