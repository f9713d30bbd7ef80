import type { Row } from '@icms/backbone/aggregate'
import type { CorrespondenceState } from '@icms/schemas/generated/notification-state-v1'

/**
 * `letters`, by letterId: what is to be printed and was, with whom it is for. `status`: letters that wait, by how long,
 * and those that were sent or cancelled, by when. `kind`: the same of one notice, as `<status>.<notice>`. `overdue`: those
 * that wait for longer than they should. `subject`: all of one application. `letter`: the one of that id, for whoever does not
 * know its application.
 */
export function letterRows({ subjectId, contact, letters }: CorrespondenceState): readonly Row[] {
  if (!contact) return []
  const { name, address, fax, language } = contact
  return letters.map(letter => {
    const { letterId, status, notice, waitingSince, overdueAt, settledAt, requestedAt } = letter
    const order = status === 'WAITING' ? waitingSince : (settledAt ?? waitingSince)
    return {
      table: 'letters',
      id: letterId,
      data: { ...letter, subjectId, name, address, fax, language },
      indexes: {
        status: { value: status, order },
        kind: { value: `${status}.${notice}`, order },
        letter: { value: letterId, order: requestedAt },
        subject: { value: subjectId, order: requestedAt },
        ...(status === 'WAITING' && overdueAt !== null && { overdue: { value: 'OVERDUE', order } }),
      },
    }
  })
}
