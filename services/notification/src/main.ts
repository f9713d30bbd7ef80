import type { Deployable } from '@icms/backbone/deployable'
import { defaultPolicy, type Policy } from '@icms/schemas/policy'
import { createPages } from '@icms/web/page'
import type { FastifyPluginAsync } from 'fastify'
import { declareApi } from './api.ts'
import { declareDesk } from './desk.ts'
import { createLetterDesk } from './letter-desk.ts'
import { letterMessages } from './letter-messages.ts'
import { notificationUnder } from './service.ts'

/** What is mailed, to whom and when, and the desk of letters that go out on paper: `/desk/print` and `/api/v1/letters`. */
export const deployableUnder = (policy: Policy): Deployable<FastifyPluginAsync> => ({
  service: notificationUnder(policy),
  async start(context) {
    const desk = createLetterDesk(context, policy)
    const pages = createPages({
      views: new URL('../views/', import.meta.url),
      messages: letterMessages,
      values: policy,
    })
    const plugin: FastifyPluginAsync = async server => {
      declareApi(server, desk, pages)
      declareDesk(server, desk, pages)
    }
    return { edges: [{ prefix: '', plugin }] }
  },
})

export const deployable = deployableUnder(defaultPolicy)
