import type { Actor } from '@icms/backbone/actor'
import type { HostContext } from '@icms/backbone/deployable'
import type { AnnexB } from '@icms/schemas/generated/common'
import type {
  ApplicationApproved,
  DecisionRefusalReason,
  DecisionRefused,
} from '@icms/schemas/generated/vetting-events-v1'
import type { ApplicationStatus } from '@icms/schemas/generated/vetting-state-v1'
import { vettingReasons } from '@icms/schemas/reason-words'
import type { Defect, FormResult } from '@icms/schemas/refusal'
import { parseNote, parseStatedReasons } from '@icms/schemas/stated-reasons'
import { idempotencyConflict, ProblemError, rebuilding } from '@icms/web/problem'
import type { StaffCommand } from './application-messages.ts'
import { maskForm } from './masked-identity.ts'
import {
  type ListedApplication,
  listedApplication,
  readWorklist,
  type WorklistPage,
  type WorklistView,
} from './worklist.ts'

/** How a decision fared. `processing`: it is received, and what came of it is not known yet. */
export type Decided =
  | { readonly kind: 'decided'; readonly status: ApplicationStatus }
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
export type DeskApplication = ListedApplication & { readonly form: AnnexB }

export type VettingOperations = ReturnType<typeof createVettingOperations>

/** Codes of reasons that staff choose from. */
export const rejectionCodes = Object.keys(vettingReasons)

/** What vetting staff and the Judiciary Administrator do, for pages and JSON alike. Throws `ProblemError` or `NotNow` where nothing can be said now. */
export function createVettingOperations({ backbone, commands, reference, clock }: HostContext) {
  const { readSide } = backbone

  async function send(
    type: StaffCommand['type'],
    { applicationId, commandId, actor }: Stated,
    checked: FormResult<object>,
  ): Promise<Decided> {
    if (!checked.ok) return { kind: 'invalid', defects: checked.defects }
    const data = { applicationId, ...checked.value }
    const result = await commands.send('vetting', { id: commandId, type, key: applicationId, data, actor })
    if (result.kind === 'conflict') throw idempotencyConflict()
    if (result.kind === 'pending') return { kind: 'processing' }
    for (const { type: told, data: fact } of result.outputs) {
      if (told === 'DecisionRefused') return refusalOf((fact as DecisionRefused).reason)
      if (told === 'ApplicationVetted') return { kind: 'decided', status: 'AUTH_PENDING' }
      if (told === 'ApplicationRejected') return { kind: 'decided', status: 'REJECTED' }
      if (told === 'ApplicationApproved') {
        const { conditional } = fact as ApplicationApproved
        return { kind: 'decided', status: conditional ? 'APPROVED_CONDITIONAL' : 'APPROVED' }
      }
    }
    return { kind: 'processing' }
  }

  async function rowOf(table: 'applications' | 'forms', applicationId: string) {
    const answer = await readSide.get('vetting', table, applicationId)
    if (answer.state === 'rebuilding') throw rebuilding()
    if (!answer.found) throw new ProblemError('not-found')
    return answer.found
  }

  return {
    worklist: (view: WorklistView, after: string | undefined): Promise<WorklistPage> =>
      readWorklist(readSide, { view, after, at: clock.now(), reference: reference.current() }),
    /** All that is known of an application; numbers of identity documents masked unless `inFull`. Throws `not-found`. */
    async application(applicationId: string, { inFull }: { readonly inFull: boolean }): Promise<DeskApplication> {
      const [row, form] = await Promise.all([rowOf('applications', applicationId), rowOf('forms', applicationId)])
      const stated = form.data as unknown as AnnexB
      return { ...listedApplication(row, clock.now(), reference.current()), form: inFull ? stated : maskForm(stated) }
    },
    /** The application is in order: the applicant is invited to the Help Centre (R34b). */
    approveForAuthentication: (stated: Stated) => send('ApproveForAuthentication', stated, parseNote(stated.body)),
    /** Rejects with reasons that the applicant is told (R39). */
    reject: (stated: Stated) => send('RejectApplication', stated, parseStatedReasons(stated.body, rejectionCodes)),
    /** The Judiciary Administrator's approval, after authentication (R36a, R39). */
    approve: (stated: Stated) => send('ApproveApplication', stated, parseNote(stated.body)),
  }
}

function refusalOf(reason: DecisionRefusalReason): Decided {
  if (reason === 'NO_SUCH_APPLICATION') throw new ProblemError('not-found')
  return { kind: 'refused', reason }
}
