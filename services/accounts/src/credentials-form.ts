import { readForm } from '@icms/schemas/form-reader'
import { lengthOf } from '@icms/schemas/normalised-text'
import { accepted, type FormResult, type Result, refused } from '@icms/schemas/refusal'
import { parseLoginName, printLoginName } from '@icms/schemas/registrant-id'
import { findPasswordFaults, passwordLengthMax } from './password.ts'

type Received = Readonly<Record<string, unknown>>

export type SignInForm = { readonly accountId: string; readonly password: string }

export type ActivationForm = SignInForm & { readonly activationCode: string; readonly termsVersion: string }

const codeLengthMax = 100

/** What is typed to sign in. An individual's account id is what the login name says without its check character. */
export function checkSignIn(received: Received): FormResult<SignInForm> {
  const form = readForm(received, ['loginName', 'password'])
  return form.conclude<SignInForm>({
    accountId: form.text('loginName', parseLoginName),
    password: form.text('password', limited(passwordLengthMax, 'PASSWORD_TOO_LONG')),
  })
}

/**
 * What is typed to activate an account; every mistake is named at once (A33, R29). `passwordAgain` is compared where it
 * is sent: pages ask for it, programs do not. Nothing here depends on whether there is such an account.
 */
export function checkActivation(received: Received, currentTerms: string): FormResult<ActivationForm> {
  const form = readForm(received, ['loginName', 'activationCode', 'password', 'passwordAgain', 'termsVersion'])
  const accountId = form.text('loginName', parseLoginName)
  const activationCode = form.text('activationCode', limited(codeLengthMax, 'TOO_LONG'))
  const password = form.text('password', accepted)
  const loginName = accountId === undefined ? undefined : printLoginName(accountId)
  for (const fault of password === undefined ? [] : findPasswordFaults(password, loginName))
    form.refuse('password', fault)
  if (password !== undefined && received.passwordAgain !== undefined && received.passwordAgain !== password)
    form.refuse('passwordAgain', 'PASSWORDS_DIFFER')
  const termsVersion = form.text('termsVersion', version =>
    version === currentTerms ? accepted(version) : refused('TERMS_NOT_CURRENT'),
  )
  return form.conclude<ActivationForm>({ accountId, activationCode, password, termsVersion })
}

const limited =
  (max: number, code: 'TOO_LONG' | 'PASSWORD_TOO_LONG') =>
  (text: string): Result<string> =>
    lengthOf(text) > max ? refused(code) : accepted(text)
