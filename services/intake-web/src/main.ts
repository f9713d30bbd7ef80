import type { Deployable } from '@icms/backbone/deployable'
import type { FastifyPluginAsync } from 'fastify'
import { declareApi } from './api.ts'
import { discardDocument } from './draft.ts'
import { declareDraftApi } from './draft-api.ts'
import { createIntakeOperations } from './operations.ts'
import { declarePages } from './pages.ts'
import { intakeWeb } from './service.ts'

/** The online intake with its edge: `/apply` and `/api/v1/applications`. */
export const deployable: Deployable<FastifyPluginAsync> = {
  service: intakeWeb,
  async start(context) {
    const operations = createIntakeOperations(context)
    const plugin: FastifyPluginAsync = async server => {
      declareApi(server, operations)
      declareDraftApi(server, operations)
      declarePages(server, operations)
    }
    return { effects: { [discardDocument]: async () => ({}) }, edges: [{ prefix: '', plugin }] }
  },
}
