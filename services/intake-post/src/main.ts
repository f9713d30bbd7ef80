import type { Deployable } from '@icms/backbone/deployable'
import { createCompareDaily } from '@icms/paper-intake/compare-daily'
import { compareDaily } from '@icms/paper-intake/daily'
import { declareDaily } from '@icms/paper-intake/daily-edge'
import { createDailyTaker } from '@icms/paper-intake/take-daily'
import { createPages } from '@icms/web/page'
import type { FastifyPluginAsync } from 'fastify'
import { arrivalsOf } from './arrivals.ts'
import { declareCounterApi } from './counter-api.ts'
import { acceptScans } from './counter-files.ts'
import { counterMessages } from './counter-messages.ts'
import { createCounterOperations } from './counter-operations.ts'
import { declareCounterPages } from './counter-pages.ts'
import { demonstrationKeySet } from './demonstration-keys.ts'
import { preparePages } from './envelope-pages.ts'
import { keysInFile } from './mail-room-keys.ts'
import { createPreparePages } from './prepare-pages.ts'
import { createReceiver } from './receive-envelope.ts'
import { clearIncoming, declareScanEdge } from './scan-edge.ts'
import { createScanFolder } from './scan-folder.ts'
import { intakePost } from './service.ts'

/** The intake of post and of what is handed in, with its edges: `/scan` for machines, `/desk/counter` for staff. */
export const deployable: Deployable<FastifyPluginAsync> = {
  service: intakePost,
  async start(context) {
    const { scan, dataDir, log } = context
    const demonstration = scan?.isDemonstration ? await demonstrationKeySet(dataDir) : undefined
    const receive = createReceiver(context, keysInFile(scan?.keysFile ?? demonstration, log))
    const takeDaily = createDailyTaker(context, 'intake-post', 'Scan')
    const takers = { receive, takeDaily }
    const folder = scan?.folder === undefined ? undefined : createScanFolder(context, scan.folder, takers)
    const counter = createCounterOperations(context)
    const pages = createPages({ views: new URL('../views/', import.meta.url), messages: counterMessages })
    const plugin: FastifyPluginAsync = async server => {
      await acceptScans(server)
      declareCounterApi(server, counter)
      declareCounterPages(server, counter, pages)
      declareScanEdge(server, context, receive)
      declareDaily(server, context, { area: 'scan', service: 'intake-post', side: 'Scan' })
    }
    return {
      effects: {
        [preparePages]: createPreparePages(context),
        [compareDaily]: createCompareDaily(context, 'intake-post', arrivalsOf(context)),
      },
      edges: [{ prefix: '', plugin }],
      running: async () => {
        await clearIncoming(context)
        folder?.start()
      },
      stop: async () => folder?.stop(),
    }
  },
}
