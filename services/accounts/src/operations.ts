import type { HostContext } from '@icms/backbone/deployable'
import type { AccountStatus } from '@icms/schemas/generated/accounts-state-v1'
import type { Language, PersonName } from '@icms/schemas/generated/common'
import { ProblemError } from '@icms/web/problem'
import { createActivation } from './activation-operation.ts'
import { createAccountDesk } from './desk-operations.ts'
import { readAccount } from './held-account-row.ts'
import { createHolderOperations } from './holder-operations.ts'
import { createOwnData } from './own-data.ts'
import type { PasswordHashing } from './password-hashing.ts'
import { createSignIn } from './sign-in-operation.ts'

/** What holders see of their account. Times are UTC ms. */
export type Profile = {
  readonly accountId: string
  readonly loginName: string
  readonly name: PersonName
  readonly email: string
  readonly language: Language
  readonly status: AccountStatus
  readonly createdAt: number
  readonly activatedAt: number | null
  readonly termsVersion: string | null
  /** End of the period in which a case has to be filed, for a prospective litigant (R15c). */
  readonly prospectiveUntil: number | null
  /** Last instant at which it may be used, once its last case was disposed of (R16a). */
  readonly deactivationDue: number | null
  /** The terms in force where the holder accepted older ones (R29, A27). */
  readonly newTerms: { readonly version: string; readonly url: string } | null
  /** The address that waits for its code, while that is good. */
  readonly newEmail: string | null
}

export type AccountOperations = ReturnType<typeof createAccountOperations>

/** What account holders do with their account, for pages and JSON alike. */
export function createAccountOperations(context: HostContext, hashing: PasswordHashing) {
  const activation = createActivation(context, hashing)
  return {
    ...activation,
    ...createHolderOperations(context, hashing, () => activation.terms().version),
    desk: createAccountDesk(context),
    signIn: createSignIn(context, hashing),
    ownData: createOwnData(context),

    /** The account of whoever is signed in. Throws `not-found`, which a session of an active account never meets. */
    async profile(accountId: string): Promise<Profile> {
      const account = await readAccount(context.backbone.readSide, accountId)
      if (!account) throw new ProblemError('not-found')
      const { loginName, name, email, language, status, createdAt, activatedAt, termsVersion } = account
      const { prospectiveUntil, emailChange } = account
      const deactivationDue = account.deactivation?.dueAt ?? null
      const terms = activation.terms()
      const newTerms = terms.version === termsVersion ? null : { version: terms.version, url: terms.url }
      const isGood = emailChange !== null && context.clock.now() <= emailChange.expiresAt
      const shown = { accountId, loginName, name, email, language, status, createdAt, activatedAt, termsVersion }
      return { ...shown, prospectiveUntil, deactivationDue, newTerms, newEmail: isGood ? emailChange.email : null }
    },
  }
}
