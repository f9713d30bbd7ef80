import type { Row } from '@icms/backbone/aggregate'
import type { ReadSide } from '@icms/backbone/port'
import type { Reference } from '@icms/backbone/reference'
import type { ApplicationChannel } from '@icms/schemas/generated/common'
import type { PaperState, PaperStatus } from '@icms/schemas/generated/vetting-state-v1'
import { readRowPage } from '@icms/web/row-page'
import { clockEnd } from './working-day-clocks.ts'

/** Lists of paper: what waits for staff, what whoever asks sees to, and what is done with. */
export const paperViewNames = [
  'UNASSIGNED',
  'CHECKING',
  'EXCEPTION',
  'OVERDUE',
  'MINE',
  'JOINING',
  'ASSIGNED',
  'NOT_FOR_US',
  'UNREADABLE',
  'REPLACED',
  'RETURNED',
] as const

export type PaperView = (typeof paperViewNames)[number]

/** A paper in a list. Times are UTC ms. Nothing personal. */
export type ListedPaper = {
  readonly paperId: string
  readonly status: PaperStatus
  readonly statusAt: number
  readonly channel: ApplicationChannel
  readonly receivedAt: number
  readonly source: string
  readonly isWhole: boolean
  readonly pages: number
  /** Pages of which something is missing. */
  readonly damaged: number
  readonly forms: readonly string[]
  readonly nonScannable: number
  readonly reasons: readonly string[]
  readonly references: readonly string[]
  readonly applicationId: string | null
  readonly isDecided: boolean
  readonly assignee: string | null
  readonly likenesses: number
  /** True when a second person read it differently. */
  readonly differs: boolean
  /** True when somebody has begun to type it in. */
  readonly isBegun: boolean
  readonly partOf: string | null
  readonly replaces: string | null
  readonly replacedBy: string | null
  readonly isErased: boolean
  /** End of the working days in which it should be typed in or placed, by today's calendar, while it waits (R32b). */
  readonly due: number | null
  readonly isOverdue: boolean
}

/** The moment at which a list is read, and the calendar of then. */
export type ReadAt = { readonly at: number; readonly reference: Reference }

/** A row of the list with its clock worked out by the calendar as it is known now. */
export function listedPaper({ data }: Row, { at, reference }: ReadAt): ListedPaper {
  const { waitClock, ...told } = data as unknown as Omit<ListedPaper, 'due' | 'isOverdue'> &
    Pick<PaperState, 'waitClock'>
  const due = waitClock && clockEnd(waitClock, reference)
  return { ...told, due, isOverdue: due !== null && due < at }
}

export type PaperPage = { readonly papers: readonly ListedPaper[]; readonly next: string | undefined }

const waiting: readonly PaperView[] = ['UNASSIGNED', 'CHECKING', 'EXCEPTION', 'OVERDUE', 'MINE', 'JOINING']

export type PaperQuery = {
  readonly view: PaperView
  /** Whoever asks. */
  readonly staffId: string
  readonly after?: string | undefined
}

function indexOf(view: PaperView, staffId: string) {
  if (view === 'MINE') return { index: 'assignee', value: staffId }
  return view === 'OVERDUE' ? { index: 'overdue', value: view } : { index: 'status', value: view }
}

/** One page of a list: what waits, the longest first; of what is done with, the latest. Throws `rebuilding`. */
export async function readPapers(
  readSide: ReadSide,
  { view, staffId, after, ...now }: PaperQuery & ReadAt,
): Promise<PaperPage> {
  const query = { table: 'paper-list', ...indexOf(view, staffId), descending: !waiting.includes(view), after }
  const { rows, next } = await readRowPage(readSide, 'vetting', query)
  return { papers: rows.map(row => listedPaper(row, now)), next }
}

/** What came on paper for an application, the latest first; at most a page of it. */
export async function readPapersOf(
  readSide: ReadSide,
  applicationId: string,
  now: ReadAt,
): Promise<readonly ListedPaper[]> {
  const query = { table: 'paper-list', index: 'application', value: applicationId, descending: true }
  const { rows } = await readRowPage(readSide, 'vetting', query)
  return rows.map(row => listedPaper(row, now))
}
