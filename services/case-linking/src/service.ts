import { aggregate } from '@icms/backbone/aggregate'
import type { Service } from '@icms/backbone/service'
import { courtCase } from './case.ts'

/** Who may do what on which case. */
export const caseLinking: Service = { name: 'case-linking', stateVersion: 1, aggregates: [aggregate(courtCase)] }
