import type { HostContext } from '@icms/backbone/deployable'
import { randomId } from '@icms/backbone/entropy'
import { unlessErased } from '@icms/backbone/errors'
import { deriveId } from '@icms/backbone/record'
import type { Defect } from '@icms/schemas/refusal'
import { ProblemError } from '@icms/web/problem'
import { sendTry } from './counted-try.ts'
import { checkSignIn } from './credentials-form.ts'
import { readAccount } from './held-account-row.ts'
import type { PasswordHashing } from './password-hashing.ts'

export type SignedIn =
  | { readonly kind: 'signed-in'; readonly accountId: string }
  | { readonly kind: 'refused'; readonly defects: readonly Defect[] }

const notAccepted: SignedIn = { kind: 'refused', defects: [{ path: '', code: 'SIGN_IN_NOT_ACCEPTED' }] }

/** Signs account holders in, for pages and JSON alike. Throws `ProblemError` or `NotNow` where nothing can be said now. */
export function createSignIn(context: HostContext, hashing: PasswordHashing) {
  const { backbone, commands, entropy } = context

  /**
   * Whoever knows the password is let in (R30b). No account, a wrong password, an account that is not active and used-up
   * tries are answered alike and take the same work; the try is counted before the password is looked at (A33).
   */
  return async function signIn(received: Readonly<Record<string, unknown>>): Promise<SignedIn> {
    const form = checkSignIn(received)
    if (!form.ok) return { kind: 'refused', defects: form.defects }
    const { accountId, password } = form.value
    const tryId = randomId(entropy)
    const attempt = await sendTry(context, 'TrySignIn', accountId, tryId)
    const account = await unlessErased(readAccount(backbone.readSide, accountId))
    const isRight = await hashing.verify(account?.passwordHash ?? undefined, password)
    if (attempt === undefined || !isRight) return notAccepted
    const confirmed = await commands.send('accounts', {
      id: deriveId('confirmation', tryId),
      type: 'ConfirmSignIn',
      key: accountId,
      data: { accountId, attempt },
      actor: { kind: 'account', id: accountId },
    })
    if (confirmed.kind !== 'decided') throw new ProblemError('not-now', { retryAfterSeconds: 5 })
    return confirmed.outputs.some(({ type }) => type === 'SignedIn') ? { kind: 'signed-in', accountId } : notAccepted
  }
}
