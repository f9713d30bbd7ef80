import { groupReference } from '@icms/schemas/application-reference'
import type { NoticeNumber, PersonName } from '@icms/schemas/generated/common'
import type { LetterToSend } from '@icms/schemas/generated/email-state-v1'
import type { Facts, HelpCentre, Letter, Template } from './letter.ts'
import { htmlOf } from './letter-html.ts'
import { textOf } from './letter-text.ts'
import { received } from './templates/n1-received.ts'
import { supplementWanted } from './templates/n2-supplement.ts'
import { attend } from './templates/n3-attend.ts'
import { rejected } from './templates/n4-rejected.ts'
import { notAttended } from './templates/n5-not-attended.ts'
import { approved } from './templates/n6-approved.ts'
import { activationCode } from './templates/n7-activation-code.ts'
import { deactivated } from './templates/n13-deactivated.ts'
import { periodEnded } from './templates/n14-period-ended.ts'
import { caseLink } from './templates/n15-case-link.ts'
import { withdrawn } from './templates/n23-withdrawn.ts'
import { access } from './templates/n19-access.ts'
import { termsChanged } from './templates/n20-terms.ts'
import { emailCode } from './templates/n25-email-code.ts'
import { emailChanged } from './templates/n26-email-changed.ts'

/** What a deployment says in its mails. */
export type Rendering = {
  /** Address of the gateway, without a slash at its end. */
  readonly publicUrl: string
  /** Works out an activation code from its ids: the code is in no message and no store (R7). */
  readonly activationCodeOf: (accountId: string, activationId: string) => string
  readonly helpCentre: HelpCentre
}

export type RenderedMail = { readonly subject: string; readonly text: string; readonly html: string }

const templates: Partial<Readonly<Record<NoticeNumber, Template>>> = {
  N1: received,
  N2: supplementWanted,
  N3: attend,
  N4: rejected,
  N5: notAttended,
  N6: approved,
  N7: activationCode,
  N13: deactivated,
  N14: periodEnded,
  N15: caseLink,
  N23: withdrawn,
  N19: access,
  N20: termsChanged,
  N25: emailCode,
  N26: emailChanged,
}

/**
 * A notice in both languages in one mail, the reader's own first, as text and as HTML. Throws for a notice that is not
 * mailed, or that lacks what its template needs.
 */
export function renderMail(notice: NoticeNumber, letter: LetterToSend, rendering: Rendering): RenderedMail {
  const template = templates[notice]
  if (!template) throw new Error(`there is no mail for the notice ${notice}`)
  const facts = factsOf(notice, letter, rendering)
  const en = { lang: 'en-HK', letter: enclosed(template.en(facts), greetingEn(letter.name), closingEn) }
  const zh = { lang: 'zh-Hant-HK', letter: enclosed(template.zh(facts), greetingZh(letter.name), closingZh) }
  const languages = letter.language === 'ZH_HANT' ? [zh, en] : [en, zh]
  const subject = languages.map(({ letter: { subject } }) => subject).join(' / ')
  return { subject, text: textOf(languages), html: htmlOf(subject, languages) }
}

/** Notices that show a code, and the parameter that names it. */
const nameOfCode: Partial<Readonly<Record<NoticeNumber, string>>> = { N7: 'activationId', N25: 'changeId' }

function factsOf(
  notice: NoticeNumber,
  { applicationId, accountId, parameters }: LetterToSend,
  { publicUrl, activationCodeOf, helpCentre }: Rendering,
): Facts {
  const codeName = nameOfCode[notice]
  const codeId = codeName && parameters[codeName]
  const hasCode = accountId !== null && codeId !== undefined
  if (codeName && !hasCode) throw new Error(`the notice ${notice} needs an account and the parameter ${codeName}`)
  return {
    applicationId: groupReference(applicationId ?? ''),
    parameters,
    page: path => publicUrl + path,
    activationCode: hasCode ? activationCodeOf(accountId, codeId) : '',
    helpCentre,
  }
}

const enclosed = (letter: Letter, greeting: string, closing: readonly string[]): Letter => ({
  ...letter,
  passages: [greeting, ...letter.passages, ...closing],
})

const latin = ({ givenNameEn, surnameEn }: PersonName): string => [surnameEn, givenNameEn].filter(Boolean).join(' ')
const greetingEn = (name: PersonName): string => `Dear ${latin(name)},`
const greetingZh = (name: PersonName): string => `${name.nameZh ?? latin(name)} 台鑒：`

const closingEn = ['The Judiciary Administration', 'This mail was sent automatically; please do not reply to it.']
const closingZh = ['司法機構政務處', '此電郵由系統自動發出，請勿回覆。']
