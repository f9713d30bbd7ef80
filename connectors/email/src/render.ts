import { groupReference } from '@icms/schemas/application-reference'
import type { NoticeNumber, PersonName } from '@icms/schemas/generated/common'
import type { LetterToSend } from '@icms/schemas/generated/email-state-v1'
import type { Facts, HelpCentre, Letter, Template } from './letter.ts'
import { htmlOf } from './letter-html.ts'
import { textOf } from './letter-text.ts'
import { received } from './templates/n1-received.ts'
import { attend } from './templates/n3-attend.ts'
import { rejected } from './templates/n4-rejected.ts'
import { notAttended } from './templates/n5-not-attended.ts'
import { approved } from './templates/n6-approved.ts'
import { activationCode } from './templates/n7-activation-code.ts'
import { caseLink } from './templates/n15-case-link.ts'
import { emailCode } from './templates/email-code.ts'

/** What a deployment says in its mails. */
export type Rendering = {
  /** Address of the gateway, without a slash at its end. */
  readonly publicUrl: string
  /** Works out an activation code from its ids: the code is in no message and no store (R7). */
  readonly activationCodeOf: (accountId: string, activationId: string) => string
  /** Works out the code that proves an address, likewise. */
  readonly emailCodeOf: (proofId: string, codeId: string) => string
  readonly helpCentre: HelpCentre
}

export type RenderedMail = { readonly subject: string; readonly text: string; readonly html: string }

const templates: Partial<Readonly<Record<NoticeNumber, Template>>> = {
  N1: received,
  N3: attend,
  N4: rejected,
  N5: notAttended,
  N6: approved,
  N7: activationCode,
  N15: caseLink,
  EMAIL_CODE: emailCode,
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

function factsOf(
  notice: NoticeNumber,
  { applicationId, accountId, parameters }: LetterToSend,
  { publicUrl, activationCodeOf, emailCodeOf, helpCentre }: Rendering,
): Facts {
  const { activationId, proofId, codeId } = parameters
  const hasCode = notice === 'N7' && accountId !== null && activationId !== undefined
  if (notice === 'N7' && !hasCode) throw new Error('the notice N7 needs an account and the parameter activationId')
  const proves = notice === 'EMAIL_CODE' && proofId !== undefined && codeId !== undefined
  if (notice === 'EMAIL_CODE' && !proves)
    throw new Error('the notice EMAIL_CODE needs the parameters proofId and codeId')
  return {
    applicationId: groupReference(applicationId ?? ''),
    parameters,
    page: path => publicUrl + path,
    activationCode: hasCode ? activationCodeOf(accountId, activationId) : '',
    emailCode: proves ? emailCodeOf(proofId, codeId) : '',
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
