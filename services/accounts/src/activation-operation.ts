import { createHmac } from 'node:crypto'
import type { HostContext } from '@icms/backbone/deployable'
import { randomId } from '@icms/backbone/entropy'
import { unlessErased } from '@icms/backbone/errors'
import { deriveId } from '@icms/backbone/record'
import { currentTermsAt, type VersionInForce } from '@icms/reference-data/reference-view'
import { activationCodeOf, isActivationCode } from '@icms/schemas/activation-code'
import type { Defect } from '@icms/schemas/refusal'
import { printLoginName } from '@icms/schemas/registrant-id'
import { idempotencyConflict, ProblemError } from '@icms/web/problem'
import { sendTry } from './counted-try.ts'
import { type ActivationForm, checkActivation } from './credentials-form.ts'
import { readAccount } from './held-account-row.ts'
import type { PasswordHashing } from './password-hashing.ts'

/** `processing`: it is received, and whether it was accepted is not known yet. */
export type Activated =
  | { readonly kind: 'activated' | 'processing'; readonly loginName: string }
  | { readonly kind: 'refused'; readonly defects: readonly Defect[] }

const notAccepted: Activated = { kind: 'refused', defects: [{ path: '', code: 'ACTIVATION_NOT_ACCEPTED' }] }

/** Activates accounts, for pages and JSON alike. Throws `ProblemError` or `NotNow` where nothing can be said now. */
export function createActivation(context: HostContext, hashing: PasswordHashing) {
  const { backbone, commands, reference, clock, entropy, secret } = context
  const { readSide } = backbone
  const key = secret('activation-code')

  /** The terms that a holder has to accept (R29). */
  function terms(): VersionInForce {
    const current = currentTermsAt(reference.current(), clock.now())
    if (!current) throw new ProblemError('not-now', { retryAfterSeconds: 5 })
    return current
  }

  /**
   * The command of an activation: the same for the same request with the same code only, so that it can be found again
   * by nobody who does not have the code.
   */
  function commandOf(requestId: string, code: string): string {
    const bound = createHmac('sha256', key).update(JSON.stringify([requestId, code]))
    return deriveId('activation', bound.digest('base64url'))
  }

  /**
   * Opens the account to whoever has its code (R7, R36b). Whether there is such an account, what was wrong with the code
   * and whether tries were used up is answered alike and takes the same work: the try is counted before the code is
   * looked at (A33), and a password is hashed in any case.
   */
  async function activate(received: Readonly<Record<string, unknown>>, requestId: string): Promise<Activated> {
    const form = checkActivation(received, terms().version)
    if (!form.ok) return { kind: 'refused', defects: form.defects }
    const { accountId, activationCode: code, password } = form.value
    const mayTry = (await sendTry(context, 'TryActivation', accountId, randomId(entropy))) !== undefined
    const commandId = commandOf(requestId, code)
    const [account, earlier] = await Promise.all([
      unlessErased(readAccount(readSide, accountId)),
      readSide.outcome('accounts', accountId, commandId),
    ])
    const activationId = account?.activation?.activationId
    const isRight = isActivationCode(code, activationCodeOf(key, accountId, activationId ?? ''))
    const passwordHash = await hashing.hash(password)
    if (earlier) return settleRepeat(form.value)
    if (!mayTry || !activationId || !isRight) return notAccepted
    const result = await commands.send('accounts', {
      id: commandId,
      type: 'ActivateAccount',
      key: accountId,
      data: { accountId, activationId, termsVersion: form.value.termsVersion, passwordHash },
      actor: { kind: 'account', id: accountId },
    })
    // Another hash of the same password looks like another body.
    if (result.kind === 'conflict') return settleRepeat(form.value)
    const loginName = printLoginName(accountId)
    if (result.kind === 'pending') return { kind: 'processing', loginName }
    return result.outputs.some(({ type }) => type === 'AccountActivated')
      ? { kind: 'activated', loginName }
      : notAccepted
  }

  /** A request that was decided before stands where it chose the same password. */
  async function settleRepeat({ accountId, password }: ActivationForm): Promise<Activated> {
    const account = await unlessErased(readAccount(readSide, accountId))
    if (!account?.passwordHash) return notAccepted
    if (!(await hashing.verify(account.passwordHash, password))) throw idempotencyConflict()
    return { kind: 'activated', loginName: account.loginName }
  }

  return { terms, activate }
}
