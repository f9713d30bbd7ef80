import type { Deployable } from '@icms/backbone/deployable'
import { keepToAccountEpochs } from '@icms/web/account-epochs'
import type { FastifyPluginAsync } from 'fastify'
import { declareApi } from './api.ts'
import { createArgon2PasswordHashing } from './argon2-password-hashing.ts'
import { createAccountOperations } from './operations.ts'
import { declarePages } from './pages.ts'
import type { PasswordHashing } from './password-hashing.ts'
import { accounts } from './service.ts'

/** Accounts with their edge: `/account` and `/api/v1/accounts`. */
export const accountsWith = (hashing: PasswordHashing): Deployable<FastifyPluginAsync> => ({
  service: accounts,
  async start(context) {
    const operations = createAccountOperations(context, hashing)
    const plugin: FastifyPluginAsync = async server => {
      keepToAccountEpochs(server.web.sessions, context.backbone.readSide)
      declareApi(server, operations)
      declarePages(server, operations)
    }
    return { edges: [{ prefix: '', plugin }] }
  },
})

export const deployable = accountsWith(createArgon2PasswordHashing())
