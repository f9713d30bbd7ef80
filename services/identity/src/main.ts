import type { Deployable } from '@icms/backbone/deployable'
import { createPages } from '@icms/web/page'
import type { FastifyPluginAsync } from 'fastify'
import { declareApi } from './api.ts'
import { declareDesk } from './desk.ts'
import { identityMessages } from './messages.ts'
import { createIdentityOperations } from './operations.ts'
import { identity } from './service.ts'

/** Identity with its edge: `/desk/identity` and `/api/v1/identity`. */
export const deployable: Deployable<FastifyPluginAsync> = {
  service: identity,
  async start(context) {
    const operations = createIdentityOperations(context)
    const pages = createPages({ views: new URL('../views/', import.meta.url), messages: identityMessages })
    const plugin: FastifyPluginAsync = async server => {
      declareApi(server, operations, pages)
      declareDesk(server, operations, pages)
    }
    return { edges: [{ prefix: '', plugin }] }
  },
}
