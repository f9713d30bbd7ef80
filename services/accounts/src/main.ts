import type { Deployable } from '@icms/backbone/deployable'
import { keepToAccountEpochs } from '@icms/web/account-epochs'
import type { FastifyPluginAsync } from 'fastify'
import { declareErasures } from '@icms/web/erasures'
import { defaultPolicy, type Policy } from '@icms/schemas/policy'
import { createPages } from '@icms/web/page'
import { declareApi } from './api.ts'
import { createArgon2PasswordHashing } from './argon2-password-hashing.ts'
import { declareDesk, frame } from './desk.ts'
import { declareDeskApi } from './desk-api.ts'
import { createErasureDesk } from './erasure-desk.ts'
import { declareHolderApi } from './holder-api.ts'
import { declareHolderPages } from './holder-pages.ts'
import { accountMessages } from './messages.ts'
import { createAccountOperations } from './operations.ts'
import { declareOwnData } from './own-data-edge.ts'
import { declarePages } from './pages.ts'
import type { PasswordHashing } from './password-hashing.ts'
import { accountsUnder } from './service.ts'

/** Accounts with their edge: `/account` and `/desk/accounts`, `/api/v1/accounts` and `/api/v1/desk/accounts`. */
export const accountsWith = (
  hashing: PasswordHashing,
  policy: Policy = defaultPolicy,
): Deployable<FastifyPluginAsync> => ({
  service: accountsUnder(policy),
  async start(context) {
    const operations = createAccountOperations(context, hashing)
    const pages = createPages({
      views: new URL('../views/', import.meta.url),
      messages: accountMessages,
      values: policy,
    })
    const plugin: FastifyPluginAsync = async server => {
      keepToAccountEpochs(server.web.sessions, context.backbone.readSide)
      declareApi(server, operations)
      declarePages(server, operations, pages)
      declareHolderApi(server, operations)
      declareHolderPages(server, operations, pages)
      declareOwnData(server, operations, pages)
      declareDeskApi(server, operations.desk, pages)
      declareDesk(server, operations.desk, pages)
      declareErasures(server, {
        ...{ desk: createErasureDesk(context, operations.desk), pages, operation: 'accounts.erase', frame },
        ...{ page: '/desk/accounts', api: '/api/v1/desk', things: 'accounts', name: 'Account' },
        subject: 'account',
      })
    }
    return { edges: [{ prefix: '', plugin }] }
  },
})

export const deployableUnder = (policy: Policy) => accountsWith(createArgon2PasswordHashing(), policy)

export const deployable = deployableUnder(defaultPolicy)
