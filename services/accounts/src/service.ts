import { aggregate } from '@icms/backbone/aggregate'
import type { Service } from '@icms/backbone/service'
import { defaultPolicy, type Policy } from '@icms/schemas/policy'
import { accountUnder } from './account.ts'
import { accountViews } from './account-views.ts'

/** Registrants and logins: their activation, sign-in and life, the filings made in their name, and who saw them. */
export const accountsUnder = (policy: Policy): Service => ({
  name: 'accounts',
  stateVersion: 1,
  aggregates: [aggregate(accountUnder(policy)), aggregate(accountViews)],
})

export const accounts = accountsUnder(defaultPolicy)
