import type { Clock } from '@icms/backbone/clock'
import type { HostContext, Started } from '@icms/backbone/deployable'
import { createCommandPort } from '@icms/backbone/edge'
import { type Entropy, systemEntropy } from '@icms/backbone/entropy'
import { erasureEffects } from '@icms/backbone/erasure-effects'
import { runService } from '@icms/backbone/host'
import { createKeyring } from '@icms/backbone/keyring'
import { withOpenRows } from '@icms/backbone/open-rows'
import type { Backbone, RunningService } from '@icms/backbone/port'
import { followReference } from '@icms/backbone/reference-source'
import { createDocuments } from '@icms/documents/documents'
import { entryOf } from '@icms/reference-data/reference-view'
import { contracts } from '@icms/schemas/contracts'
import { createHttpServer } from '@icms/web/http-server'
import { viewsBy } from '@icms/web/staff-views'
import type { FastifyPluginAsync } from 'fastify'
import type { Logger } from 'pino'
import { operationsEdge } from '../operations/operations-edge.ts'
import { operatorTokenOf } from '../operations/operator-token.ts'
import { openBackbone } from './backbones.ts'
import { loadDeployable } from './deployables.ts'
import { frontPage } from './front-page.ts'
import { createMetrics } from './metrics.ts'
import { patiently } from './patience.ts'
import { readinessEdge } from './readiness.ts'
import { masterKeysOf, readSecrets } from './secrets.ts'
import type { ServiceName, Settings } from './settings.ts'

export type Host = {
  readonly url: string
  readonly backbone: Backbone
  readonly running: ReadonlyMap<ServiceName, RunningService>
  /** Takes no more requests, finishes what is in hand and lets go of its partitions; at most 10 s. */
  stop(): Promise<void>
}

export type HostPorts = { readonly clock: Clock; readonly entropy?: Entropy; readonly logger: Logger }

/** Starts the services that the settings name, their edges on one port, and resolves when they can be used. */
export async function startHost(
  settings: Settings,
  { clock, entropy = systemEntropy, logger }: HostPorts,
): Promise<Host> {
  const secrets = readSecrets(settings)
  const waiting = (error: Error) => logger.warn(`waiting to start: ${error.message}`)
  const keyring = createKeyring(masterKeysOf(settings, secrets), entropy)
  const opened = await openBackbone(settings, clock, logger, keyring)
  const backbone: Backbone = { ...opened, readSide: withOpenRows(opened.readSide, opened.codec) }
  const metrics = createMetrics()
  await patiently(clock, waiting, () => keyring.open(backbone, clock)).catch(async error => {
    await backbone.close()
    throw error
  })
  const follow = () => followReference(backbone, clock, 'reference.events.v1', entryOf)
  const reference = await patiently(clock, waiting, follow)
  const sessionKeys = settings.web.sessionKeys.length > 0 ? settings.web.sessionKeys : [secrets('session')]
  const webSettings = { ...settings.web, sessionKeys }
  const memory = backbone.edgeMemory
  const commands = createCommandPort(backbone, contracts.place, clock, secrets('command-body'))
  const recordViews = viewsBy(commands, entropy)
  const server = await createHttpServer({ settings: webSettings, logger, clock, entropy, memory, recordViews })
  const context: HostContext = {
    backbone,
    commands,
    clock,
    entropy,
    reference,
    place: contracts.place,
    secret: purpose => secrets(purpose as Parameters<typeof secrets>[0]),
    publicUrl: settings.web.publicOrigin ?? `http://${settings.web.host}:${settings.web.port}`,
    dataDir: settings.dataDir,
    documents: createDocuments({
      folder: settings.documentsDir,
      keys: keyring,
      clock,
      entropy,
      clamdUrl: settings.clamdUrl,
    }),
    retention: settings.retention,
    smtpUrl: settings.smtpUrl,
    mailFrom: settings.mailFrom,
    bounces: settings.bounces,
    signal: metrics.signal,
    log: (message, fields) => logger.info(fields ?? {}, message),
  }
  if (settings.services.includes('intake-web') && settings.clamdUrl === undefined)
    logger.warn('documents are taken without a look for viruses: set ICMS_CLAMD_URL')
  const erasing = erasureEffects({ ...context, keyring, purges: settings.purgesIdentityCopies })
  const running = new Map<ServiceName, RunningService>()
  const started: Started<FastifyPluginAsync>[] = []
  for (const name of settings.services) {
    const deployable = await loadDeployable(name, settings.policy)
    const edge = await deployable.start(context)
    started.push(edge)
    const hosting = { ...context, effects: { ...erasing, ...edge.effects } }
    running.set(name, await patiently(clock, waiting, () => runService(deployable.service, hosting)))
    for (const { prefix, plugin } of edge.edges ?? []) await server.register(plugin, { prefix })
  }
  await server.register(operationsEdge({ context, keyring, running, operatorToken: operatorTokenOf(secrets) }))
  await server.register(
    frontPage({
      services: settings.services,
      builtInStaff: settings.web.staff.kind === 'built-in',
      builtInMailbox: settings.smtpUrl === undefined,
    }),
  )
  await server.register(readinessEdge({ running, metrics, reference }))
  for (const edge of started) await patiently(clock, waiting, async () => edge.running?.())
  const url = await server.listen({ host: settings.web.host, port: settings.web.port })
  return {
    url,
    backbone,
    running,
    async stop() {
      await server.close()
      await Promise.all([...running.values()].map(r => r.stop()))
      for (const edge of started) await edge.stop?.()
      await reference.stop()
      await keyring.stop()
      await backbone.close()
    },
  }
}
