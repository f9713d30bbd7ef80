import { aggregate } from '@icms/backbone/aggregate'
import type { Service } from '@icms/backbone/service'
import { accountNotices } from './account-notices.ts'
import { correspondence } from './correspondence.ts'
import { emailCodes } from './email-codes.ts'

/** What is mailed, to whom and when; the mail connector writes and sends it. */
export const notification: Service = {
  name: 'notification',
  stateVersion: 1,
  aggregates: [aggregate(correspondence), aggregate(accountNotices), aggregate(emailCodes)],
}
