import { aggregate } from '@icms/backbone/aggregate'
import type { Service } from '@icms/backbone/service'
import { delivery } from './delivery.ts'

/** What court case systems tell us, checked and in canonical form, and our answers. */
export const courtCases: Service = { name: 'court-cases', stateVersion: 1, aggregates: [aggregate(delivery)] }
