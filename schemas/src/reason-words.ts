/** Words of a code in both languages. */
export type Words = { readonly en: string; readonly zh: string }

const other: Words = { en: 'Another reason, given below', zh: '其他原因，詳見下文' }

/** Why staff or the Judiciary Administrator reject an application (R10, R15, R34d, R39). `OTHER` needs a text. */
export const vettingReasons = {
  NOT_ELIGIBLE: {
    en: 'You are not among the persons who may register on the ground that you stated.',
    zh: '閣下不屬於可按所述理由註冊的人士。',
  },
  CASE_NOT_FOUND: {
    en: 'A case that you stated could not be found, or you are not a party to it.',
    zh: '未能找到閣下所述的案件，或閣下並非該案件的訴訟方。',
  },
  NOT_IN_PERSON: {
    en: 'You are represented in the case by a legal representative, so you do not act in person.',
    zh: '閣下在案件中由法律代表行事，並非親自行事。',
  },
  REASONS_NOT_SUFFICIENT: {
    en: 'The reasons that you gave are not good and sufficient for registration.',
    zh: '閣下所提出的理由未足以支持註冊。',
  },
  DOCUMENTS_NOT_IN_ORDER: { en: 'The documents are not in order.', zh: '文件不齊備或不符合要求。' },
  DETAILS_NOT_IN_ORDER: {
    en: 'The details in the form are incomplete or do not agree.',
    zh: '表格資料不完整或不一致。',
  },
  OTHER: other,
} as const satisfies Readonly<Record<string, Words>>

/** What an applicant is asked for when an application is not in order (R34d). `OTHER` needs a text. */
export const supplementReasons = {
  IDENTITY_COPY_WANTED: {
    en: 'A copy of your identity document is needed.',
    zh: '須提供閣下的身分證明文件副本。',
  },
  PROOF_OF_PROCEEDING_WANTED: {
    en: 'Proof of the proceeding is needed: the sealed originating process or a notice of the court.',
    zh: '須提供法律程序證明：已蓋印的原訴文件或法庭通知書。',
  },
  LEAVE_WANTED: {
    en: 'The leave or authority that the application rests on is needed.',
    zh: '須提供申請所依據的許可或授權文件。',
  },
  AUTHORIZATION_WANTED: {
    en: 'The authorization of the personal representative is needed.',
    zh: '須提供個人代表的授權書。',
  },
  DOCUMENT_NOT_LEGIBLE: { en: 'A document cannot be read.', zh: '文件無法辨讀。' },
  DETAILS_MISSING: { en: 'Some details in the form are missing.', zh: '表格缺少部分資料。' },
  DETAILS_DO_NOT_AGREE: {
    en: 'Details in the form and in the documents do not agree.',
    zh: '表格資料與文件所載不一致。',
  },
  EMAIL_MISSING: {
    en: 'Your email address is needed: the further notices and your login name come by email.',
    zh: '須提供閣下的電郵地址：其後的通知及登入名稱均以電郵發出。',
  },
  REASONS_WANTED: { en: 'More on the reasons for registration is needed.', zh: '須進一步說明註冊理由。' },
  OTHER: other,
} as const satisfies Readonly<Record<string, Words>>

/** Why the Help Centre could not authenticate an identity (R34b, R35a). `OTHER` needs a text. */
export const authenticationReasons = {
  IDENTITY_NOT_ESTABLISHED: {
    en: 'It could not be established that the person who came is the person named in the document.',
    zh: '未能確定到場人士為證件所示的人士。',
  },
  DOCUMENT_DOES_NOT_MATCH: {
    en: 'A document does not agree with what the application says.',
    zh: '文件與申請表所載資料不符。',
  },
  DOCUMENT_NOT_VALID: {
    en: 'The identity document is not an original, or is no longer valid.',
    zh: '身分證明文件並非正本，或已失效。',
  },
  DOCUMENTS_MISSING: { en: 'A document that is needed was not brought.', zh: '未有攜同所需文件。' },
  REPRESENTATIVE_NOT_AUTHORIZED: {
    en: 'The authorization of the personal representative is not in order.',
    zh: '個人代表的授權不符合要求。',
  },
  OTHER: other,
} as const satisfies Readonly<Record<string, Words>>

/** Why the Judiciary Administrator decides on the use of an account (R12, R15d, R16). `OTHER` needs a text. */
export const accountReasons = {
  TERMS_BREACHED: {
    en: 'The terms and conditions for using iCMS were not complied with.',
    zh: '未有遵守使用綜合法院案件管理系統的條款及條件。',
  },
  MISUSE: { en: 'The account was misused.', zh: '帳戶遭不當使用。' },
  CREDENTIALS_AT_RISK: {
    en: 'Others may have learnt the password or used the account.',
    zh: '他人可能已得悉密碼或曾使用帳戶。',
  },
  MATTER_SETTLED: { en: 'The matter has been settled.', zh: '有關事宜已獲處理。' },
  HOLDER_ASKED: { en: 'The account holder asked for it.', zh: '應帳戶持有人要求。' },
  LAST_CASE_DISPOSED: {
    en: 'The last case of the account has been finally disposed of.',
    zh: '帳戶的最後一宗案件已獲最終處置。',
  },
  CASE_EXPECTED: { en: 'A case of the account is expected to go on.', zh: '預期帳戶的案件將會繼續進行。' },
  FILED_IN_TIME: { en: 'A case had been filed in time.', zh: '案件已於限期前提交。' },
  OTHER: other,
} as const satisfies Readonly<Record<string, Words>>

/** Why court support staff do not link a case as asked (R40c). `OTHER` needs a text. */
export const linkReasons = {
  NOT_A_PARTY: {
    en: 'The account holder is not a party to the case.',
    zh: '帳戶持有人並非案件的訴訟方。',
  },
  NO_SUCH_CASE: { en: 'There is no case of this number.', zh: '沒有此編號的案件。' },
  LEGALLY_REPRESENTED: {
    en: 'The party is represented in the case by a legal representative.',
    zh: '該訴訟方在案件中由法律代表行事。',
  },
  NOT_AN_E_PROCEEDING: { en: 'The case is not an e-proceeding.', zh: '案件並非電子程序。' },
  OTHER: other,
} as const satisfies Readonly<Record<string, Words>>

// Both ways in which a person may be known already read the same: whoever types in somebody else's number learns
// neither that an application is under way nor that an account exists (A31).
const known: Words = {
  en: 'This identity document cannot be used for another application now. If you did not expect this, ask the Help Centre.',
  zh: '現時不能以此身分證明文件再次提出申請。如有疑問，請向支援中心查詢。',
}

/** Reasons that follow from the rules, without anybody's decision. */
export const ruleReasons = {
  DUPLICATE_APPLICATION: known,
  ALREADY_REGISTERED: known,
  PROSPECTIVE_PERIOD_ENDED: {
    en: 'No case was filed in the period that was given.',
    zh: '未有在指定期間內提交案件。',
  },
  ACCOUNT_CLOSED: { en: 'The account was closed.', zh: '帳戶已關閉。' },
  NOT_ATTENDED: {
    en: 'Nobody attended the Help Centre within 30 calendar days of the notification.',
    zh: '通知日期起計30個曆日內無人到支援中心核實身分。',
  },
} as const satisfies Readonly<Record<string, Words>>

const all: Readonly<Record<string, Words>> = {
  ...supplementReasons,
  ...vettingReasons,
  ...authenticationReasons,
  ...accountReasons,
  ...linkReasons,
  ...ruleReasons,
}

/** The words of a reason's code; those of `OTHER` where a newer build gave a code that this one does not know. */
export const wordsOfReason = (code: string): Words => (Object.hasOwn(all, code) ? all[code]! : other)

/** Texts for pages, by `reason.<code>`. */
export const reasonMessages: Readonly<Record<string, Words>> = Object.fromEntries(
  Object.entries(all).map(([code, words]) => [`reason.${code}`, words]),
)
