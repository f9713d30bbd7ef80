import type { ReadSide } from '@icms/backbone/port'
import type { ApplicationChannel } from '@icms/schemas/generated/common'
import type { PaperStatus } from '@icms/schemas/generated/vetting-state-v1'
import { readRowPage } from '@icms/web/row-page'

/** Lists of paper: what waits for staff, what whoever asks sees to, and what is done with. */
export const paperViewNames = [
  'UNASSIGNED',
  'CHECKING',
  'EXCEPTION',
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
  readonly partOf: string | null
  readonly replaces: string | null
  readonly replacedBy: string | null
  readonly isErased: boolean
}

export type PaperPage = { readonly papers: readonly ListedPaper[]; readonly next: string | undefined }

const waiting: readonly PaperView[] = ['UNASSIGNED', 'CHECKING', 'EXCEPTION', 'MINE', 'JOINING']

/** One page of a list: what waits, the longest first; of what is done with, the latest. Throws `rebuilding`. */
export async function readPapers(
  readSide: ReadSide,
  { view, staffId, after }: { readonly view: PaperView; readonly staffId: string; readonly after?: string | undefined },
): Promise<PaperPage> {
  const by = view === 'MINE' ? { index: 'assignee', value: staffId } : { index: 'status', value: view }
  const query = { table: 'paper-list', ...by, descending: !waiting.includes(view), after }
  const { rows, next } = await readRowPage(readSide, 'vetting', query)
  return { papers: rows.map(({ data }) => data as unknown as ListedPaper), next }
}

/** What came on paper for an application, the latest first; at most a page of it. */
export async function readPapersOf(readSide: ReadSide, applicationId: string): Promise<readonly ListedPaper[]> {
  const query = { table: 'paper-list', index: 'application', value: applicationId, descending: true }
  const { rows } = await readRowPage(readSide, 'vetting', query)
  return rows.map(({ data }) => data as unknown as ListedPaper)
}
