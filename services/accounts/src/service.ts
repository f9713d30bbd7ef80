import { aggregate } from '@icms/backbone/aggregate'
import type { Service } from '@icms/backbone/service'
import { account } from './account.ts'
import { accountViews } from './account-views.ts'

/** Registrants and logins: their activation, sign-in and life, the filings made in their name, and who saw them. */
export const accounts: Service = {
  name: 'accounts',
  stateVersion: 1,
  aggregates: [aggregate(account), aggregate(accountViews)],
}
