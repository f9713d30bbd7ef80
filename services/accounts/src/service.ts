import { aggregate } from '@icms/backbone/aggregate'
import type { Service } from '@icms/backbone/service'
import { account } from './account.ts'

/** Registrants and logins: their activation, sign-in and life, and the filings made in their name. */
export const accounts: Service = { name: 'accounts', stateVersion: 1, aggregates: [aggregate(account)] }
