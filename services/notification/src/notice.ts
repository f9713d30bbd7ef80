import type { Context } from '@icms/backbone/aggregate'
import { deriveId } from '@icms/backbone/record'
import type { Language, NoticeNumber, PersonName } from '@icms/schemas/generated/common'
import type { MessageOf } from '@icms/schemas/message-of'

/** A notice that is to be mailed, or goes out on paper; who it goes to may not be known yet. */
export type Notice = {
  readonly emailId: string
  readonly notice: NoticeNumber
  readonly caseId: string | null
  readonly parameters: Readonly<Record<string, string>>
}

export type Contact = { readonly to: string; readonly name: PersonName; readonly language: Language }

export type NoticeOutput = MessageOf<'EmailRequested' | 'NoticeHeld'>

/** What both aggregates keep. */
export type Notices<C extends Contact> = {
  readonly subjectId: string
  readonly contact: C | null
  readonly held: readonly Notice[]
  readonly asked: readonly string[]
}

/** Whose record a notice on paper is of; its key is the id of that. */
export const subjectOf = (notice: NoticeNumber): 'application' | 'paper' => (notice === 'N29' ? 'paper' : 'application')

/** Ids of mails by which a repeat is recognised; older ones cannot come again, for inputs are read once. */
const rememberedMax = 100

/** The notice that a fact asks for. Its id follows from the fact, so the same fact never asks for a second mail. */
export const noticeFor = (
  notice: NoticeNumber,
  context: Context,
  parameters: Notice['parameters'],
  caseId: string | null = null,
): Notice => ({ emailId: deriveId('email', notice, context.id), notice, caseId, parameters })

/** Asks for the mail, or for the letter, or holds the notice until it is known where notices go. A repeat decides nothing. */
export function ask<C extends Contact, O>(
  notice: Notice,
  state: Notices<C> | undefined,
  context: Context,
  request: (notice: Notice, contact: C) => O,
): readonly (O | MessageOf<'NoticeHeld'>)[] {
  const isRepeat = state?.asked.includes(notice.emailId) || state?.held.some(h => h.emailId === notice.emailId)
  if (isRepeat) return []
  if (state?.contact) return [request(notice, state.contact)]
  return [{ type: 'NoticeHeld', data: { subjectId: context.key, at: context.at, ...notice } }]
}

/** The state after an output; `contactOf` learns where notices go from the first mail that is asked for. */
export function evolveNotices<C extends Contact>(
  state: Notices<C> | undefined,
  output: NoticeOutput,
  contactOf: (data: MessageOf<'EmailRequested'>['data']) => C,
): Notices<C> {
  const { subjectId, emailId, notice, caseId, parameters } = output.data
  if (output.type === 'EmailRequested')
    return withRequested(state, subjectId, emailId, state?.contact ?? contactOf(output.data))
  const before = state ?? nothingYet(subjectId)
  return { ...before, held: [...before.held, { emailId, notice, caseId, parameters }] }
}

/** The state after a notice was asked for, whatever carries it; the contact is learnt from the first one. */
export function withRequested<C extends Contact>(
  state: Notices<C> | undefined,
  subjectId: string,
  id: string,
  contact: C,
): Notices<C> {
  const before = state ?? nothingYet(subjectId)
  return {
    ...before,
    contact: before.contact ?? contact,
    held: before.held.filter(h => h.emailId !== id),
    asked: [...before.asked, id].slice(-rememberedMax),
  }
}

export const nothingYet = (subjectId: string) => ({ subjectId, contact: null, held: [], asked: [] })
