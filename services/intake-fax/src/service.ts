import { aggregate } from '@icms/backbone/aggregate'
import type { Service } from '@icms/backbone/service'
import { dailyOf } from '@icms/paper-intake/daily'
import { defaultPolicy, type Policy } from '@icms/schemas/policy'
import { faxUnder } from './fax.ts'
import { faxSenderUnder } from './fax-sender.ts'

export const intakeFaxUnder = (policy: Policy): Service => ({
  name: 'intake-fax',
  stateVersion: 1,
  aggregates: [aggregate(faxUnder(policy)), aggregate(faxSenderUnder(policy)), dailyOf('Fax')],
  channels: [{ name: 'fax', types: ['FaxReceived'] }],
})

export const intakeFax = intakeFaxUnder(defaultPolicy)
