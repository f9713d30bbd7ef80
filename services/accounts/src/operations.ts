import type { HostContext } from '@icms/backbone/deployable'
import type { AccountStatus } from '@icms/schemas/generated/accounts-state-v1'
import type { Language, PersonName } from '@icms/schemas/generated/common'
import { ProblemError } from '@icms/web/problem'
import { createActivation } from './activation-operation.ts'
import { readAccount } from './held-account-row.ts'
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
}

export type AccountOperations = ReturnType<typeof createAccountOperations>

/** What account holders do with their account, for pages and JSON alike. */
export function createAccountOperations(context: HostContext, hashing: PasswordHashing) {
  return {
    ...createActivation(context, hashing),
    signIn: createSignIn(context, hashing),

    /** The account of whoever is signed in. Throws `not-found`, which a session of an active account never meets. */
    async profile(accountId: string): Promise<Profile> {
      const account = await readAccount(context.backbone.readSide, accountId)
      if (!account) throw new ProblemError('not-found')
      const { loginName, name, email, language, status, createdAt, activatedAt, termsVersion } = account
      return { accountId, loginName, name, email, language, status, createdAt, activatedAt, termsVersion }
    },
  }
}
