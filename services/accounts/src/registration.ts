import type { Context } from '@icms/backbone/aggregate'
import { deriveId } from '@icms/backbone/record'
import { addDays, dayOf, endOfDay } from '@icms/schemas/calendar-day'
import type { AccountState, HeldAccount } from '@icms/schemas/generated/accounts-state-v1'
import type { ApplicationApproved, RegistrantIdAssigned } from '@icms/schemas/generated/vetting-events-v1'
import type { Policy } from '@icms/schemas/policy'
import { printLoginName } from '@icms/schemas/registrant-id'
import type { AccountOutput } from './account.ts'

type Approved = ApplicationApproved | RegistrantIdAssigned

/** Creates the account of an approved application, with its login name and, apart, its activation code (R7, R36a). */
export function createAccount(
  approved: Approved,
  state: AccountState | undefined,
  context: Context,
  policy: Policy,
): readonly AccountOutput[] {
  const { applicationId, registrantId, personId, name, email, language, emailPerMessage, optedCases } = approved
  if (state?.account) {
    const again = state.account.applicationId === applicationId || state.turnedAway.includes(applicationId)
    if (again) return []
    const taken = { accountId: context.key, at: context.at, applicationId, registrantId, attempt: approved.attempt }
    return [{ type: 'RegistrantIdTaken', data: taken }]
  }
  // Vetting approves nobody without an address: the login name and the code would go nowhere (R36a).
  if (email === '') throw new Error('an account needs an email address')
  const loginName = printLoginName(registrantId)
  // One instant, promised in the mail: no later closure or change of the calendar moves it (R15c, A6).
  const prospectiveUntil = approved.conditional ? endOfDay(addDays(dayOf(context.at), policy.prospectiveDays)) : null
  return [
    {
      type: 'AccountCreated',
      data: {
        accountId: context.key,
        at: context.at,
        registrantId,
        loginName,
        applicationId,
        personId,
        kind: 'INDIVIDUAL',
        prospectiveUntil,
        name,
        email,
        language,
        emailPerMessage,
        optedCases,
        referenceVersion: context.reference.version,
      },
    },
    issueActivation({ loginName, prospectiveUntil }, context, policy),
  ]
}

/** A new code, good to the end of the last of its days in Hong Kong, that of its issue not counted, or of the prospective period. */
export function issueActivation(
  { loginName, prospectiveUntil }: Pick<HeldAccount, 'loginName' | 'prospectiveUntil'>,
  context: Context,
  { activationDays }: Policy,
): AccountOutput {
  const last = endOfDay(addDays(dayOf(context.at), activationDays))
  const expiresAt = prospectiveUntil === null ? last : Math.min(last, prospectiveUntil)
  const activationId = deriveId('activation', context.id)
  return {
    type: 'ActivationIssued',
    data: { accountId: context.key, at: context.at, activationId, expiresAt, loginName },
  }
}
