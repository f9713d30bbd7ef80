import { aggregate } from '@icms/backbone/aggregate'
import type { Service } from '@icms/backbone/service'
import { accountNotices } from './account-notices.ts'
import { correspondence } from './correspondence.ts'

/** What is mailed, to whom and when; the mail connector writes and sends it. */
export const notification: Service = {
  name: 'notification',
  stateVersion: 1,
  aggregates: [aggregate(correspondence), aggregate(accountNotices)],
}
