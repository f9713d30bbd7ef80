import type { Actor } from '@icms/backbone/actor'
import type { Row } from '@icms/backbone/aggregate'
import type { HostContext } from '@icms/backbone/deployable'
import type { AnnexB } from '@icms/schemas/generated/common'
import type {
  ApplicationApproved,
  DecisionRefusalReason,
  DecisionRefused,
} from '@icms/schemas/generated/vetting-events-v1'
import type { ApplicationStatus } from '@icms/schemas/generated/vetting-state-v1'
import type { Defect, FormResult } from '@icms/schemas/refusal'
import { ProblemError, rebuilding } from '@icms/web/problem'
import { readSentNotices, type SentNotice } from '@icms/web/sent-notices'
import { sendCommand } from '@icms/web/sent-command'
import type { StaffCommand } from './application-messages.ts'
import { findApplications, findOfSamePerson } from './application-search.ts'
import { checklistOf } from './checklist.ts'
import {
  parseAssignment,
  parseEmailCorrection,
  parseEnquiryAnswer,
  parseFinalApproval,
  parseNothing,
  parseRejection,
  parseSupplementRequest,
  parseVettingApproval,
  parseWhy,
} from './decision-forms.ts'
import { maskForm } from './masked-identity.ts'
import { createSearchHash } from './search-hash.ts'
import {
  type ListedApplication,
  listedApplication,
  readWorklist,
  type WorklistPage,
  type WorklistQuery,
} from './worklist.ts'

/**
 * How a decision fared. `status` is the new one, null where it stays; `done` says what was done. `processing`: it is
 * received, and what came of it is not known yet.
 */
export type Decided =
  | { readonly kind: 'decided'; readonly status: ApplicationStatus | null; readonly done: string }
  | { readonly kind: 'processing' }
  | { readonly kind: 'invalid'; readonly defects: readonly Defect[] }
  | { readonly kind: 'refused'; readonly reason: DecisionRefusalReason }

/** A decision as staff stated it. The same command id is the same decision. */
export type Stated = {
  readonly applicationId: string
  readonly commandId: string
  readonly actor: Actor
  readonly body: Readonly<Record<string, unknown>>
}

/** An application as the desk sees it. */
export type DeskApplication = ListedApplication & {
  readonly form: AnnexB
  /** What has to be there and in order (R34a). */
  readonly checklist: readonly string[]
  /** Past and live applications of the same person, the latest first (A31). */
  readonly samePerson: readonly ListedApplication[]
  /** What was mailed about it, and whether it arrived. */
  readonly notices: readonly SentNotice[]
}

export type VettingOperations = ReturnType<typeof createVettingOperations>

/** The status, or what else is new, by the fact that says so. */
const doneBy: Readonly<Record<string, { readonly status: ApplicationStatus | null; readonly done: string }>> = {
  ApplicationVetted: { status: 'AUTH_PENDING', done: 'AUTH_PENDING' },
  ApplicationRejected: { status: 'REJECTED', done: 'REJECTED' },
  SupplementRequested: { status: 'SUPPLEMENT_REQUESTED', done: 'SUPPLEMENT_REQUESTED' },
  ApplicationHeld: { status: 'ON_HOLD', done: 'ON_HOLD' },
  ApplicationReleased: { status: 'VETTING', done: 'VETTING' },
  ApplicationAssigned: { status: null, done: 'ASSIGNED' },
  ApplicationErasureDecided: { status: null, done: 'ERASED' },
  ApplicationUnassigned: { status: null, done: 'UNASSIGNED' },
  EmailCorrected: { status: null, done: 'EMAIL_CORRECTED' },
  EnquiryAnswered: { status: null, done: 'ENQUIRY_ANSWERED' },
}

/** What vetting staff and the Judiciary Administrator do, for pages and JSON alike. Throws `ProblemError` or `NotNow` where nothing can be said now. */
export function createVettingOperations({ backbone, commands, reference, clock, secret }: HostContext) {
  const { readSide } = backbone
  const hash = createSearchHash(secret('search'))

  async function send(
    type: StaffCommand['type'],
    { applicationId, commandId, actor }: Stated,
    checked: FormResult<object>,
  ): Promise<Decided> {
    if (!checked.ok) return { kind: 'invalid', defects: checked.defects }
    const data = { applicationId, ...checked.value }
    const outputs = await sendCommand(commands, 'vetting', { id: commandId, type, key: applicationId, data, actor })
    if (!outputs) return { kind: 'processing' }
    for (const { type: told, data: fact } of outputs) {
      if (told === 'DecisionRefused') return refusalOf((fact as DecisionRefused).reason)
      if (told === 'ApplicationApproved') {
        const status = (fact as ApplicationApproved).conditional ? 'APPROVED_CONDITIONAL' : 'APPROVED'
        return { kind: 'decided', status, done: status }
      }
      const done = doneBy[told]
      if (done) return { kind: 'decided', ...done }
    }
    return { kind: 'processing' }
  }

  async function rowOf(table: 'applications' | 'forms', applicationId: string) {
    const answer = await readSide.get('vetting', table, applicationId)
    if (answer.state === 'rebuilding') throw rebuilding()
    if (!answer.found) throw new ProblemError('not-found')
    return answer.found
  }

  const listed = (row: Row) => listedApplication(row, clock.now(), reference.current())

  return {
    worklist: (query: Pick<WorklistQuery, 'view' | 'after' | 'reason' | 'staffId'>): Promise<WorklistPage> =>
      readWorklist(readSide, { ...query, at: clock.now(), reference: reference.current() }),
    /** What a reference, an identity number, an address or a whole name finds; at most 20. */
    search: async (text: string): Promise<readonly ListedApplication[]> =>
      (await findApplications(readSide, hash, text.trim().slice(0, 400))).map(listed),
    /** All that is known of an application; numbers of identity documents masked unless `inFull`. Throws `not-found`. */
    async application(applicationId: string, { inFull }: { readonly inFull: boolean }): Promise<DeskApplication> {
      const [row, form, notices] = await Promise.all([
        rowOf('applications', applicationId),
        rowOf('forms', applicationId),
        readSentNotices(readSide, applicationId),
      ])
      const stated = form.data as unknown as AnnexB
      const samePerson = (await findOfSamePerson(readSide, row)).map(listed)
      return {
        ...listed(row),
        form: inFull ? stated : maskForm(stated),
        checklist: checklistOf(stated),
        samePerson,
        notices,
      }
    },
    /** The application is in order: the applicant is invited to the Help Centre (R34b). */
    approveForAuthentication: (stated: Stated) =>
      send('ApproveForAuthentication', stated, parseVettingApproval(stated.body)),
    /** The application is not in order: the applicant is asked for more (R34d). */
    requestSupplement: (stated: Stated) => send('RequestSupplement', stated, parseSupplementRequest(stated.body)),
    /** Sets an application aside; its clock stands still. */
    hold: (stated: Stated) => send('HoldApplication', stated, parseWhy(stated.body)),
    /** Goes on with what was set aside. */
    release: (stated: Stated) => send('ReleaseApplication', stated, parseWhy(stated.body)),
    /** Corrects the address that notices go to. */
    correctEmail: (stated: Stated) => send('CorrectEmail', stated, parseEmailCorrection(stated.body)),
    /** Answers what the applicant asked (R37). */
    answerEnquiry: (stated: Stated) => send('AnswerEnquiry', stated, parseEnquiryAnswer(stated.body)),
    /** Takes an application on, or gives it to another. */
    assign: (stated: Stated) => send('AssignApplication', stated, parseAssignment(stated.body)),
    /** Puts an application back for anybody to take on. */
    unassign: (stated: Stated) => send('UnassignApplication', stated, parseNothing(stated.body)),
    /** Rejects with reasons that the applicant is told (R39). */
    reject: (stated: Stated) => send('RejectApplication', stated, parseRejection(stated.body)),
    /** The Judiciary Administrator's approval, after authentication (R36a, R39). */
    approve: (stated: Stated) => send('ApproveApplication', stated, parseFinalApproval(stated.body)),
  }
}

function refusalOf(reason: DecisionRefusalReason): Decided {
  if (reason === 'NO_SUCH_APPLICATION') throw new ProblemError('not-found')
  return { kind: 'refused', reason }
}
