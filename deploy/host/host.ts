import type { Clock } from '@icms/backbone/clock'
import type { HostContext, Started } from '@icms/backbone/deployable'
import { createCommandPort } from '@icms/backbone/edge'
import { type Entropy, systemEntropy } from '@icms/backbone/entropy'
import { erasureEffects } from '@icms/backbone/erasure-effects'
import { type HostedService, runService } from '@icms/backbone/host'
import { createKeyring } from '@icms/backbone/keyring'
import { neededBy } from '@icms/backbone/needed-schemas'
import { withOpenRows } from '@icms/backbone/open-rows'
import type { Backbone } from '@icms/backbone/port'
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
import { startChannelWatch } from './channel-watch.ts'
import { loadDeployable } from './deployables.ts'
import { frontPage } from './front-page.ts'
import { createMetrics } from './metrics.ts'
import { patiently } from './patience.ts'
import { outcomeLog } from './outcome-log.ts'
import { readinessEdge } from './readiness.ts'
import { masterKeysOf, readSecrets } from './secrets.ts'
import { type ServiceName, type Settings, serviceNames } from './settings.ts'
import { tracedCommands } from './traced-commands.ts'

export type Host = {
  readonly url: string
  readonly backbone: Backbone
  readonly running: ReadonlyMap<ServiceName, HostedService>
  /** Takes no more requests, finishes what is in hand and lets go of its partitions; at most 10 s. */
  stop(): Promise<void>
}

const referenceTopic = 'reference.events.v1'

export type HostPorts = { readonly clock: Clock; readonly entropy?: Entropy; readonly logger: Logger }

/** Starts the services that the settings name, their edges on one port, and resolves when they can be used. */
export async function startHost(
  settings: Settings,
  { clock, entropy = systemEntropy, logger }: HostPorts,
): Promise<Host> {
  const secrets = readSecrets(settings)
  const waiting = (error: Error) => logger.warn(`waiting to start: ${error.message}`)
  const keyring = createKeyring(masterKeysOf(settings, secrets), entropy)
  const declarationOf = async (name: ServiceName) => (await loadDeployable(name, settings.policy)).service
  const declared = await Promise.all(settings.services.map(declarationOf))
  const isNeeded = neededBy(declared, contracts.place, [referenceTopic])
  const opened = await openBackbone(settings, clock, logger, keyring, isNeeded)
  const backbone: Backbone = { ...opened, readSide: withOpenRows(opened.readSide, opened.codec) }
  const metrics = createMetrics()
  const tracing = await openTracing(settings, logger)
  await patiently(clock, waiting, () => keyring.open(backbone, clock)).catch(async error => {
    await backbone.close()
    throw error
  })
  const follow = () => followReference(backbone, clock, referenceTopic, entryOf)
  const reference = await patiently(clock, waiting, follow)
  const sessionKeys = settings.web.sessionKeys.length > 0 ? settings.web.sessionKeys : [secrets('session')]
  const webSettings = { ...settings.web, sessionKeys }
  const memory = backbone.edgeMemory
  const port = createCommandPort(backbone, contracts.place, clock, secrets('command-body'))
  const commands = tracedCommands(port, tracing)
  const recordViews = viewsBy(commands, entropy)
  const { answered } = metrics
  const server = await createHttpServer({
    settings: webSettings,
    logger,
    clock,
    entropy,
    memory,
    recordViews,
    answered,
    tracing,
  })
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
    mailFolder: settings.mailFolder,
    bounces: settings.bounces,
    machines: settings.machines,
    faxFolder: settings.faxFolder,
    scan: settings.scan,
    signal: metrics.signal,
    log: (message, fields) => logger.info(fields ?? {}, message),
  }
  if (
    ['intake-web', 'intake-fax'].some(name => settings.services.includes(name as ServiceName)) &&
    settings.clamdUrl === undefined
  )
    logger.warn('documents are taken without a look for viruses: set ICMS_CLAMD_URL')
  const erasing = erasureEffects({ ...context, keyring, purges: settings.purgesIdentityCopies })
  const running = new Map<ServiceName, HostedService>()
  const channels: Parameters<typeof startChannelWatch>[0]['hosted'][number][] = []
  const started: Started<FastifyPluginAsync>[] = []
  const troubles = () => started.flatMap(one => one.troubles?.() ?? [])
  for (const name of settings.services) {
    const deployable = await loadDeployable(name, settings.policy)
    const edge = await deployable.start(context)
    started.push(edge)
    const process = settings.processName
    const hosting = { ...context, ...outcomeLog(logger), process, tracing, effects: { ...erasing, ...edge.effects } }
    const hosted = await patiently(clock, waiting, () => runService(deployable.service, hosting))
    running.set(name, hosted)
    channels.push({ service: deployable.service, running: hosted })
    for (const { prefix, plugin } of edge.edges ?? []) await server.register(plugin, { prefix })
  }
  const tokens = { operations: operatorTokenOf(secrets), personalData: settings.operatorPersonalData }
  await server.register(operationsEdge({ context, keyring, running, declarationOf, tokens }))
  await server.register(
    frontPage({
      // Behind an origin that was named are the others too.
      services: settings.web.publicOrigin === undefined ? settings.services : serviceNames,
      builtInStaff: settings.web.staff.kind === 'built-in',
      builtInMailbox: settings.smtpUrl === undefined || settings.mailFolder !== undefined,
    }),
  )
  await server.register(readinessEdge({ running, metrics, reference, readSide: backbone.readSide, clock, troubles }))
  for (const edge of started) await patiently(clock, waiting, async () => edge.running?.())
  const watch = startChannelWatch({
    ...{ backbone, clock, reference, hosted: channels, show: metrics.silence },
    hoursMax: settings.policy.channelSilenceHours,
    warn: (message, fields) => logger.warn(fields, message),
  })
  const url = await server.listen({ host: settings.web.host, port: settings.web.port })
  return {
    url,
    backbone,
    running,
    async stop() {
      watch.stop()
      await server.close()
      await Promise.all([...running.values()].map(r => r.stop()))
      for (const edge of started) await edge.stop?.()
      await tracing?.stop()
      await reference.stop()
      await keyring.stop()
      await backbone.close()
    },
  }
}

/** Nothing of it is loaded where no collector is set. */
async function openTracing({ tracesUrl: url, processName, build }: Settings, logger: Logger) {
  if (url === undefined) return undefined
  const { exportTraces } = await import('./trace-export.ts')
  return exportTraces({ url, processName, build, warn: message => logger.warn(`traces: ${message}`) })
}
