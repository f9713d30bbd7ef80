import type { Deployable } from '@icms/backbone/deployable'
import type { EffectHandler } from '@icms/backbone/runtime'
import { createCompareDaily } from '@icms/paper-intake/compare-daily'
import { compareDaily } from '@icms/paper-intake/daily'
import { declareDaily } from '@icms/paper-intake/daily-edge'
import type { PaperStored } from '@icms/paper-intake/prepare-paper'
import { createPreparing } from '@icms/paper-intake/preparing'
import { defaultPolicy, type Policy } from '@icms/schemas/policy'
import type { FastifyPluginAsync } from 'fastify'
import { type DropFolder, watchDropFolder } from './drop-folder.ts'
import { faxArrivals } from './fax-arrivals.ts'
import { faxEdge } from './fax-edge.ts'
import { preparePages } from './fax-preparation.ts'
import { createReceiveFax } from './receive-fax.ts'
import { intakeFaxUnder } from './service.ts'
import { createStagedDocuments } from './staged-documents.ts'

/** The fax intake with its edge `/fax`. */
export const deployableUnder = (policy: Policy): Deployable<FastifyPluginAsync> => ({
  service: intakeFaxUnder(policy),
  async start(context) {
    const { store } = context.documents
    const preparing = createPreparing(store, context.clock)
    const prepare: EffectHandler = async request => {
      const prepared = await preparing(request as PaperStored)
      return prepared
        ? { isDone: true, archiveId: prepared.archiveId ?? null, pages: prepared.pages }
        : { isDone: false }
    }
    const staged = createStagedDocuments(store)
    const receiveFax = createReceiveFax(context)
    let dropFolder: DropFolder | undefined
    const daily: FastifyPluginAsync = async server =>
      declareDaily(server, context, { area: 'fax', service: 'intake-fax', side: 'Fax' })
    return {
      effects: {
        [preparePages]: prepare,
        [compareDaily]: createCompareDaily(context, 'intake-fax', faxArrivals(context)),
      },
      edges: [
        { prefix: '/fax', plugin: faxEdge({ context, receiveFax, staged }) },
        { prefix: '', plugin: daily },
      ],
      running: async () => {
        const { faxFolder } = context
        if (faxFolder !== undefined) dropFolder = watchDropFolder(faxFolder, { ...context, receiveFax })
      },
      stop: async () => dropFolder?.stop(),
      troubles: () => dropFolder?.troubles() ?? [],
    }
  },
})

export const deployable = deployableUnder(defaultPolicy)
