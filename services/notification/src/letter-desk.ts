import type { Actor } from '@icms/backbone/actor'
import type { HostContext } from '@icms/backbone/deployable'
import { deriveId } from '@icms/backbone/record'
import { noticeWords, type InLanguage, type Rendering } from '@icms/email/notice-words'
import { type CoverSheet, coverSheetOf } from '@icms/paper/cover-sheet'
import { defaultHelpCentre } from '@icms/reference-data/default-help-centre'
import { contactDetailsAt } from '@icms/reference-data/reference-view'
import { type Received, readForm } from '@icms/schemas/form-reader'
import type { Address, ContactDetails, Language, NoticeNumber, PersonName } from '@icms/schemas/generated/common'
import type { LetterCommandRefused, LetterRefusalReason } from '@icms/schemas/generated/notification-events-v1'
import type { KeptLetter } from '@icms/schemas/generated/notification-state-v1'
import { parseProse } from '@icms/schemas/normalised-text'
import type { Policy } from '@icms/schemas/policy'
import type { Defect, FormResult } from '@icms/schemas/refusal'
import { ProblemError, rebuilding } from '@icms/web/problem'
import { readRowPage } from '@icms/web/row-page'
import { sendCommand } from '@icms/web/sent-command'
import type { Subject } from '@icms/web/staff-views'
import { type AddressBlock, addressBlockOf } from './address-block.ts'
import type { LetterCommand } from './letters.ts'
import { subjectOf } from './notice.ts'

/** Parts of the worklist: what is to be printed, the longest waiting first; what can go nowhere; what of both is late; and what became of the rest. */
export const letterViews = ['WAITING', 'NO_ADDRESS', 'OVERDUE', 'SENT', 'CANCELLED'] as const
export type LetterView = (typeof letterViews)[number]

/** Notices that may go out on paper, to filter by. */
export const letterKinds = ['N1', 'N2', 'N3', 'N4', 'N5', 'N23', 'N29'] as const satisfies readonly NoticeNumber[]
export type LetterKind = (typeof letterKinds)[number]

/** Whose record is shown with it. */
export const shownWith = ({ notice, subjectId: id }: ListedLetter): Subject => ({ kind: subjectOf(notice), id })

/** How a letter goes out. */
export const letterChannels = ['POST', 'FAX', 'HAND'] as const

/** As many are printed in one go as a page of the list shows. */
export const printedMax = 50

/** A letter with whom it is for. Times are UTC ms. */
export type ListedLetter = Omit<KeptLetter, 'recipient'> & {
  readonly subjectId: string
  readonly name: PersonName
  readonly address: Address | null
  readonly fax: string | null
  readonly language: Language
}

/** True where it can go somewhere. */
export const canGo = ({ address, fax }: ListedLetter): boolean => address !== null || fax !== null

export type LetterPage = { readonly letters: readonly ListedLetter[]; readonly next: string | undefined }

/** A letter as it is printed. */
export type PrintedLetter = {
  readonly letter: ListedLetter
  /** The day it bears: today's, or that on which it was sent (UTC ms). */
  readonly datedAt: number
  readonly block: AddressBlock
  readonly words: readonly InLanguage[]
  /** Comes with a letter that is to be answered on paper (R34d). */
  readonly sheet: CoverSheet | undefined
}

/** How something that staff wanted of a letter fared. `processing`: it is received, and what came of it is not known yet. */
export type LetterFared =
  | { readonly kind: 'decided' | 'processing' }
  | { readonly kind: 'invalid'; readonly defects: readonly Defect[] }
  | { readonly kind: 'refused'; readonly reason: LetterRefusalReason }

export type Wanted = { readonly commandId: string; readonly actor: Actor; readonly body: Received }

export type LetterDesk = ReturnType<typeof createLetterDesk>

/** What staff do with letters, for pages and JSON alike. Throws `ProblemError` or `NotNow` where nothing can be said now. */
export function createLetterDesk(context: HostContext, policy: Policy) {
  const { backbone, commands, clock, reference, publicUrl } = context
  const { readSide } = backbone

  /** Where paper is answered to. */
  const sendTo = (): ContactDetails => contactDetailsAt(reference.current(), clock.now()) ?? defaultHelpCentre

  async function letter(letterId: string): Promise<ListedLetter> {
    const query = { table: 'letters', index: 'letter', value: letterId, limit: 1 }
    const answer = await readSide.list('notification', query)
    if (answer.state === 'rebuilding') throw rebuilding()
    const [row] = answer.found.rows
    if (!row) throw new ProblemError('not-found')
    return row.data as unknown as ListedLetter
  }

  async function printed(one: ListedLetter): Promise<PrintedLetter> {
    const { subjectId, notice, name, address, language, parameters, status, settledAt } = one
    const applicationId = subjectOf(notice) === 'application' ? subjectId : null
    const rendering: Rendering = {
      ...{ publicUrl, policy, helpCentre: sendTo() },
      // No code goes out on paper: a notice that shows one has no words here.
      ...{ activationCodeOf: () => '', emailCodeOf: () => '' },
    }
    return {
      letter: one,
      datedAt: status === 'SENT' && settledAt !== null ? settledAt : clock.now(),
      block: addressBlockOf(name, address, language),
      words: noticeWords(notice, { applicationId, accountId: null, name, language, parameters }, rendering, 'paper'),
      sheet: notice === 'N2' ? await coverSheetOf(subjectId) : undefined,
    }
  }

  async function send(
    type: LetterCommand['type'],
    letterId: string,
    { commandId: id, actor }: Wanted,
    checked: FormResult<object>,
  ): Promise<LetterFared> {
    if (!checked.ok) return { kind: 'invalid', defects: checked.defects }
    const { subjectId: key } = await letter(letterId)
    const data = { subjectId: key, letterId, ...checked.value }
    const outputs = await sendCommand(commands, 'notification', { id, type, key, data, actor })
    if (!outputs) return { kind: 'processing' }
    const refused = outputs.find(output => output.type === 'LetterCommandRefused')
    return refused
      ? { kind: 'refused', reason: (refused.data as LetterCommandRefused).reason }
      : { kind: outputs.length > 0 ? 'decided' : 'processing' }
  }

  return {
    sendTo,
    letter,
    printed,
    async worklist(view: LetterView, kind: LetterKind | undefined, after: string | undefined): Promise<LetterPage> {
      const query =
        view === 'OVERDUE'
          ? { index: 'overdue', value: view }
          : kind === undefined
            ? { index: 'status', value: view }
            : { index: 'kind', value: `${view}.${kind}` }
      const descending = view === 'SENT' || view === 'CANCELLED'
      const { rows, next } = await readRowPage(readSide, 'notification', {
        table: 'letters',
        ...query,
        descending,
        after,
      })
      return { letters: rows.map(({ data }) => data as unknown as ListedLetter), next }
    },
    /** It was printed and sent (R32b). */
    markSent: (letterId: string, wanted: Wanted) => send('MarkLetterSent', letterId, wanted, parseSending(wanted.body)),
    /** The same of several: each is a command of its own, and what somebody else had settled stays as it is. */
    async markAllSent(letterIds: readonly string[], wanted: Wanted): Promise<readonly LetterFared[]> {
      const checked = parseSending(wanted.body)
      const each = letterIds.map(letterId => {
        const one = { ...wanted, commandId: deriveId(wanted.commandId, letterId) }
        return send('MarkLetterSent', letterId, one, checked).catch(goneAsRefused)
      })
      return Promise.all(each)
    },
    /** It need not be sent. */
    cancel: (letterId: string, wanted: Wanted) => send('CancelLetter', letterId, wanted, parseCancelling(wanted.body)),
    /** It is to be printed again, having been sent or cancelled. */
    reprint: (letterId: string, wanted: Wanted) =>
      send('ReprintLetter', letterId, wanted, readForm(wanted.body, []).conclude<object>({})),
  }
}

/** One whose person was erased since must not hide what became of the others. */
function goneAsRefused(error: unknown): LetterFared {
  if (error instanceof ProblemError && error.kind === 'not-found') return { kind: 'refused', reason: 'NO_SUCH_LETTER' }
  throw error
}

function parseSending(body: Received): FormResult<object> {
  const form = readForm(body, ['channel'])
  return form.conclude<object>({ channel: form.choice('channel', letterChannels) })
}

function parseCancelling(body: Received): FormResult<object> {
  const form = readForm(body, ['note'])
  return form.conclude<object>({ note: form.text('note', parseProse(1, 2_000)) })
}
