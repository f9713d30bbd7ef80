import type { Row } from '@icms/backbone/aggregate'
import type { AccountState } from '@icms/schemas/generated/accounts-state-v1'

/**
 * `accounts`, by account id: what sign-in, activation and the profile page need. A session is good as long as it carries
 * the row's `sessionEpoch`; an account that is closed has none.
 */
export function rowsOfAccount({ account }: AccountState, key: string): readonly Row[] {
  if (!account) return []
  const { status, registrantId, loginName, applicationId, createdAt, name, email, language } = account
  const { activation, activatedAt, termsVersion, passwordHash, tries, cases } = account
  return [
    {
      table: 'accounts',
      id: key,
      data: {
        accountId: key,
        status,
        registrantId,
        loginName,
        applicationId,
        createdAt,
        name,
        email,
        language,
        activation,
        activatedAt,
        termsVersion,
        passwordHash,
        lockedUntil: tries.lockedUntil,
        sessionEpoch: status === 'ACTIVE' ? activatedAt : null,
        caseIds: cases.map(c => c.caseId),
      },
      indexes: {
        status: { value: status, order: createdAt },
        login: { value: loginName, order: createdAt },
        application: { value: applicationId, order: createdAt },
      },
    },
  ]
}
