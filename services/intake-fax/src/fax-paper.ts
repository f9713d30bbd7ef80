import type { FaxCall, Paper, PaperDocument } from '@icms/schemas/generated/common'
import type { FaxState, PreparedCall } from '@icms/schemas/generated/intake-fax-state-v1'

/** Nothing is missing any more: every call that broke off was continued. */
export const isComplete = (calls: readonly FaxCall[]): boolean =>
  calls.every(({ callId, isPartial }) => !isPartial || calls.some(({ continuesId }) => continuesId === callId))

/** The paper that a fax is: its calls in the order in which they continue each other, whatever order they came in. */
export function paperOf(state: FaxState): Paper {
  const { faxId, received, continuesId, likelyWith } = state
  const calls = inOrder(state.calls)
  return {
    paperId: faxId,
    channel: 'FAX',
    receivedAt: received!.call.receivedAt,
    source: received!.gateway,
    sender: received!.sender,
    postmarkedOn: null,
    isWhole: continuesId === null && isWhole(calls.map(({ call }) => call)),
    documents: calls.map(documentOf),
    nonScannable: [],
    continuesId,
    likelyWith,
  }
}

/** What a gateway counted and its file has not is missing; what a sender announced counts where there was one call. */
const isWhole = (calls: readonly FaxCall[]): boolean =>
  isComplete(calls) &&
  calls.every(({ pagesFound, pagesReceived }) => pagesFound >= pagesReceived) &&
  (calls.length > 1 || calls[0]!.pagesFound >= (calls[0]!.pagesDeclared ?? 0))

/** A call, then whatever continues it; the earlier first where two do. */
function inOrder(calls: readonly PreparedCall[]): readonly PreparedCall[] {
  const after = (prior: PreparedCall): readonly PreparedCall[] => {
    const next = calls.filter(
      ({ call }) => call.continuesId === prior.call.callId && call.callId !== calls[0]!.call.callId,
    )
    return [prior, ...next.toSorted(byReceipt).flatMap(after)]
  }
  return after(calls[0]!)
}

const byReceipt = ({ call: a }: PreparedCall, { call: b }: PreparedCall): number =>
  a.receivedAt - b.receivedAt || (a.callId < b.callId ? -1 : 1)

const documentOf = ({ call, archiveId, pages }: PreparedCall): PaperDocument => ({
  subjectId: call.callId,
  documentId: call.documentId,
  archiveId,
  mediaType: call.mediaType,
  bytes: call.bytes,
  sha256: call.sha256,
  scan: call.scan,
  kind: 'UNKNOWN',
  form: null,
  sourceId: call.jobId,
  controlNumber: null,
  notes: null,
  ocrEngine: null,
  fields: [],
  pages,
})
