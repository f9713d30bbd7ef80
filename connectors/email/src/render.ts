import type { NoticeNumber } from '@icms/schemas/generated/common'
import type { LetterToSend } from '@icms/schemas/generated/email-state-v1'
import { htmlOf } from './letter-html.ts'
import { textOf } from './letter-text.ts'
import { noticeWords, type Rendering } from './notice-words.ts'

export type RenderedMail = { readonly subject: string; readonly text: string; readonly html: string }

/**
 * A notice in both languages in one mail, the reader's own first, as text and as HTML. Throws for a notice that is not
 * mailed, or that lacks what its template needs.
 */
export function renderMail(notice: NoticeNumber, letter: LetterToSend, rendering: Rendering): RenderedMail {
  const languages = noticeWords(notice, letter, rendering, 'mail')
  const subject = languages.map(({ letter: { subject } }) => subject).join(' / ')
  return { subject, text: textOf(languages), html: htmlOf(subject, languages) }
}
