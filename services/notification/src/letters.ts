import type { Context, Timer } from '@icms/backbone/aggregate'
import type { Reference } from '@icms/backbone/reference'
import { calendarOf } from '@icms/reference-data/reference-view'
import type { LetterRefusalReason } from '@icms/schemas/generated/notification-events-v1'
import type { KeptLetter, LetterRecipient } from '@icms/schemas/generated/notification-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { workingDaysEnd } from '@icms/schemas/working-day'
import type { Notice } from './notice.ts'

/** What staff want of a letter. */
export type LetterCommand = MessageOf<'MarkLetterSent' | 'CancelLetter' | 'ReprintLetter'>

/** What becomes of one. */
export type LetterOutput = MessageOf<
  | 'LetterRequested'
  | 'LetterSent'
  | 'LetterCancelled'
  | 'LetterReprintRequested'
  | 'LetterOverdue'
  | 'LetterCommandRefused'
>

/** Letters that are kept of one application: of those that wait none is left out, so that a few more may be. */
const lettersMax = 100

/** The letter that a notice is for whom no mail reaches; it should go out in so many working days. */
export const letterOf = (
  { emailId: letterId, notice, parameters }: Notice,
  { name, address, fax, language }: LetterRecipient,
  workingDays: number,
  { key: subjectId, at }: Context,
  insteadOf: string | null = null,
): MessageOf<'LetterRequested'> => ({
  type: 'LetterRequested',
  data: { letterId, at, notice, subjectId, name, address, fax, language, parameters, workingDays, insteadOf },
})

/** What a command leads to: a fact, or a refusal that changes nothing. */
export function decideOnLetter(
  { type, data }: LetterCommand,
  letters: readonly KeptLetter[],
  { key: subjectId, at, actor }: Context,
): readonly LetterOutput[] {
  const { letterId } = data
  const letter = letters.find(one => one.letterId === letterId)
  const reason = refusalOf(type, letter)
  if (!letter || reason) {
    const refused = { subjectId, letterId, at, command: type, reason: reason ?? 'NO_SUCH_LETTER' } as const
    return [{ type: 'LetterCommandRefused', data: refused }]
  }
  const about = { subjectId, letterId, at, notice: letter.notice }
  const role = actor.role ?? null
  switch (type) {
    case 'MarkLetterSent':
      return [{ type: 'LetterSent', data: { ...about, channel: data.channel, sentBy: actor.id, role } }]
    case 'CancelLetter':
      return [{ type: 'LetterCancelled', data: { ...about, cancelledBy: actor.id, role, note: data.note } }]
    case 'ReprintLetter':
      return [{ type: 'LetterReprintRequested', data: { ...about, requestedBy: actor.id, role } }]
  }
}

function refusalOf(
  command: LetterCommand['type'],
  letter: KeptLetter | undefined,
): Exclude<LetterRefusalReason, 'UNKNOWN'> | undefined {
  if (!letter) return 'NO_SUCH_LETTER'
  if (command === 'ReprintLetter') return letter.status === 'WAITING' ? 'WAITING' : undefined
  if (letter.status === 'WAITING') return undefined
  return letter.status === 'SENT' ? 'ALREADY_SENT' : 'CANCELLED'
}

/** Whose decision it follows from that letters are not sent; nobody's where data were erased or paper was replaced. */
type Cancelling = { readonly by: string | null; readonly role: string | null; readonly note: string | null }

/** Letters that nobody should get any more: their person's data were erased, or their paper is looked at again. */
export const cancelWaiting = (
  letters: readonly KeptLetter[],
  { key: subjectId, at }: Context,
  { by: cancelledBy, role, note }: Cancelling = { by: null, role: null, note: null },
): readonly LetterOutput[] =>
  letters
    .filter(({ status }) => status === 'WAITING')
    .map(({ letterId, notice }) => ({
      type: 'LetterCancelled',
      data: { subjectId, letterId, at, notice, cancelledBy, role, note },
    }))

const timerOf = ({ letterId }: KeptLetter): string => `letter-${letterId}`

/** One for each letter that waits: the end of the working days in which it should go out. */
export const letterTimers = (letters: readonly KeptLetter[], reference: Reference): readonly Timer[] =>
  letters
    .filter(({ status, overdueAt }) => status === 'WAITING' && overdueAt === null)
    .map(letter => ({
      name: timerOf(letter),
      at: workingDaysEnd(letter.waitingSince, letter.workingDays, calendarOf(reference)),
    }))

/** What the running out of those days puts out; nothing when the letter went out. */
export function letterRanOut(
  name: string,
  letters: readonly KeptLetter[],
  { key: subjectId, at, reference }: Context,
): readonly LetterOutput[] {
  const timer = letterTimers(letters, reference).find(one => one.name === name)
  const letter = letters.find(one => timerOf(one) === name)
  if (!letter || !timer || timer.at > at) return []
  const { letterId, notice, waitingSince, workingDays } = letter
  const counted = { waitingSince, workingDays, referenceVersion: reference.version }
  return [{ type: 'LetterOverdue', data: { subjectId, letterId, at, notice, ...counted } }]
}

/** The letters after something became of one of them. */
export function evolveLetters(letters: readonly KeptLetter[], output: LetterOutput): readonly KeptLetter[] {
  const { letterId, at } = output.data
  const changed = (change: Partial<KeptLetter>) =>
    letters.map(one => (one.letterId === letterId ? { ...one, ...change } : one))
  switch (output.type) {
    case 'LetterRequested': {
      const { notice, parameters, workingDays, name, address, fax, language, insteadOf } = output.data
      const recipient = { name, address, fax, language }
      const waits = { requestedAt: at, waitingSince: at, workingDays, overdueAt: null, status: 'WAITING' } as const
      const unsettled = { settledAt: null, settledBy: null, role: null, channel: null, note: null }
      return withoutOldest([...letters, { letterId, notice, recipient, ...waits, ...unsettled, insteadOf, parameters }])
    }
    case 'LetterSent': {
      const { sentBy: settledBy, role, channel } = output.data
      return changed({ status: 'SENT', settledAt: at, settledBy, role, channel, note: null })
    }
    case 'LetterCancelled': {
      const { cancelledBy: settledBy, role, note } = output.data
      return changed({ status: 'CANCELLED', settledAt: at, settledBy, role, channel: null, note })
    }
    case 'LetterReprintRequested':
      return changed({ status: 'WAITING', waitingSince: at, overdueAt: null })
    case 'LetterOverdue':
      return changed({ overdueAt: at })
    default:
      return letters
  }
}

function withoutOldest(letters: readonly KeptLetter[]): readonly KeptLetter[] {
  if (letters.length <= lettersMax) return letters
  const oldest = letters.findIndex(({ status }) => status !== 'WAITING')
  return oldest < 0 ? letters : letters.toSpliced(oldest, 1)
}
