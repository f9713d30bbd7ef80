import { aggregate } from '@icms/backbone/aggregate'
import type { Service } from '@icms/backbone/service'
import { defaultPolicy, type Policy } from '@icms/schemas/policy'
import { accountUnder } from './account.ts'

/** Registrants and logins: their activation, sign-in and life, and the filings made in their name. */
export const accountsUnder = (policy: Policy): Service => ({
  name: 'accounts',
  stateVersion: 1,
  aggregates: [aggregate(accountUnder(policy))],
})

export const accounts = accountsUnder(defaultPolicy)
