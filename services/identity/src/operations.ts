import type { Actor } from '@icms/backbone/actor'
import type { HostContext } from '@icms/backbone/deployable'
import type { AnnexB, IdentityDocument, PersonName } from '@icms/schemas/generated/common'
import type {
  AttendanceRefusalReason,
  AttendanceRefused,
  AuthenticationFailed,
} from '@icms/schemas/generated/identity-events-v1'
import type { AttendanceState, AttendanceStatus } from '@icms/schemas/generated/identity-state-v1'
import { readForm } from '@icms/schemas/form-reader'
import type { Defect, FormResult } from '@icms/schemas/refusal'
import { ProblemError, rebuilding } from '@icms/web/problem'
import { readRowPage } from '@icms/web/row-page'
import { sendCommand } from '@icms/web/sent-command'
import { parseAttendance, parseFailure } from './attendance-form.ts'

/** How an attendance fared. `processing`: it is received, and what came of it is not known yet. */
export type Attended =
  | { readonly kind: 'recorded'; readonly status: AttendanceStatus }
  | { readonly kind: 'processing' }
  | { readonly kind: 'invalid'; readonly defects: readonly Defect[] }
  | { readonly kind: 'refused'; readonly reason: AttendanceRefusalReason }

/** An attendance as staff stated it. The same command id is the same attendance. */
export type Stated = {
  readonly applicationId: string
  readonly commandId: string
  readonly actor: Actor
  readonly body: Readonly<Record<string, unknown>>
}

/** Parts of the worklist: who is awaited, by deadline; whose invitation has to be sent again; or how it ended. */
export const worklistViews = [
  'INVITED',
  'UNDELIVERED',
  'SUPPLEMENT_ASKED',
  'AUTHENTICATED',
  'FAILED',
  'LAPSED',
  'WITHDRAWN',
] as const
export type WorklistView = (typeof worklistViews)[number]

const isEnd = (view: WorklistView) => !['INVITED', 'UNDELIVERED', 'SUPPLEMENT_ASKED'].includes(view)

/** Vetting's row on the application; its names and masked documents are what the Help Centre goes by. */
type Applicant = {
  readonly name: PersonName
  readonly identityDocument: IdentityDocument
  readonly eligibility: AnnexB['eligibility']
}

/** Times are UTC ms. `applicant` is missing while vetting's rows do not have the application yet. */
export type ListedAttendance = AttendanceState & { readonly applicant: Applicant | undefined }

export type WorklistPage = { readonly attendances: readonly ListedAttendance[]; readonly next: string | undefined }

export type IdentityOperations = ReturnType<typeof createIdentityOperations>

/** What Help Centre staff do, for pages and JSON alike. Throws `ProblemError` or `NotNow` where nothing can be said now. */
export function createIdentityOperations({ backbone, commands, clock }: HostContext) {
  const { readSide } = backbone

  async function send(
    type: 'RecordAttendance' | 'FailAuthentication' | 'InviteAgain',
    { applicationId, commandId, actor }: Stated,
    checked: FormResult<object>,
  ): Promise<Attended> {
    if (!checked.ok) return { kind: 'invalid', defects: checked.defects }
    const data = { applicationId, ...checked.value }
    const outputs = await sendCommand(commands, 'identity', { id: commandId, type, key: applicationId, data, actor })
    if (!outputs) return { kind: 'processing' }
    for (const { type: told, data: fact } of outputs) {
      if (told === 'AttendanceRefused') return { kind: 'refused', reason: (fact as AttendanceRefused).reason }
      if (told === 'IdentityAuthenticated') return { kind: 'recorded', status: 'AUTHENTICATED' }
      if (told === 'AuthenticationFailed')
        return { kind: 'recorded', status: (fact as AuthenticationFailed).supplement ? 'SUPPLEMENT_ASKED' : 'FAILED' }
      if (told === 'AuthenticationInvited') return { kind: 'recorded', status: 'INVITED' }
    }
    return { kind: 'processing' }
  }

  async function rowOf<T>(service: string, table: string, id: string): Promise<T | undefined> {
    const answer = await readSide.get(service, table, id)
    if (answer.state === 'rebuilding') throw rebuilding()
    return answer.found?.data as T | undefined
  }

  const applicantOf = (id: string) => rowOf<Applicant>('vetting', 'applications', id)

  return {
    now: () => clock.now(),
    async worklist(view: WorklistView, after: string | undefined): Promise<WorklistPage> {
      const query = { table: 'attendances', index: 'status', value: view, descending: isEnd(view), after }
      const { rows, next } = await readRowPage(readSide, 'identity', query)
      const attendances = rows.map(async ({ id, data }) => ({
        ...(data as unknown as AttendanceState),
        applicant: await applicantOf(id),
      }))
      return { attendances: await Promise.all(attendances), next }
    },
    /**
     * Who is to come, or came; the number of the identity document in full where `inFull`, to be compared with the
     * document. Throws `not-found` for who was never invited.
     */
    async attendance(applicationId: string, { inFull = false } = {}): Promise<ListedAttendance> {
      const [row, applicant] = await Promise.all([
        rowOf<AttendanceState>('identity', 'attendances', applicationId),
        applicantOf(applicationId),
      ])
      if (!row) throw new ProblemError('not-found')
      if (!inFull || !applicant || row.status !== 'INVITED') return { ...row, applicant }
      const form = await rowOf<Pick<AnnexB, 'identityDocument'>>('vetting', 'forms', applicationId)
      return { ...row, applicant: { ...applicant, ...(form && { identityDocument: form.identityDocument }) } }
    },
    /** Somebody attended and the identity is authentic (R34b, R35a). */
    record: (stated: Stated) => send('RecordAttendance', stated, parseAttendance(stated.body)),
    /** Somebody attended and the identity could not be authenticated. */
    fail: (stated: Stated) => send('FailAuthentication', stated, parseFailure(stated.body)),
    /** The invitation did not arrive, and is sent again with a new deadline (R34b, R35b). */
    inviteAgain: (stated: Stated) => send('InviteAgain', stated, readForm(stated.body, []).conclude<object>({})),
  }
}
