import { aggregate } from '@icms/backbone/aggregate'
import type { Service } from '@icms/backbone/service'
import { attendance } from './attendance.ts'

export const identity: Service = { name: 'identity', stateVersion: 1, aggregates: [aggregate(attendance)] }
