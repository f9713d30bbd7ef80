import type { HostContext } from '@icms/backbone/deployable'
import { groupReference } from '@icms/schemas/application-reference'
import { isIdentityCopy } from '@icms/schemas/attendance-documents'
import type { DraftState, SubmissionState } from '@icms/schemas/generated/intake-web-state-v1'
import type { AttendanceState } from '@icms/schemas/generated/identity-state-v1'
import type { AnnexB, IdentityDocument, SubjectView } from '@icms/schemas/generated/common'
import type { ApplicationState } from '@icms/schemas/generated/vetting-state-v1'
import type { MailState } from '@icms/schemas/generated/email-state-v1'
import type { KeptLetter } from '@icms/schemas/generated/notification-state-v1'
import { keptUntil } from '@icms/schemas/retention'
import type { Views } from '@icms/schemas/subject-views'
import { ProblemError } from '@icms/web/problem'
import { letterTold, type SentNotice } from '@icms/web/sent-notices'
import { type AccountRow, readAccount } from './held-account-row.ts'
import { casesOf } from './own-cases.ts'
import { createOwnRows, type Erased, erased } from './own-rows.ts'

/** What the holder is not given, by codes of the words that say so. */
export const leftOut = ['CREDENTIALS', 'KEYED_HASHES', 'OTHERS', 'STAFF_NOTES', 'CONTENT', 'LOG'] as const

type ApplicationRow = Omit<ApplicationState, 'form'> & { readonly identityDocument: IdentityDocument }

/** A part that somebody of the staff saw, and of whose record. */
export type OwnView = SubjectView & { readonly of: 'APPLICATION' | 'ACCOUNT' }

export type OwnData = Awaited<ReturnType<ReturnType<typeof createOwnData>>>

/**
 * All that is held about the holder of an account, wherever it is kept: the rows of every service that has any, without
 * what is nobody's to be given. Throws `rebuilding` or `NotNow` where any part cannot be read now, never leaves it out.
 */
export function createOwnData({ backbone, clock, retention }: HostContext) {
  const { readSide } = backbone
  const { one, all } = createOwnRows(readSide)

  /** `inFull`: whether the number of the identity document is told, which takes the password. */
  return async function ownData(accountId: string, { inFull = false } = {}) {
    const account = await readAccount(readSide, accountId)
    if (!account) throw new ProblemError('not-found')
    const { applicationId, personId } = account
    const of = (subjectId: string) => ({ table: 'mails', index: 'subject', value: subjectId })
    const [row, form, submission, draft, attendance, ofApplication, ofAccount, cases, applications, accounts] =
      await Promise.all([
        one<ApplicationRow>('vetting', 'applications', applicationId),
        one<AnnexB>('vetting', 'forms', applicationId),
        one<SubmissionState>('intake-web', 'submissions', applicationId),
        one<DraftState>('intake-web', 'drafts', applicationId),
        one<AttendanceState>('identity', 'attendances', applicationId),
        one<Views>('vetting', 'views', applicationId),
        one<Views>('accounts', 'views', accountId),
        casesOf({ one, all }, accountId),
        all<ApplicationRow>('vetting', { table: 'applications', index: 'person', value: personId }),
        all<AccountRow>('accounts', { table: 'accounts', index: 'person', value: personId }),
      ])
    const [mails, letters] = await Promise.all([
      Promise.all([all<MailState>('email', of(applicationId)), all<MailState>('email', of(accountId))]),
      // Only an applicant is written on paper: an account has an address of mail.
      all<KeptLetter>('notification', { ...of(applicationId), table: 'letters' }),
    ])
    const notices: readonly SentNotice[] = [...mails.flat(), ...letters.map(letterTold)]
    return {
      at: clock.now(),
      loginName: account.loginName,
      inFull,
      /** The account is open, so nothing of it ends by a date: so many days after it was closed. */
      kept: { keptUntil: null, daysAfterClosing: retention.account },
      application: applicationOf(row, form, inFull),
      intake: intakeOf(submission, draft),
      identityCheck: attendanceOf(attendance),
      account: accountOf(account),
      cases,
      notices: notices
        .map(({ notice, queuedAt, status, changedAt }) => ({ notice, queuedAt, status, changedAt }))
        .toSorted((a, b) => a.queuedAt - b.queuedAt),
      views: viewsOf(ofApplication, ofAccount),
      // They were never proven to be this person's: somebody may have used the number of another.
      otherApplications: applications
        .filter(other => other.applicationId !== applicationId)
        .map(({ applicationId: id, submittedAt, status, statusAt, rejectedAtStage }) => {
          const days = daysOf(status, rejectedAtStage)
          const until = days === undefined ? null : keptUntil(statusAt, days)
          return { reference: groupReference(id), submittedAt, status, statusAt, keptUntil: until }
        }),
      otherAccounts: accounts
        .filter(other => other.accountId !== accountId)
        .map(({ loginName, status, createdAt, closedAt }) => {
          const until = closedAt === null ? null : keptUntil(closedAt, retention.account)
          return { loginName, status, createdAt, closedAt, keptUntil: until }
        }),
      leftOut,
    }
  }

  function daysOf(status: ApplicationRow['status'], stage: ApplicationRow['rejectedAtStage']): number | undefined {
    if (status === 'WITHDRAWN') return retention.withdrawn
    if (status === 'REJECTED') return stage === 'NO_SHOW' ? retention.lapsed : retention.rejected
    return undefined
  }
}

function applicationOf(row: ApplicationRow | Erased | undefined, form: AnnexB | Erased | undefined, inFull: boolean) {
  if (row === erased || form === erased) return erased
  if (!row || !form) return null
  const { applicationId, status, statusAt, submittedAt, attendBy, purge, decisions, supplements, enquiries, papers } =
    row
  const documentOf = ({ documentId, kind, fileName, mediaType, bytes, scan }: ApplicationRow['documents'][number]) => {
    const deletedAt = purge?.documentIds.includes(documentId) ? purge.at : null
    // Once the purge is settled, what it did not delete is kept like the rest.
    const kept = deletedAt !== null ? 'DELETED' : isIdentityCopy(kind) && !purge ? 'UNTIL_DECIDED' : 'WITH_ACCOUNT'
    return { documentId, kind, fileName, mediaType, bytes, scan, deletedAt, kept } as const
  }
  const { personalRepresentative: representative, ...stated } = form
  return {
    ...{ reference: groupReference(applicationId), channel: form.channel, status, statusAt, submittedAt, attendBy },
    form: {
      ...stated,
      identityDocument: inFull ? form.identityDocument : row.identityDocument,
      personalRepresentative: representative && { name: representative.name },
    },
    documents: [...row.documents, ...supplements.flatMap(asked => asked.documents)].map(documentOf),
    supplements: supplements.map(({ askedAt, reasons, answeredAt, text }) => ({ askedAt, reasons, answeredAt, text })),
    enquiries: enquiries.map(({ askedAt, text, answeredAt, answer }) => ({ askedAt, text, answeredAt, answer })),
    papers: papers.map(({ channel, receivedAt }) => ({ channel, receivedAt })),
    decisions: decisions.map(({ command, at, decidedBy, role }) => ({ command, at, decidedBy, role })),
  }
}

function intakeOf(submission: SubmissionState | Erased | undefined, draft: DraftState | Erased | undefined) {
  if (submission === erased) return erased
  if (!submission) return null
  const { submittedAt, email, language, withdrawalRequestedAt } = submission
  const saved = draft && draft !== erased ? { savedAt: draft.savedAt, emailProvenAt: draft.emailProvenAt } : null
  return { submittedAt, email, language, withdrawalRequestedAt, draft: saved }
}

function attendanceOf(row: AttendanceState | Erased | undefined) {
  if (row === erased) return erased
  if (!row) return null
  const { note: _, missingReason: __, deadlineReason: ___, applicationId: ____, ...held } = row
  return held
}

function accountOf(account: AccountRow) {
  const { loginName, registrantId, status, name, email, language, createdAt, activatedAt, termsVersion } = account
  const { prospectiveUntil, deactivation, suspendedAt, lockedUntil, optedCases, emailChange } = account
  return {
    ...{ loginName, registrantId, status, name, email, language, createdAt, activatedAt, termsVersion },
    ...{ prospectiveUntil, suspendedAt, lockedUntil, optedCases, deactivationDueAt: deactivation?.dueAt ?? null },
    newEmail: emailChange?.email ?? null,
    history: account.history.map(({ at, event, decidedBy, role, reason }) => ({ at, event, decidedBy, role, reason })),
  }
}

/** Who saw the application or the account, the latest first, and how many views are no longer told one by one. */
function viewsOf(ofApplication: Views | Erased | undefined, ofAccount: Views | Erased | undefined) {
  const of = (whose: OwnView['of'], kept: Views | Erased | undefined) =>
    kept && kept !== erased ? kept.views.map((view): OwnView => ({ ...view, of: whose })) : []
  const earlierOf = (kept: Views | Erased | undefined) => (kept && kept !== erased ? kept.earlier : 0)
  return {
    entries: [...of('APPLICATION', ofApplication), ...of('ACCOUNT', ofAccount)].toSorted((a, b) => b.lastAt - a.lastAt),
    earlier: earlierOf(ofApplication) + earlierOf(ofAccount),
  }
}
