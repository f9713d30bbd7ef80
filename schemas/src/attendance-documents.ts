import type { AnnexB } from './generated/common.ts'
import type { Words } from './reason-words.ts'

/** Documents that are seen at the Help Centre in the original (R35a, Annex D), by their codes on messages. */
export const attendanceDocuments = {
  HKID: { en: 'Hong Kong identity card', zh: '香港身份證' },
  PASSPORT: { en: 'Passport', zh: '護照' },
  PRC_ID: { en: 'Resident identity card of the mainland', zh: '內地居民身份證' },
  MACAU_ID: { en: 'Macau identity card', zh: '澳門居民身份證' },
  OTHER_TRAVEL_DOC: { en: 'Travel document', zh: '旅行證件' },
  NOTICE_OF_PROCEEDING: {
    en: 'Proof of the proceeding: the sealed originating process or a notice of the court',
    zh: '法律程序證明：已蓋印的原訴文件或法庭通知書',
  },
  LEAVE_OR_AUTHORITY: { en: 'The leave or authority that the application rests on', zh: '申請所依據的許可或授權' },
  AUTHORIZATION_LETTER: {
    en: 'Letter of authorization, signed by the applicant',
    zh: '由申請人簽署的授權書',
  },
  REPRESENTATIVE_ID: { en: "Personal representative's identity document", zh: '個人代表的身分證明文件' },
  APPLICANT_ID_COPY: { en: "Copy of the applicant's identity document", zh: '申請人身分證明文件副本' },
} as const satisfies Readonly<Record<string, Words>>

export type AttendanceDocument = keyof typeof attendanceDocuments

export const attendanceDocumentCodes = Object.keys(attendanceDocuments) as readonly AttendanceDocument[]

const identityCopies: readonly string[] = [
  'HKID',
  'PASSPORT',
  'PRC_ID',
  'MACAU_ID',
  'OTHER_TRAVEL_DOC',
  'REPRESENTATIVE_ID',
  'APPLICANT_ID_COPY',
] satisfies readonly AttendanceDocument[]

/** Whether a document of that kind is the copy of somebody's identity document. */
export const isIdentityCopy = (kind: string): boolean => identityCopies.includes(kind)

/** What an attendance needs to be known of the form. */
export type AttendanceForm = Pick<AnnexB, 'eligibility'> & {
  readonly identityDocument: Pick<AnnexB['identityDocument'], 'kind'>
}

/** What the applicant brings, or the personal representative in the applicant's place (R34c, R35a, Annex D). */
export const documentsToBring = (
  { identityDocument: { kind }, eligibility }: AttendanceForm,
  who: 'APPLICANT' | 'REPRESENTATIVE',
): readonly AttendanceDocument[] => [
  ...(who === 'REPRESENTATIVE'
    ? (['AUTHORIZATION_LETTER', 'REPRESENTATIVE_ID', 'APPLICANT_ID_COPY'] as const)
    : kind === 'UNKNOWN'
      ? []
      : [kind]),
  ...(eligibility === 'PROSPECTIVE' ? [] : (['NOTICE_OF_PROCEEDING'] as const)),
  ...(eligibility === 'OTHER_10C' ? (['LEAVE_OR_AUTHORITY'] as const) : []),
]

/** Texts for pages, by `document.<code>`. */
export const attendanceDocumentMessages: Readonly<Record<string, Words>> = Object.fromEntries(
  Object.entries(attendanceDocuments).map(([code, words]) => [`document.${code}`, words]),
)
