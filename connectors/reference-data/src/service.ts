import { aggregate } from '@icms/backbone/aggregate'
import type { Service } from '@icms/backbone/service'
import { contact } from './contact.ts'
import { entry } from './entry.ts'

export const referenceData: Service = {
  name: 'reference-data',
  stateVersion: 1,
  aggregates: [aggregate(entry), aggregate(contact)],
}
