import type { Eligibility, PartyRole } from './generated/common.ts'
import type { Words } from './reason-words.ts'

const partyRoles: Readonly<Record<PartyRole, Words>> = {
  PLAINTIFF: { en: 'Plaintiff', zh: '原告人' },
  DEFENDANT: { en: 'Defendant', zh: '被告人' },
  CLAIMANT: { en: 'Claimant', zh: '申索人' },
  APPLICANT: { en: 'Applicant', zh: '申請人' },
  PETITIONER: { en: 'Petitioner', zh: '呈請人' },
  APPELLANT: { en: 'Appellant', zh: '上訴人' },
  RESPONDENT: { en: 'Respondent', zh: '答辯人' },
  THIRD_PARTY: { en: 'Third party', zh: '第三方' },
  INTERVENER: { en: 'Intervener', zh: '介入人' },
  PROSECUTOR: { en: 'Prosecutor', zh: '檢控人' },
  OTHER: { en: 'Other', zh: '其他' },
  UNKNOWN: { en: 'Not known', zh: '不詳' },
}

const eligibilities: Readonly<Record<Eligibility, Words>> = {
  ONGOING: { en: 'Party to an e-proceeding that is going on', zh: '進行中的電子程序的訴訟方' },
  NEW: { en: 'Party to a new e-proceeding', zh: '新展開的電子程序的訴訟方' },
  PROSPECTIVE: { en: 'Prospective litigant: about to start an e-proceeding', zh: '準訴訟人：即將展開電子程序' },
  OTHER_10C: {
    en: 'Another person, with good and sufficient reasons, in an e-proceeding that is going on',
    zh: '就進行中的電子程序有良好及充分理由的其他人士',
  },
  UNKNOWN: { en: 'Not known', zh: '不詳' },
}

const textsOf = (prefix: string, words: Readonly<Record<string, Words>>) =>
  Object.fromEntries(Object.entries(words).map(([code, text]) => [`${prefix}.${code}`, text]))

/** Texts for pages, by `role.<code>`. */
export const partyRoleMessages: Readonly<Record<string, Words>> = textsOf('role', partyRoles)

/** Texts for pages, by `eligibility.<code>`. */
export const eligibilityMessages: Readonly<Record<string, Words>> = textsOf('eligibility', eligibilities)
