import type { Context, Timer } from '@icms/backbone/aggregate'
import { deriveId } from '@icms/backbone/record'
import type { Reference } from '@icms/backbone/reference'
import { currentTermsAt, termsAfter } from '@icms/reference-data/reference-view'
import { startOfDay } from '@icms/schemas/calendar-day'
import type { AccountRefusalReason } from '@icms/schemas/generated/accounts-events-v1'
import type { AccountState, HeldAccount } from '@icms/schemas/generated/accounts-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import type { AccountOutput } from './account.ts'
import { refuse } from './staff-decision.ts'
import { canConfirm } from './tries.ts'

export type HolderCommand = MessageOf<
  'AcceptTerms' | 'ChangeLanguage' | 'ProposeEmailChange' | 'ConfirmEmailChange' | 'ChangePassword' | 'EndSessions'
>

/** How long a code for a new address is good. */
export const emailCodeMs = 60 * 60_000

/** What holders change of their own account while it is active. */
export function decideForHolder(
  command: HolderCommand,
  state: AccountState | undefined,
  context: Context,
): readonly AccountOutput[] {
  const account = state?.account
  if (!account) return [refuse(command.type, 'NO_SUCH_ACCOUNT', context)]
  if (account.status !== 'ACTIVE') return [refuse(command.type, 'NOT_ACTIVE', context)]
  const changed = change(command, account, context)
  return typeof changed === 'string' ? [refuse(command.type, changed, context)] : changed
}

function change(
  { type, data }: HolderCommand,
  account: HeldAccount,
  context: Context,
): readonly AccountOutput[] | AccountRefusalReason {
  const { key: accountId, at, reference } = context
  switch (type) {
    case 'AcceptTerms': {
      const { termsVersion } = data
      if (currentTermsAt(reference, at)?.version !== termsVersion) return 'TERMS_NOT_CURRENT'
      if (account.termsVersion === termsVersion) return []
      return [{ type: 'TermsAccepted', data: { accountId, at, termsVersion, referenceVersion: reference.version } }]
    }
    case 'ChangeLanguage': {
      const { language } = data
      return language === account.language ? [] : [{ type: 'LanguageChanged', data: { accountId, at, language } }]
    }
    case 'ProposeEmailChange': {
      if (data.email === account.email) return []
      const changeId = deriveId('email-change', context.id)
      const proposed = { accountId, at, changeId, email: data.email, expiresAt: at + emailCodeMs }
      return [{ type: 'EmailChangeProposed', data: proposed }]
    }
    case 'ConfirmEmailChange': {
      const { emailChange, email: previousEmail } = account
      if (emailChange?.changeId !== data.changeId) return 'CODE_SUPERSEDED'
      if (at > emailChange.expiresAt) return 'CODE_EXPIRED'
      const { changeId, email } = emailChange
      return [{ type: 'EmailChanged', data: { accountId, at, changeId, email, previousEmail } }]
    }
    case 'ChangePassword': {
      if (!canConfirm(account.tries, data.attempt)) return 'TRY_NOT_CURRENT'
      return [{ type: 'PasswordChanged', data: { accountId, at, passwordHash: data.passwordHash } }]
    }
    case 'EndSessions':
      return [{ type: 'SessionsEnded', data: { accountId, at } }]
  }
}

/** The holder is told of new terms once they are in force; nobody is made to accept them (R29, A27). */
export function tellTerms(state: AccountState | undefined, context: Context): readonly AccountOutput[] {
  const next = state?.account && nextTerms(state.account, context.reference)
  if (!next || startOfDay(next.effectiveFrom) > context.at) return []
  const { version: termsVersion, url } = next
  return [{ type: 'TermsChanged', data: { accountId: context.key, at: context.at, termsVersion, url } }]
}

export function termsTimers({ account }: AccountState, reference: Reference): readonly Timer[] {
  const next = account && nextTerms(account, reference)
  if (!next) return []
  return [{ name: 'terms', at: Math.max(startOfDay(next.effectiveFrom), account.activatedAt ?? 0) }]
}

function nextTerms({ status, termsVersion, termsTold }: HeldAccount, reference: Reference) {
  if (status !== 'ACTIVE' || termsVersion === null) return undefined
  return termsAfter(reference, [termsVersion, termsTold])
}
