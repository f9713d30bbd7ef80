import type { Row } from '@icms/backbone/aggregate'
import { archiveIdOf, pictureIdOf } from '@icms/paper-intake/stored-ids'
import { dayOf } from '@icms/schemas/calendar-day'
import type { EnvelopeState } from '@icms/schemas/generated/intake-post-state-v1'
import { pagesOf } from './envelope-state.ts'

/** Supplier of what is handed in over the counter. */
export const counterSource = 'counter'

/** What the sender is told of an envelope, as far as it is decided. */
export const outcomeOf = ({ status }: Pick<EnvelopeState, 'status'>): 'PENDING' | 'ACCEPTED' | 'REFUSED' =>
  status === 'REFUSED' ? 'REFUSED' : status === 'PREPARING' || status === 'HANDED_ON' ? 'ACCEPTED' : 'PENDING'

/** The row of an envelope. `documentIds` names all that is stored under it, so that nothing of it is swept away. */
export type EnvelopeRow = Pick<
  EnvelopeState,
  | 'paperId'
  | 'envelopeId'
  | 'attempt'
  | 'contentHash'
  | 'manifestHash'
  | 'status'
  | 'firstReceivedAt'
  | 'decidedAt'
  | 'source'
  | 'channel'
  | 'box'
  | 'problems'
  | 'applicationId'
  | 'rescanOf'
> & {
  readonly outcome: 'PENDING' | 'ACCEPTED' | 'REFUSED'
  /** When the paper was opened, or handed in and stamped, UTC ms; 0 of what was refused. */
  readonly handedInAt: number
  readonly pages: number
  readonly documentCount: number
  readonly documentIds: readonly string[]
}

/** One row an envelope: by the day that it came, per sender; the same for the counter's list of takings. */
export function envelopeRows(state: EnvelopeState): readonly Row[] {
  const { paperId, envelopeId, attempt, contentHash, manifestHash, status, firstReceivedAt, decidedAt } = state
  if (status === 'UNKNOWN') return []
  const { source, channel, box, problems, applicationId, rescanOf, kept, evidenceIds } = state
  const data: EnvelopeRow = {
    ...{ paperId, envelopeId, attempt, contentHash, manifestHash, status, firstReceivedAt, decidedAt },
    ...{ source, channel, box, problems, applicationId, rescanOf },
    outcome: outcomeOf(state),
    handedInAt: state.openedAt,
    pages: pagesOf(state),
    documentCount: kept.length,
    documentIds: [...evidenceIds, ...kept.flatMap(document => storedOf(paperId, document))],
  }
  const day = { value: `${source}/${dayOf(firstReceivedAt)}`, order: firstReceivedAt }
  return [{ table: 'envelopes', id: paperId, data, indexes: source === '' ? {} : { day } }]
}

/** The original and all that is made of it: ids follow from the original's. */
const storedOf = (paperId: string, { documentId, pages }: { readonly documentId: string; readonly pages: number }) => [
  documentId,
  archiveIdOf(paperId, documentId),
  ...Array.from({ length: pages }, (_, i) => pictureIdOf(paperId, documentId, i)),
]
