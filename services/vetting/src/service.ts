import { aggregate } from '@icms/backbone/aggregate'
import type { Service } from '@icms/backbone/service'
import { application } from './application.ts'
import { applicationViews } from './application-views.ts'
import { person } from './person.ts'

export const vetting: Service = {
  name: 'vetting',
  stateVersion: 1,
  aggregates: [aggregate(application), aggregate(applicationViews), aggregate(person)],
}
