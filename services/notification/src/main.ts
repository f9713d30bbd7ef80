import type { Deployable } from '@icms/backbone/deployable'
import { defaultPolicy, type Policy } from '@icms/schemas/policy'
import { notificationUnder } from './service.ts'

/** What is mailed, to whom and when. It has no edge: it reads facts and writes requests. */
export const deployableUnder = (policy: Policy): Deployable<never> => ({
  service: notificationUnder(policy),
  start: async () => ({}),
})

export const deployable = deployableUnder(defaultPolicy)
