import type { ReadSide } from '@icms/backbone/port'

/** A mail that its reader has not got, or may not have. Times are UTC ms. */
export type UndeliveredMail = {
  readonly emailId: string
  readonly notice: string
  /** The application or account that it is about. */
  readonly subjectId: string
  readonly trouble: 'BOUNCED' | 'ABANDONED' | 'IN_DOUBT' | 'DEFERRED'
  readonly attempt: number
  readonly changedAt: number
  /** When it is tried again; null where it is not. */
  readonly retryAt: number | null
}

export type UndeliveredMails = {
  readonly mails: readonly UndeliveredMail[]
  /** There are more of them than are listed. */
  readonly more: boolean
  readonly rebuilding: boolean
}

const listedMax = 100

/** Mails that bounced, were given up, are in doubt or wait to be tried again: the worst first, of each the latest first. */
export async function undeliveredMails(readSide: ReadSide): Promise<UndeliveredMails> {
  const statuses = ['BOUNCED', 'ABANDONED', 'WAITING'] as const
  const answers = await Promise.all(
    statuses.map(value =>
      readSide.list('email', { table: 'mails', index: 'status', value, limit: listedMax, descending: true }),
    ),
  )
  const pages = answers.flatMap(answer => (answer.state === 'ready' ? [answer.found] : []))
  return {
    mails: pages.flatMap(({ rows }) => rows.map(({ data }) => mailOf(data as MailRow))),
    more: pages.some(({ next }) => next !== undefined),
    rebuilding: pages.length < answers.length,
  }
}

type MailRow = Omit<UndeliveredMail, 'trouble'> & { readonly status: string; readonly doubts: number }

function mailOf({ emailId, notice, subjectId, status, doubts, attempt, changedAt, retryAt }: MailRow): UndeliveredMail {
  const trouble = status === 'BOUNCED' || status === 'ABANDONED' ? status : doubts > 0 ? 'IN_DOUBT' : 'DEFERRED'
  return { emailId, notice, subjectId, trouble, attempt, changedAt, retryAt }
}
