import type { Row } from '@icms/backbone/aggregate'
import type { CorrespondenceState, KeptLetter } from '@icms/schemas/generated/notification-state-v1'

/**
 * `letters`, by letterId: what is to be printed and was, with whom it is for. `status`: letters that wait, by how long,
 * and those that were sent or cancelled, by when. `kind`: the same of one notice, as `<status>.<notice>`. `overdue`: those
 * that wait for longer than they should. Those that wait and can go nowhere, as no address is known, have `NO_ADDRESS`
 * for their status there: they are not printed with the others. `subject`: all of one application, or of one paper. `letter`: the one of that
 * id, for whoever does not know whose it is.
 */
export const letterRows = (state: CorrespondenceState): readonly Row[] =>
  state.letters.flatMap(letter => rowOf(letter, state) ?? [])

function rowOf({ recipient, ...letter }: KeptLetter, { subjectId, contact }: CorrespondenceState): Row | undefined {
  // Letters of days gone by have none of their own.
  const to = recipient ?? contact
  if (!to) return undefined
  const { name, address, fax, language } = to
  const { letterId, status, notice, waitingSince, overdueAt, settledAt, requestedAt } = letter
  const listed = status === 'WAITING' && address === null && fax === null ? 'NO_ADDRESS' : status
  const order = status === 'WAITING' ? waitingSince : (settledAt ?? waitingSince)
  return {
    table: 'letters',
    id: letterId,
    data: { ...letter, subjectId, name, address, fax, language },
    indexes: {
      status: { value: listed, order },
      kind: { value: `${listed}.${notice}`, order },
      letter: { value: letterId, order: requestedAt },
      subject: { value: subjectId, order: requestedAt },
      ...(status === 'WAITING' && overdueAt !== null && { overdue: { value: 'OVERDUE', order } }),
    },
  }
}
