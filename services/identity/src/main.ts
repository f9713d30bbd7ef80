import type { Deployable } from '@icms/backbone/deployable'
import { createPages } from '@icms/web/page'
import { defaultPolicy, type Policy } from '@icms/schemas/policy'
import type { FastifyPluginAsync } from 'fastify'
import { declareApi } from './api.ts'
import { declareDesk } from './desk.ts'
import { identityMessages } from './messages.ts'
import { createIdentityOperations } from './operations.ts'
import { identityUnder } from './service.ts'

/** Identity with its edge: `/desk/identity` and `/api/v1/identity`. */
export const deployableUnder = (policy: Policy): Deployable<FastifyPluginAsync> => ({
  service: identityUnder(policy),
  async start(context) {
    const operations = createIdentityOperations(context)
    const pages = createPages({
      views: new URL('../views/', import.meta.url),
      messages: identityMessages,
      values: policy,
    })
    const plugin: FastifyPluginAsync = async server => {
      declareApi(server, operations, pages)
      declareDesk(server, operations, pages)
    }
    return { edges: [{ prefix: '', plugin }] }
  },
})

export const deployable = deployableUnder(defaultPolicy)
