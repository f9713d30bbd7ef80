import { aggregate } from '@icms/backbone/aggregate'
import type { Service } from '@icms/backbone/service'
import { defaultPolicy, type Policy } from '@icms/schemas/policy'
import { accountNoticesUnder } from './account-notices.ts'
import { correspondence } from './correspondence.ts'
import { emailCodes } from './email-codes.ts'

/** What is mailed, to whom and when; the mail connector writes and sends it. */
export const notificationUnder = (policy: Policy): Service => ({
  name: 'notification',
  stateVersion: 1,
  aggregates: [aggregate(correspondence), aggregate(accountNoticesUnder(policy)), aggregate(emailCodes)],
})

export const notification = notificationUnder(defaultPolicy)
