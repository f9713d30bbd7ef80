/** Every code with which a value or a form is refused. Closed, so that each has its words in both languages. */
export const refusalCodes = [
  'MISSING',
  'WRONG_SHAPE',
  'NOT_TEXT',
  'TOO_LONG',
  'TOO_SHORT',
  'TOO_MANY',
  'NOT_ONE_OF',
  'NOT_WANTED',
  'REPEATED',
  'MUST_BE_TRUE',
  'HKID_FORM',
  'HKID_CHECK_DIGIT',
  'PASSPORT_FORM',
  'PRC_ID_FORM',
  'PRC_ID_CHECK_DIGIT',
  'MACAU_ID_FORM',
  'TRAVEL_DOCUMENT_FORM',
  'COUNTRY_UNKNOWN',
  'CASE_NUMBER_FORM',
  'CASE_PREFIX_UNKNOWN',
  'CASE_YEAR_IN_FUTURE',
  'NOT_AN_E_PROCEEDING',
  'OPTED_CASE_NOT_LISTED',
  'REFERENCE_FORM',
  'PHONE_FORM',
  'EMAIL_FORM',
  'EMAIL_DOMAIN',
  'EMAIL_SEVERAL',
  'LATIN_LETTERS_ONLY',
  'CHINESE_CHARACTERS_ONLY',
  'REGION_NOT_OF_DISTRICT',
  'POSTAL_CODE_FORM',
  'DATE_FORM',
  'DATE_NOT_PAST',
  'DATE_AFTER_RECEIPT',
  'OUTSIDE_OFFICE_HOURS',
  'TERMS_NOT_CURRENT',
  'LOGIN_NAME_FORM',
  'LOGIN_NAME_CHECK_CHARACTER',
  'PASSWORD_TOO_SHORT',
  'PASSWORD_TOO_LONG',
  'PASSWORD_CLASSES',
  'PASSWORD_NOT_TEXT',
  'PASSWORD_IS_LOGIN_NAME',
  'PASSWORDS_DIFFER',
  'ACTIVATION_NOT_ACCEPTED',
  'SIGN_IN_NOT_ACCEPTED',
  'PASSWORD_NOT_ACCEPTED',
  'EMAIL_CODE_NOT_ACCEPTED',
  'NOT_POSSIBLE_NOW',
  'CODE_FORM',
  'WEB_ADDRESS_FORM',
  'TIME_FORM',
  'END_NOT_AFTER_START',
  'EMAIL_CODE_NOT_RIGHT',
  'EMAIL_NOT_PROVEN',
  'DRAFT_NOT_FOUND',
  'DOCUMENT_EMPTY',
  'DOCUMENT_TOO_LARGE',
  'DOCUMENTS_TOO_MANY',
  'DOCUMENT_TYPE',
  'DOCUMENT_HEIC',
  'DOCUMENT_EXECUTABLE',
  'DOCUMENT_MISMATCH',
  'DOCUMENT_DAMAGED',
  'DOCUMENT_PIXELS',
  'DOCUMENT_ENCRYPTED',
  'DOCUMENT_INFECTED',
  'HASH_MISMATCH',
] as const

export type RefusalCode = (typeof refusalCodes)[number]

/** What a parser answers: the value in canonical form, or why there is none. Parsers never throw. */
export type Result<T, Code extends RefusalCode = RefusalCode> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: Code }

export const accepted = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })

export const refused = <Code extends RefusalCode>(code: Code): { readonly ok: false; readonly code: Code } => ({
  ok: false,
  code,
})

/** One mistake in a form: field names and positions joined by dots, such as `cases.0.caseNumber`, and what is wrong. */
export type Defect = { readonly path: string; readonly code: RefusalCode }

/** What the check of a form answers: the form in canonical form, or every mistake; `code` is the first one's. */
export type FormResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: RefusalCode; readonly defects: readonly Defect[] }
