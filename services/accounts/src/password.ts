/** Limits on a password in code points (A33). The upper one keeps a hash from being made of a book. */
export const passwordLengthMin = 10
export const passwordLengthMax = 128
const classesMin = 3

export type PasswordFault =
  | 'PASSWORD_TOO_SHORT'
  | 'PASSWORD_TOO_LONG'
  | 'PASSWORD_CLASSES'
  | 'PASSWORD_NOT_TEXT'
  | 'PASSWORD_IS_LOGIN_NAME'

const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u]

/**
 * Everything that is wrong with a new password (A33): at least 10 characters of at least 3 kinds out of small letters,
 * capitals, digits and others. Nothing is normalised away but the form in which a character is written (NFC).
 */
export function findPasswordFaults(password: string, loginName: string | undefined): readonly PasswordFault[] {
  if (!password.isWellFormed() || /\p{Cc}/u.test(password)) return ['PASSWORD_NOT_TEXT']
  const text = canonicalPassword(password)
  const length = [...text].length
  const faults: PasswordFault[] = []
  if (length < passwordLengthMin) faults.push('PASSWORD_TOO_SHORT')
  if (length > passwordLengthMax) faults.push('PASSWORD_TOO_LONG')
  if (classes.filter(kind => kind.test(text)).length < classesMin) faults.push('PASSWORD_CLASSES')
  if (loginName !== undefined && bare(text).includes(bare(loginName))) faults.push('PASSWORD_IS_LOGIN_NAME')
  return faults
}

/** What is hashed: two keyboards may write the same character in two ways. */
export const canonicalPassword = (password: string): string => password.normalize('NFC')

const bare = (text: string): string => text.replaceAll('-', '').toUpperCase()
