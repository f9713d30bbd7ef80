import type { Context } from '@icms/backbone/aggregate'
import { deriveId } from '@icms/backbone/record'
import { caseIdOf } from '@icms/schemas/case-number'
import type { HeldAccount } from '@icms/schemas/generated/accounts-state-v1'
import type { AccountOutput } from './account.ts'

/** The cases that the holder asked to be linked in the application, once the account is active (R40d). */
export function requestLinks(account: HeldAccount, context: Context): readonly AccountOutput[] {
  const { key: accountId, at, reference } = context
  const { registrantId, name, optedCases, life } = account
  const party = [name.surnameEn, name.givenNameEn].filter(Boolean).join(' ')
  return optedCases.map(caseNumber => {
    const caseId = caseIdOf(caseNumber)
    const requestId = deriveId('link-request', accountId, caseId)
    const asked = { accountId, at, registrantId, requestId, caseId, caseNumber, party, life }
    return { type: 'LinkRequested', data: { ...asked, referenceVersion: reference.version } }
  })
}
