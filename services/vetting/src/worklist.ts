import type { Row } from '@icms/backbone/aggregate'
import type { ReadSide, RowQuery } from '@icms/backbone/port'
import type { Reference } from '@icms/backbone/reference'
import type { IdentityDocument, PersonName } from '@icms/schemas/generated/common'
import type { ApplicationState } from '@icms/schemas/generated/vetting-state-v1'
import { ProblemError, rebuilding } from '@icms/web/problem'
import { isPlace, pageRows } from '@icms/web/row-page'
import { clockEnd } from './working-day-clocks.ts'

/** Parts of the worklist: what waits for vetting, by its clock, or one status. */
export const worklistViews = [
  'VETTING',
  'AUTH_PENDING',
  'AUTHENTICATED',
  'APPROVED',
  'APPROVED_CONDITIONAL',
  'REJECTED',
  'RECEIVED',
] as const

export type WorklistView = (typeof worklistViews)[number]

/** An application in a list. Times are UTC ms. */
export type ListedApplication = Omit<ApplicationState, 'form' | 'personId'> & {
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
}

export type WorklistPage = {
  readonly applications: readonly ListedApplication[]
  /** Token of the next page. */
  readonly next: string | undefined
}

export type WorklistQuery = {
  readonly view: WorklistView
  readonly after: string | undefined
  readonly at: number
  readonly reference: Reference
}

/** One page of the worklist, the most urgent first; of what has ended, the latest first. Throws `rebuilding`. */
export async function readWorklist(readSide: ReadSide, query: WorklistQuery): Promise<WorklistPage> {
  const { view, after, at, reference } = query
  const page = view === 'VETTING' ? await byClock(readSide, after) : await byStatus(readSide, view, after)
  return { applications: page.rows.map(row => listedApplication(row, at, reference)), next: page.next }
}

/** A row of the worklist with its clocks worked out by the calendar as it is known now. */
export function listedApplication(row: Row, at: number, reference: Reference): ListedApplication {
  const { personId: _, ...data } = row.data as unknown as ListedApplication & { readonly personId: string }
  const { status, vettingClock, enquiryClock } = data
  const isUnanswered = status === 'RECEIVED' || status === 'VETTING'
  const vettingDue = status === 'VETTING' && vettingClock ? clockEnd(vettingClock, reference) : null
  const enquiryDue = isUnanswered ? clockEnd(enquiryClock, reference) : null
  return {
    ...data,
    vettingDue,
    isOverdue: vettingDue !== null && vettingDue < at,
    enquiryDue,
    mayEnquire: enquiryDue !== null && enquiryDue < at,
  }
}

type Page = { readonly rows: readonly Row[]; readonly next: string | undefined }

async function byStatus(readSide: ReadSide, value: string, after: string | undefined): Promise<Page> {
  const isFinal = value === 'APPROVED' || value === 'APPROVED_CONDITIONAL' || value === 'REJECTED'
  return list(readSide, { index: 'status', value, limit: pageRows, descending: isFinal, after })
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
