import { pause } from '@icms/backbone/clock'
import type { HostContext } from '@icms/backbone/deployable'
import { randomId } from '@icms/backbone/entropy'
import { activationCodeOf, isActivationCode } from '@icms/schemas/activation-code'
import type { Defect, RefusalCode } from '@icms/schemas/refusal'
import { ProblemError } from '@icms/web/problem'
import type { LimitTries } from '@icms/web/rate-limits'
import { sendCommand } from '@icms/web/sent-command'
import {
  checkEmailCode,
  checkLanguage,
  checkLoginName,
  checkNewEmail,
  checkPasswordChange,
  checkTerms,
} from './account-form.ts'
import { sendTry } from './counted-try.ts'
import { readAccount } from './held-account-row.ts'
import type { HolderCommand } from './holder-change.ts'
import type { PasswordHashing } from './password-hashing.ts'

type Received = Readonly<Record<string, unknown>>

/** A change as the holder stated it. The same command id is the same change. */
export type Stated = { readonly accountId: string; readonly commandId: string; readonly body: Received }

/** `processing`: it is received, and what came of it is not known yet. */
export type Changed =
  | { readonly kind: 'done' | 'processing' }
  | { readonly kind: 'refused'; readonly defects: readonly Defect[] }

const hourMs = 3_600_000
const pollMs = 25
const triesOfPoll = 200

const refusedFor = (path: string, code: RefusalCode): Changed => ({ kind: 'refused', defects: [{ path, code }] })

/** What holders change of their account, for pages and JSON alike. Throws `ProblemError` or `NotNow` where nothing can be said now. */
export function createHolderOperations(context: HostContext, hashing: PasswordHashing, currentTerms: () => string) {
  const { backbone, commands, entropy, secret, clock } = context
  const key = secret('activation-code')

  const accountOf = async (accountId: string) => {
    const account = await readAccount(backbone.readSide, accountId)
    if (!account) throw new ProblemError('not-found')
    return account
  }

  async function send(
    { accountId, commandId }: Omit<Stated, 'body'>,
    type: HolderCommand['type'],
    data: object,
    refusal: Changed,
  ): Promise<Changed> {
    const actor = { kind: 'account', id: accountId } as const
    const command = { id: commandId, type, key: accountId, data: { accountId, ...data }, actor }
    const told = await sendCommand(commands, 'accounts', command)
    if (!told) return { kind: 'processing' }
    return told.some(output => output.type === 'AccountCommandRefused') ? refusal : { kind: 'done' }
  }

  const notNow = refusedFor('', 'NOT_POSSIBLE_NOW')

  return {
    changeLanguage: async (stated: Stated): Promise<Changed> => {
      const form = checkLanguage(stated.body)
      if (!form.ok) return { kind: 'refused', defects: form.defects }
      return send(stated, 'ChangeLanguage', form.value, notNow)
    },

    /** Sends a code to the new address; five an hour, so that nobody's mailbox is filled from here. */
    proposeEmail: async (stated: Stated, limitTries: LimitTries): Promise<Changed> => {
      const form = checkNewEmail(stated.body)
      if (!form.ok) return { kind: 'refused', defects: form.defects }
      await limitTries(`new address of ${stated.accountId}`, 5, hourMs)
      return send(stated, 'ProposeEmailChange', form.value, notNow)
    },

    /** The code is looked at after its try was counted: five in half an hour. */
    confirmEmail: async (stated: Stated, limitTries: LimitTries): Promise<Changed> => {
      const form = checkEmailCode(stated.body)
      if (!form.ok) return { kind: 'refused', defects: form.defects }
      await limitTries(`code for the new address of ${stated.accountId}`, 5, hourMs / 2)
      const wrong = refusedFor('code', 'EMAIL_CODE_NOT_ACCEPTED')
      const { emailChange } = await accountOf(stated.accountId)
      const code = activationCodeOf(key, stated.accountId, emailChange?.changeId ?? '')
      if (!isActivationCode(form.value.code, code) || !emailChange) return wrong
      return send(stated, 'ConfirmEmailChange', { changeId: emailChange.changeId }, wrong)
    },

    acceptTerms: async (stated: Stated): Promise<Changed> => {
      const form = checkTerms(stated.body, currentTerms())
      if (!form.ok) return { kind: 'refused', defects: form.defects }
      return send(stated, 'AcceptTerms', form.value, refusedFor('termsVersion', 'TERMS_NOT_CURRENT'))
    },

    /** Needs the old password, counted as a try of it (A33); afterwards only a session that starts anew is good. */
    changePassword: async ({ accountId, body }: Stated): Promise<Changed> => {
      const account = await accountOf(accountId)
      const form = checkPasswordChange(body, account.loginName)
      if (!form.ok) return { kind: 'refused', defects: form.defects }
      const attempt = await sendTry(context, 'TrySignIn', accountId, randomId(entropy))
      const isRight = await hashing.verify(account.passwordHash ?? undefined, form.value.password)
      const wrong = refusedFor('password', 'PASSWORD_NOT_ACCEPTED')
      if (attempt === undefined || !isRight) return wrong
      const passwordHash = await hashing.hash(form.value.newPassword)
      const commandId = randomId(entropy)
      const changed = await send({ accountId, commandId }, 'ChangePassword', { attempt, passwordHash }, wrong)
      if (changed.kind !== 'done') return changed
      // The session that goes on has to start under the new epoch, so the row has to show it.
      for (let n = 0; n < triesOfPoll; n += 1) {
        if ((await accountOf(accountId)).sessionEpoch !== account.sessionEpoch) return changed
        await pause(clock, pollMs)
      }
      return { kind: 'processing' }
    },

    signOutEverywhere: (stated: Omit<Stated, 'body'>): Promise<Changed> => send(stated, 'EndSessions', {}, notNow),

    /**
     * Has a new activation code mailed to whoever has an account that waits for one (A8). Whether there is one is not
     * told; three an hour of a login name, whether there is one or not.
     */
    requestActivation: async (body: Received, limitTries: LimitTries): Promise<Changed> => {
      const form = checkLoginName(body)
      if (!form.ok) return { kind: 'refused', defects: form.defects }
      const { accountId } = form.value
      await limitTries(`activation code of ${accountId}`, 3, hourMs)
      const actor = { kind: 'account', id: accountId } as const
      const command = { id: randomId(entropy), type: 'ReissueActivation', key: accountId, data: { accountId }, actor }
      await commands.send('accounts', command)
      return { kind: 'done' }
    },
  }
}
