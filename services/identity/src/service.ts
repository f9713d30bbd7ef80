import { aggregate } from '@icms/backbone/aggregate'
import type { Service } from '@icms/backbone/service'
import { defaultPolicy, type Policy } from '@icms/schemas/policy'
import { attendanceUnder } from './attendance.ts'

export const identityUnder = (policy: Policy): Service => ({
  name: 'identity',
  stateVersion: 1,
  aggregates: [aggregate(attendanceUnder(policy))],
})

export const identity = identityUnder(defaultPolicy)
