import type { Row } from '@icms/backbone/aggregate'
import { archiveIdOf, pictureIdOf } from '@icms/paper-intake/stored-ids'
import { dayOf } from '@icms/schemas/calendar-day'
import type { FaxCall } from '@icms/schemas/generated/common'
import type { FaxState } from '@icms/schemas/generated/intake-fax-state-v1'

/**
 * `faxes`, by id: each fax that was taken or refused. `documentIds` names everything that is stored under the fax, or may
 * come to be, so that no sweep takes it away. Indexes: `status`, and `day` (`<gateway>/<day in Hong Kong>`), by receipt.
 */
export function faxRows(state: FaxState, key: string): readonly Row[] {
  const { received, refusal, status, paperId } = state
  if (received) {
    const { gateway, at: acceptedAt, call } = received
    const { jobId, receivedAt, sha256, pagesReceived, pagesFound } = call
    const documentIds = storedOf(call)
    const data = {
      faxId: key,
      status,
      gateway,
      jobId,
      receivedAt,
      acceptedAt,
      sha256,
      pagesReceived,
      pagesFound,
      paperId,
    }
    return [row(key, { ...data, refusalCode: null, documentIds }, { status, gateway, receivedAt })]
  }
  if (!refusal) return []
  const { gateway, jobId, receivedAt, sha256, code: refusalCode } = refusal
  const data = { faxId: key, status, gateway, jobId, receivedAt, sha256, refusalCode, documentIds: [] }
  return [row(key, data, { status, gateway, receivedAt })]
}

type Ordered = { readonly status: string; readonly gateway: string; readonly receivedAt: number }

const row = (id: string, data: Row['data'], { status, gateway, receivedAt: order }: Ordered): Row => ({
  table: 'faxes',
  id,
  data,
  indexes: { status: { value: status, order }, day: { value: `${gateway}/${dayOf(order)}`, order } },
})

/** The original and whatever preparing makes of it, whether or not it has. */
const storedOf = ({ callId, documentId, pagesFound }: FaxCall): readonly string[] => [
  documentId,
  archiveIdOf(callId, documentId),
  ...Array.from({ length: pagesFound }, (_, index) => pictureIdOf(callId, documentId, index)),
]
