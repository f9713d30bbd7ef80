import { createHash } from 'node:crypto'
import { type Actor, system } from '@icms/backbone/actor'
import type { Deployable, HostContext } from '@icms/backbone/deployable'
import { createCommandPort } from '@icms/backbone/edge'
import { systemEntropy } from '@icms/backbone/entropy'
import { erasureEffects } from '@icms/backbone/erasure-effects'
import { runService } from '@icms/backbone/host'
import { createKeyring, type Keyring } from '@icms/backbone/keyring'
import type { ManualClock } from '@icms/backbone/manual-clock'
import { createMemoryBackbone } from '@icms/backbone/memory/memory-backbone'
import { createMemoryDocuments } from '@icms/backbone/memory/memory-documents'
import { createMemoryWorld } from '@icms/backbone/memory/memory-world'
import { withOpenRows } from '@icms/backbone/open-rows'
import type { ReadSide } from '@icms/backbone/port'
import { deriveId, headersOf } from '@icms/backbone/record'
import { fixedReference } from '@icms/backbone/reference-source'
import { seededReference } from './seeded-reference.ts'
import { contracts } from '@icms/schemas/contracts'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { type RecordViews, viewsBy } from '@icms/web/staff-views'
import { createTestServer, type TestServer } from '@icms/web/test-server'

export type TestHost = TestServer & {
  readonly context: HostContext
  /** A fact of another service, as it would be read from its topic. */
  readonly tell: (type: string, key: string, data: unknown, actor?: Actor) => Promise<void>
  readonly stop: () => Promise<void>
}

export type TestHostOptions = {
  /** Rows of services that are not hosted, by `service/table/id`; the index `account` finds them by `accountId`. */
  readonly rowsOfOthers?: Map<string, Readonly<Record<string, unknown>>>
  /** What the host gives otherwise than a test needs: a folder, a mail server. */
  readonly context?: Partial<HostContext>
}

/** Services with their edges in one process: backbone in memory, seeded reference data, driven clock. Call `stop` afterwards. */
export async function createTestHost(
  deployables: readonly Deployable<FastifyPluginAsync>[],
  { rowsOfOthers = new Map(), context: own = {} }: TestHostOptions = {},
): Promise<TestHost> {
  const stops: (() => Promise<void>)[] = []
  let context: HostContext | undefined
  const hosted = new Set(deployables.map(({ service }) => service.name))
  const mount = async (server: FastifyInstance) => {
    const others = (readSide: ReadSide) => withRowsOfOthers(readSide, hosted, rowsOfOthers)
    const keyring = createKeyring([createHash('sha256').update('master').digest()], systemEntropy)
    context = { ...(await contextOf(server, keyring, others)), ...own }
    const erasing = erasureEffects({ ...context, keyring, purges: true })
    for (const deployable of deployables) {
      const { effects = {}, edges = [], running, stop } = await deployable.start(context)
      const service = await runService(deployable.service, { ...context, effects: { ...erasing, ...effects } })
      stops.push(() => service.stop(), ...(stop ? [stop] : []))
      for (const { prefix, plugin } of edges) await server.register(plugin, { prefix })
      await running?.()
    }
  }
  const recordViews: RecordViews = (...args) => viewsBy(context!.commands, systemEntropy)(...args)
  const test = await createTestServer(mount, {}, undefined, undefined, recordViews)
  const { backbone, clock } = context!
  let told = 0
  return {
    ...test,
    context: context!,
    async tell(type, key, data, actor = system) {
      const { topic, fullName } = contracts.place(type)
      await backbone.codec.prepareToEncode(fullName, data)
      const at = clock.now()
      told += 1
      const headers = headersOf({ id: deriveId('told', told), fullName, service: 'test', key, at, actor })
      await backbone.publish([{ topic, key, value: backbone.codec.encode(fullName, data), headers, at }])
    },
    async stop() {
      await test.server.close()
      for (const stop of stops) await stop()
      await backbone.close()
    },
  }
}

async function contextOf(
  server: FastifyInstance,
  keyring: Keyring,
  seenBy: (readSide: ReadSide) => ReadSide,
): Promise<HostContext> {
  const clock = server.web.clock as ManualClock
  const secret = (purpose: string) => createHash('sha256').update(purpose).digest()
  const world = createMemoryWorld({ partitions: 2, clock })
  const memory = await createMemoryBackbone(world, { contracts, keyring })
  const backbone = { ...memory, readSide: seenBy(withOpenRows(memory.readSide, memory.codec)) }
  await keyring.open(backbone, clock)
  return {
    backbone,
    commands: createCommandPort(backbone, contracts.place, clock, secret('command-body')),
    clock,
    entropy: systemEntropy,
    reference: fixedReference(seededReference),
    place: contracts.place,
    secret,
    publicUrl: server.web.origin(),
    dataDir: '/nonexistent',
    documents: createMemoryDocuments(clock),
    retention: { rejected: 365, lapsed: 365, withdrawn: 365, account: 2_557, paper: 365 },
    smtpUrl: undefined,
    mailFrom: 'icms@judiciary.example',
    bounces: undefined,
    machines: [],
    signal: () => {},
    log: () => {},
  }
}

function withRowsOfOthers(
  readSide: ReadSide,
  hosted: ReadonlySet<string>,
  others: NonNullable<TestHostOptions['rowsOfOthers']>,
): ReadSide {
  return {
    async list(service, query) {
      if (hosted.has(service)) return readSide.list(service, query)
      const of = `${service}/${query.table}/`
      const rows = [...others].flatMap(([path, data]) =>
        path.startsWith(of) && data[`${query.index}Id`] === query.value
          ? [{ table: query.table, id: path.slice(of.length), data }]
          : [],
      )
      return { state: 'ready', found: { rows } }
    },
    outcome: (...args) => readSide.outcome(...args),
    onOutcome: (...args) => readSide.onOutcome(...args),
    async get(service, table, id, key) {
      if (hosted.has(service)) return readSide.get(service, table, id, key)
      const data = others.get(`${service}/${table}/${id}`)
      return { state: 'ready', found: data && { table, id, data } }
    },
  }
}
