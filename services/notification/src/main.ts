import type { Deployable } from '@icms/backbone/deployable'
import { notification } from './service.ts'

/** What is mailed, to whom and when. It has no edge: it reads facts and writes requests. */
export const deployable: Deployable<never> = { service: notification, start: async () => ({}) }
