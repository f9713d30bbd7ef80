import { aggregate } from '@icms/backbone/aggregate'
import type { Service } from '@icms/backbone/service'
import { entry } from './entry.ts'

export const referenceData: Service = { name: 'reference-data', stateVersion: 1, aggregates: [aggregate(entry)] }
