import { groupReference } from '@icms/schemas/application-reference'
import type { NoticeNumber, PersonName } from '@icms/schemas/generated/common'
import type { LetterToSend } from '@icms/schemas/generated/email-state-v1'
import type { Policy } from '@icms/schemas/policy'
import type { Facts, HelpCentre, Letter, Template } from './letter.ts'
import { applicationReceived } from './templates/n1-received.ts'
import { supplementWanted } from './templates/n2-supplement.ts'
import { attend } from './templates/n3-attend.ts'
import { rejected } from './templates/n4-rejected.ts'
import { notAttended } from './templates/n5-not-attended.ts'
import { approved } from './templates/n6-approved.ts'
import { activationCode } from './templates/n7-activation-code.ts'
import { deactivationAhead } from './templates/n12-deactivation-ahead.ts'
import { deactivated } from './templates/n13-deactivated.ts'
import { periodEnded } from './templates/n14-period-ended.ts'
import { caseLink } from './templates/n15-case-link.ts'
import { access } from './templates/n19-access.ts'
import { termsChanged } from './templates/n20-terms.ts'
import { withdrawn } from './templates/n23-withdrawn.ts'
import { addressCode } from './templates/n24-address-code.ts'
import { emailCode } from './templates/n25-email-code.ts'
import { emailChanged } from './templates/n26-email-changed.ts'
import { enquiryAnswered, enquiryReceived } from './templates/n27-enquiry.ts'
import { paperDismissed } from './templates/n29-paper-dismissed.ts'

/** What a deployment says in its notices. */
export type Rendering = {
  /** Address of the gateway, without a slash at its end. */
  readonly publicUrl: string
  /** Works out an activation code from its ids: the code is in no message and no store (R7). */
  readonly activationCodeOf: (accountId: string, activationId: string) => string
  /** Works out the code that proves an address, likewise. */
  readonly emailCodeOf: (proofId: string, codeId: string) => string
  readonly helpCentre: HelpCentre
  readonly policy: Policy
}

const templates: Partial<Readonly<Record<NoticeNumber, Template>>> = {
  N1: applicationReceived,
  N2: supplementWanted,
  N3: attend,
  N4: rejected,
  N5: notAttended,
  N6: approved,
  N7: activationCode,
  N12: deactivationAhead,
  N13: deactivated,
  N14: periodEnded,
  N15: caseLink,
  N19: access,
  N20: termsChanged,
  N23: withdrawn,
  N24: addressCode,
  N25: emailCode,
  N26: emailChanged,
  N27: enquiryReceived,
  N28: enquiryAnswered,
  N29: paperDismissed,
}

/** One language of a notice. */
export type InLanguage = { readonly lang: string; readonly letter: Letter }

/** What carries a notice: a mail, or a letter on paper, which says how to answer without mail (R32b). */
export type Carrier = 'mail' | 'paper'

/**
 * The words of a notice in both languages, the reader's own first. Throws for a notice that is not written to anybody, or
 * that lacks what its template needs.
 */
export function noticeWords(
  notice: NoticeNumber,
  letter: Pick<LetterToSend, 'applicationId' | 'accountId' | 'parameters' | 'language' | 'name'>,
  rendering: Rendering,
  carrier: Carrier,
): readonly InLanguage[] {
  const template = templates[notice]
  if (!template) throw new Error(`there are no words for the notice ${notice}`)
  const facts = factsOf(notice, letter, rendering, carrier)
  const { telephone } = facts.helpCentre
  const en = enclosed(template.en(facts), greetingEn(letter.name), closingEn(telephone, carrier))
  const zh = enclosed(template.zh(facts), greetingZh(letter.name), closingZh(telephone, carrier))
  const languages = [
    { lang: 'en-HK', letter: en },
    { lang: 'zh-Hant-HK', letter: zh },
  ]
  return letter.language === 'ZH_HANT' ? languages.toReversed() : languages
}

type Named = Readonly<Record<string, string | undefined>>

/** How the code of a notice that shows one follows from its ids; nothing where one of them is missing. */
const codes: Partial<Readonly<Record<NoticeNumber, (named: Named, rendering: Rendering) => string | undefined>>> = {
  N7: ({ accountId, activationId }, { activationCodeOf }) =>
    accountId && activationId && activationCodeOf(accountId, activationId),
  N24: ({ proofId, codeId }, { emailCodeOf }) => proofId && codeId && emailCodeOf(proofId, codeId),
  N25: ({ accountId, changeId }, { activationCodeOf }) =>
    accountId && changeId && activationCodeOf(accountId, changeId),
}

function factsOf(
  notice: NoticeNumber,
  letter: Pick<LetterToSend, 'applicationId' | 'accountId' | 'parameters'>,
  rendering: Rendering,
  carrier: Carrier,
): Facts {
  const { applicationId, accountId, parameters } = letter
  const codeOf = codes[notice]
  const code = codeOf?.({ ...parameters, ...(accountId !== null && { accountId }) }, rendering)
  if (codeOf && !code) throw new Error(`the notice ${notice} lacks an id that its code follows from`)
  return {
    applicationId: groupReference(applicationId ?? ''),
    parameters,
    page: path => rendering.publicUrl + path,
    code: code ?? '',
    onPaper: carrier === 'paper',
    helpCentre: rendering.helpCentre,
    policy: rendering.policy,
  }
}

const enclosed = (letter: Letter, greeting: string, closing: readonly string[]): Letter => ({
  ...letter,
  passages: [greeting, ...letter.passages, ...closing],
})

const latin = ({ givenNameEn, surnameEn }: PersonName): string => [surnameEn, givenNameEn].filter(Boolean).join(' ')
const greetingEn = (name: PersonName): string => `Dear ${latin(name)},`
const greetingZh = (name: PersonName): string => `${name.nameZh ?? latin(name)} 台鑒：`

const closingEn = (telephone: string | null, carrier: Carrier): readonly string[] => [
  'The Judiciary Administration',
  ...(telephone === null ? [] : [`iCMS Help Centre, telephone: ${telephone}`]),
  carrier === 'mail'
    ? 'This mail was sent automatically; please do not reply to it.'
    : 'This letter was printed by computer and bears no signature.',
]
const closingZh = (telephone: string | null, carrier: Carrier): readonly string[] => [
  '司法機構政務處',
  ...(telephone === null ? [] : [`支援中心電話：${telephone}`]),
  carrier === 'mail' ? '此電郵由系統自動發出，請勿回覆。' : '此信由電腦編印，毋須簽署。',
]
