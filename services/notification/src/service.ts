import { aggregate } from '@icms/backbone/aggregate'
import type { Service } from '@icms/backbone/service'
import { defaultPolicy, type Policy } from '@icms/schemas/policy'
import { accountNoticesUnder } from './account-notices.ts'
import { correspondenceUnder } from './correspondence.ts'
import { emailCodes } from './email-codes.ts'

/** What is mailed, to whom and when, and what goes out on paper; the mail connector writes and sends the mails. */
export const notificationUnder = (policy: Policy): Service => ({
  name: 'notification',
  stateVersion: 1,
  aggregates: [aggregate(correspondenceUnder(policy)), aggregate(accountNoticesUnder(policy)), aggregate(emailCodes)],
})

export const notification = notificationUnder(defaultPolicy)
