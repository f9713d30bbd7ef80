import type { Row } from '@icms/backbone/aggregate'
import type { PaperState } from '@icms/schemas/generated/vetting-state-v1'
import { comparedPagesMax } from './paper-likeness.ts'
import { isWaiting } from './paper-waiting.ts'

/** Bits of a page's hash are compared in so many bands, by which pages that look alike are found. */
export const hashBands = 16

/** The bands of a hash: four hexadecimal digits each. */
export const bandsOf = (hash: string): readonly string[] =>
  Array.from({ length: hashBands }, (_, band) => hash.slice(band * 4, band * 4 + 4))

/**
 * Three tables. `papers`, by paperId: all of a paper, for its page. `paper-list`, by paperId: what lists show, none of it
 * personal. `paper-looks`: by what another paper is found to be alike, a row for each of its first pages. What was erased is in no index.
 */
export const paperRows = (state: PaperState): readonly Row[] => [
  { table: 'papers', id: state.paperId, data: { ...state } },
  { table: 'paper-list', id: state.paperId, data: listData(state), indexes: listIndexes(state) },
  ...(canBeLike(state) ? looks(state) : []),
]

const listData = ({ paper, typed, ...state }: PaperState): Row['data'] => {
  const { channel, receivedAt, source, isWhole, documents, nonScannable } = paper
  const { paperId, status, statusAt, reasons, references, applicationId, assignee, partOf, replaces, waitClock } = state
  return {
    ...{ paperId, status, statusAt, reasons, references, applicationId, assignee, partOf, replaces, waitClock },
    ...{ channel, receivedAt, source, isWhole },
    pages: documents.reduce((sum, { pages }) => sum + pages.length, 0),
    damaged: documents.reduce((sum, { pages }) => sum + pages.filter(({ damage }) => damage !== null).length, 0),
    forms: [...new Set(documents.flatMap(({ form }) => form ?? []))],
    nonScannable: nonScannable.length,
    likenesses: state.likenesses.length,
    differs: typed?.second != null,
    isBegun: state.saved !== null,
    isErased: state.erasure !== null,
    ...{ isDecided: state.isDecided, replacedBy: state.replacedBy },
  }
}

/**
 * `status`: what waits, the longest received first; of what is done with, since when. `overdue`: what waited longer than it
 * should. `assignee`: what somebody sees to. `application`: what came for it. `ended`: of what nothing came, which may be erased one day.
 */
const listIndexes = (state: PaperState): NonNullable<Row['indexes']> => {
  if (state.erasure) return {}
  const { status, statusAt, assignee, applicationId, paper, waitClock } = state
  const waits = isWaiting(state)
  const isOverdue = waitClock !== null && waitClock.ranOutAt !== null
  const isDismissed = status === 'NOT_FOR_US' || status === 'UNREADABLE'
  return {
    status: { value: status, order: waits ? paper.receivedAt : statusAt },
    ...(isOverdue && { overdue: { value: 'OVERDUE', order: paper.receivedAt } }),
    ...(assignee !== null && waits && { assignee: { value: assignee, order: paper.receivedAt } }),
    ...(applicationId !== null && { application: { value: applicationId, order: paper.receivedAt } }),
    ...(isDismissed && { ended: { value: 'ENDED', order: statusAt } }),
  }
}

const canBeLike = ({ status, erasure }: PaperState): boolean =>
  erasure === null && status !== 'REPLACED' && status !== 'RETURNED'

const looks = ({ paperId, paper }: PaperState): readonly Row[] => {
  const order = paper.receivedAt
  const rows: Row[] = []
  let compared = 0
  for (const { documentId, sha256, pages } of paper.documents)
    for (const [place, { page, hash }] of pages.entries()) {
      const isCompared = hash !== null && compared < comparedPagesMax
      if (isCompared) compared += 1
      if (!isCompared && place > 0) continue
      const bands = isCompared ? bandsOf(hash).map((value, band) => [`band${band}`, { value, order }] as const) : []
      const file = place === 0 ? ([['file', { value: sha256, order }]] as const) : []
      rows.push({
        table: 'paper-looks',
        id: `${paperId}.${documentId}.${page}`,
        data: { paperId, sha256, hash },
        indexes: Object.fromEntries([...file, ...bands]),
      })
    }
  return rows
}
