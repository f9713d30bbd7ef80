import { aggregate } from '@icms/backbone/aggregate'
import type { Service } from '@icms/backbone/service'
import { defaultPolicy, type Policy } from '@icms/schemas/policy'
import { applicationUnder } from './application.ts'
import { applicationViews } from './application-views.ts'
import { paperUnder } from './paper.ts'
import { paperViews } from './paper-views.ts'
import { person } from './person.ts'

export const vettingUnder = (policy: Policy): Service => ({
  name: 'vetting',
  stateVersion: 1,
  aggregates: [
    aggregate(applicationUnder(policy)),
    aggregate(applicationViews),
    aggregate(person),
    aggregate(paperUnder(policy)),
    aggregate(paperViews),
  ],
})

export const vetting = vettingUnder(defaultPolicy)
