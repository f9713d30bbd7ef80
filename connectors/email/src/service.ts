import { aggregate } from '@icms/backbone/aggregate'
import type { Service } from '@icms/backbone/service'
import { mail } from './mail.ts'

/** Outbound mail: writes and sends what notification asks for, and says what became of it. */
export const email: Service = { name: 'email', stateVersion: 1, aggregates: [aggregate(mail)] }
