import type { Row } from '@icms/backbone/aggregate'
import type { ReadSide, RowQuery } from '@icms/backbone/port'
import type { Reference } from '@icms/backbone/reference'
import type { IdentityDocument, PersonName } from '@icms/schemas/generated/common'
import type { ApplicationState } from '@icms/schemas/generated/vetting-state-v1'
import { ProblemError, rebuilding } from '@icms/web/problem'
import { isPlace, pageRows } from '@icms/web/row-page'
import { finalStatuses } from './application-end.ts'
import { clockEnd, isUnanswered } from './working-day-clocks.ts'

/** Parts of the worklist: what waits for vetting, by its clock, what whoever asks sees to, what an applicant enquires about, or one status. */
export const worklistViews = [
  'VETTING',
  'MINE',
  'ENQUIRY',
  'SUPPLEMENT_REQUESTED',
  'ON_HOLD',
  'AUTH_PENDING',
  'AUTHENTICATED',
  'APPROVED',
  'APPROVED_CONDITIONAL',
  'REJECTED',
  'WITHDRAWN',
  'RECEIVED',
] as const

export type WorklistView = (typeof worklistViews)[number]

/** What finds an application is of no use to whoever reads it. */
type Unlisted = Pick<ApplicationState, 'personId' | 'searchTerms' | 'searchAttempts' | 'erasure' | 'purgeAttempts'>

/** An application in a list. Times are UTC ms. */
export type ListedApplication = Omit<ApplicationState, 'form' | keyof Unlisted> & {
  readonly name: PersonName
  readonly identityDocument: IdentityDocument
  readonly eligibility: string
  readonly caseNumbers: readonly string[]
  readonly isUnderAge: boolean
  readonly representativeAppointed: boolean
  /** End of the working days in which vetting should end, by today's calendar, while it lasts (R34a). */
  readonly vettingDue: number | null
  readonly isOverdue: boolean
  /** End of the working days after which the applicant may enquire, while nothing was answered (R37). */
  readonly enquiryDue: number | null
  readonly mayEnquire: boolean
  /** True while something that the applicant asked waits for an answer (R37). */
  readonly hasEnquiry: boolean
  /** True when what was asked for was not answered in the days after which staff look again (A4). */
  readonly isUnansweredLong: boolean
}

export type WorklistPage = {
  readonly applications: readonly ListedApplication[]
  /** Token of the next page. */
  readonly next: string | undefined
}

export type WorklistQuery = {
  readonly view: WorklistView
  /** Code of a reason that what is listed was asked for or rejected because of. */
  readonly reason?: string | undefined
  /** Whoever asks. */
  readonly staffId: string
  readonly after: string | undefined
  readonly at: number
  readonly reference: Reference
}

/** One page of the worklist, the most urgent first; of what has ended, the latest first. Throws `rebuilding`. */
export async function readWorklist(readSide: ReadSide, query: WorklistQuery): Promise<WorklistPage> {
  const { after, at, reference } = query
  const page = await pageOf(readSide, query, after)
  return { applications: page.rows.map(row => listedApplication(row, at, reference)), next: page.next }
}

/** A row of the worklist with its clocks worked out by the calendar as it is known now. */
export function listedApplication(row: Row, at: number, reference: Reference): ListedApplication {
  const {
    personId: _,
    searchTerms: __,
    searchAttempts: ___,
    erasure: ____,
    purgeAttempts: _____,
    ...data
  } = row.data as unknown as ListedApplication & Unlisted
  const { status, vettingClock, enquiryClock, supplements } = data
  const vettingDue = status === 'VETTING' && vettingClock ? clockEnd(vettingClock, reference) : null
  const enquiryDue = isUnanswered(data) ? clockEnd(enquiryClock, reference) : null
  return {
    ...data,
    vettingDue,
    isOverdue: vettingDue !== null && vettingDue < at,
    enquiryDue,
    mayEnquire: enquiryDue !== null && enquiryDue < at,
    hasEnquiry: isUnanswered(data) && data.enquiries.some(({ answeredAt }) => answeredAt === null),
    isUnansweredLong: status === 'SUPPLEMENT_REQUESTED' && supplements.at(-1)?.overdueAt != null,
  }
}

type Page = { readonly rows: readonly Row[]; readonly next: string | undefined }

async function pageOf(readSide: ReadSide, query: WorklistQuery, after: string | undefined): Promise<Page> {
  const { view, reason, staffId } = query
  if (view === 'MINE') return list(readSide, { index: 'assignee', value: staffId, limit: pageRows, after })
  if (view === 'ENQUIRY') return list(readSide, { index: 'enquiry', value: 'OPEN', limit: pageRows, after })
  if (reason !== undefined)
    return list(readSide, { index: `reason.${reason}`, value: view, limit: pageRows, descending: isEnd(view), after })
  return view === 'VETTING' ? byClock(readSide, after) : byStatus(readSide, view, after)
}

const isEnd = (view: string): boolean => finalStatuses.some(status => status === view)

async function byStatus(readSide: ReadSide, value: string, after: string | undefined): Promise<Page> {
  return list(readSide, { index: 'status', value, limit: pageRows, descending: isEnd(value), after })
}

/** Clocks that ran out come before those that run; a page may have the end of the one and the start of the other. */
async function byClock(readSide: ReadSide, after: string | undefined): Promise<Page> {
  const [, part = 'MISSED', place] = /^(MISSED|RUNNING)~?(.*)$/s.exec(after ?? '') ?? []
  const token = (of: string, next: string | undefined) => next && `${of}~${next}`
  const clock = (value: string, limit: number, from?: string) =>
    list(readSide, { index: 'clock', value, limit, after: from || undefined })
  if (part === 'RUNNING') {
    const running = await clock('RUNNING', pageRows, place)
    return { rows: running.rows, next: token('RUNNING', running.next) }
  }
  const missed = await clock('MISSED', pageRows, place)
  const left = pageRows - missed.rows.length
  if (missed.next) return { rows: missed.rows, next: token('MISSED', missed.next) }
  if (left === 0) return { rows: missed.rows, next: 'RUNNING' }
  const running = await clock('RUNNING', left)
  return { rows: [...missed.rows, ...running.rows], next: token('RUNNING', running.next) }
}

async function list(
  readSide: ReadSide,
  { after, ...query }: Omit<RowQuery, 'table' | 'after'> & { readonly after?: string | undefined },
): Promise<Page> {
  if (after !== undefined && !isPlace(after)) throw new ProblemError('not-found')
  const from = after === undefined ? {} : { after }
  const answer = await readSide.list('vetting', { table: 'applications', ...query, ...from })
  if (answer.state === 'rebuilding') throw rebuilding()
  return { rows: answer.found.rows, next: answer.found.next }
}
