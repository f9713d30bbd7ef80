import { parseEmailAddress } from '@icms/schemas/email-address'
import { type FormReader, readForm } from '@icms/schemas/form-reader'
import type { Language, Reason } from '@icms/schemas/generated/common'
import { lengthOf, parseProse } from '@icms/schemas/normalised-text'
import { accountReasons } from '@icms/schemas/reason-words'
import { accepted, type FormResult, refused } from '@icms/schemas/refusal'
import { parseLoginName } from '@icms/schemas/registrant-id'
import { findPasswordFaults } from './password.ts'

type Received = Readonly<Record<string, unknown>>

const codeLengthMax = 100
const textLengthMax = 2_000

/** Codes of reasons that the Judiciary Administrator chooses from. */
export const reasonCodes = Object.keys(accountReasons) as readonly (keyof typeof accountReasons)[]

/** One coded reason, what is added to it in both languages, and a note for the record. */
export type StatedReason = { readonly reason: Reason; readonly note: string | null }

export function checkReason(received: Received): FormResult<StatedReason> {
  const form = readForm(received, ['reasonCode', 'textEn', 'textZh', 'note'])
  const code = form.choice('reasonCode', reasonCodes)
  const text = parseProse(1, textLengthMax)
  const textEn = form.optionalText('textEn', text)
  const textZh = form.optionalText('textZh', text)
  // Notices are bilingual, and `OTHER` says nothing without a text.
  const needed = code === 'OTHER' || textEn || textZh
  if (needed && textEn === null) form.refuse('textEn', 'MISSING')
  if (needed && textZh === null) form.refuse('textZh', 'MISSING')
  return form.conclude<StatedReason>({ reason: { code, textEn, textZh }, note: form.optionalText('note', text) })
}

export function checkLanguage(received: Received): FormResult<{ readonly language: Language }> {
  const form = readForm(received, ['language'])
  return form.conclude<{ language: Language }>({ language: form.choice('language', ['EN', 'ZH_HANT'] as const) })
}

export function checkNewEmail(received: Received): FormResult<{ readonly email: string }> {
  const form = readForm(received, ['email'])
  return form.conclude<{ email: string }>({ email: form.text('email', parseEmailAddress) })
}

const codeOf = (form: FormReader, path: string) =>
  form.text(path, text => (lengthOf(text) > codeLengthMax ? refused('TOO_LONG') : accepted(text)))

export function checkEmailCode(received: Received): FormResult<{ readonly code: string }> {
  const form = readForm(received, ['code'])
  return form.conclude<{ code: string }>({ code: codeOf(form, 'code') })
}

export function checkTerms(received: Received, current: string): FormResult<{ readonly termsVersion: string }> {
  const form = readForm(received, ['termsVersion'])
  const termsVersion = form.text('termsVersion', version =>
    version === current ? accepted(version) : refused('TERMS_NOT_CURRENT'),
  )
  return form.conclude<{ termsVersion: string }>({ termsVersion })
}

export function checkLoginName(received: Received): FormResult<{ readonly accountId: string }> {
  const form = readForm(received, ['loginName'])
  return form.conclude<{ accountId: string }>({ accountId: form.text('loginName', parseLoginName) })
}

export type PasswordChange = { readonly password: string; readonly newPassword: string }

/** The password as it is, and a new one; `newPasswordAgain` is compared where it is sent (A33). */
export function checkPasswordChange(received: Received, loginName: string): FormResult<PasswordChange> {
  const form = readForm(received, ['password', 'newPassword', 'newPasswordAgain'])
  const password = codeOf(form, 'password')
  const newPassword = form.text('newPassword', accepted)
  for (const fault of newPassword === undefined ? [] : findPasswordFaults(newPassword, loginName))
    form.refuse('newPassword', fault)
  const { newPasswordAgain } = received
  if (newPassword !== undefined && newPasswordAgain !== undefined && newPasswordAgain !== newPassword)
    form.refuse('newPasswordAgain', 'PASSWORDS_DIFFER')
  return form.conclude<PasswordChange>({ password, newPassword })
}
