import { documentsToBring } from '@icms/schemas/attendance-documents'
import type { AnnexB } from '@icms/schemas/generated/common'
import type { Words } from '@icms/schemas/reason-words'

/** Essential information of an application (R34a): what staff look at beside the documents of Annex D. */
const essentials = {
  NAME: { en: 'Name agrees with the identity document', zh: '姓名與身分證明文件相符' },
  IDENTITY_NUMBER: { en: 'Identity document number agrees with its copy', zh: '身分證明文件號碼與副本相符' },
  CONTACT: { en: 'Address, telephone and email are complete', zh: '地址、電話及電郵完整' },
  CASES: { en: 'Cases exist and the applicant is a party to them', zh: '案件屬實，而申請人為訴訟方' },
  IN_PERSON: { en: 'The applicant acts in person', zh: '申請人親自行事' },
  REASONS: { en: 'Reasons and right of audience are stated', zh: '已說明理由及發言權' },
  REPRESENTATIVE: { en: 'Details of the personal representative are complete', zh: '個人代表資料完整' },
  DECLARATION: { en: 'Declaration, terms and consent are given', zh: '已作出聲明、接受條款及同意' },
} as const satisfies Readonly<Record<string, Words>>

const documentPrefix = 'DOCUMENT_'

/**
 * What has to be there and in order before an application is approved for authentication, by codes: the essential
 * fields that its ground needs (R34a), and the documents of Annex D as `DOCUMENT_<code>` (R33). Whatever is not ticked
 * needs a note.
 */
export const checklistOf = (form: AnnexB): readonly string[] => {
  const { cases, actingInPerson, eligibility, personalRepresentative } = form
  const applies: Partial<Record<keyof typeof essentials, boolean>> = {
    CASES: cases.length > 0,
    IN_PERSON: actingInPerson !== null,
    REASONS: eligibility === 'OTHER_10C',
    REPRESENTATIVE: personalRepresentative !== null,
  }
  const fields = (Object.keys(essentials) as (keyof typeof essentials)[]).filter(code => applies[code] ?? true)
  return [...fields, ...documentsToBring(form, 'APPLICANT').map(code => documentPrefix + code)]
}

/** Texts for pages, by `check.<code>`; documents go by the texts of Annex D. */
export const checklistMessages: Readonly<Record<string, Words>> = Object.fromEntries(
  Object.entries(essentials).map(([code, words]) => [`check.${code}`, words]),
)

/** The document that an item is about, if it is about one. */
export const documentOf = (item: string): string | undefined =>
  item.startsWith(documentPrefix) ? item.slice(documentPrefix.length) : undefined
