import type { Row } from '@icms/backbone/aggregate'
import type { AccountState } from '@icms/schemas/generated/accounts-state-v1'

/**
 * `accounts`, by account id: what sign-in, activation, the profile page and the desk need. A session is good as long as it
 * carries the row's `sessionEpoch`; an account that may not be used has none. `refused-filings`, by filing: what the
 * account did not take. `ended`: what may be erased one day, the longest ended first; what is erased is in no index.
 */
export function rowsOfAccount({ account, parked }: AccountState, key: string): readonly Row[] {
  if (!account) return []
  const { status, loginName, applicationId, createdAt, activatedAt, tries, cases, personId } = account
  const {
    undecided: _,
    liftedOrders: _____,
    refused,
    sessionEpoch,
    kind: __,
    tries: ___,
    cases: ____,
    ...shown
  } = account
  const isRestorable = account.lateFilingAt !== null && parked.length > 0
  return [
    {
      table: 'accounts',
      id: key,
      data: {
        ...shown,
        accountId: key,
        lockedUntil: tries.lockedUntil,
        sessionEpoch: status === 'ACTIVE' ? (sessionEpoch ?? activatedAt) : null,
        caseIds: cases.map(c => c.caseId),
        caseNumbers: cases.map(c => c.caseNumber).filter(Boolean),
        isRestorable,
      },
      indexes: account.erasure
        ? {}
        : {
            status: { value: status, order: createdAt },
            login: { value: loginName, order: createdAt },
            application: { value: applicationId, order: createdAt },
            person: { value: personId, order: createdAt },
            ...(account.closedAt !== null && { ended: { value: 'ENDED', order: account.closedAt } }),
            ...(isRestorable && { worklist: { value: 'RESTORABLE', order: account.lateFilingAt! } }),
          },
    },
    ...(account.erasure ? [] : refused).map(refusal => ({
      table: 'refused-filings',
      id: refusal.filingId,
      data: { ...refusal, accountId: key },
      indexes: { account: { value: key, order: refusal.refusedAt } },
    })),
  ]
}
