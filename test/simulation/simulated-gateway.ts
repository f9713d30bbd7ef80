import type { Clock } from '@icms/backbone/clock'
import type { HostContext } from '@icms/backbone/deployable'
import { type CommandPort, createCommandPort } from '@icms/backbone/edge'
import type { Entropy } from '@icms/backbone/entropy'
import { BackboneError } from '@icms/backbone/errors'
import { erasureEffects } from '@icms/backbone/erasure-effects'
import { runService } from '@icms/backbone/host'
import { createKeyring, type Keyring } from '@icms/backbone/keyring'
import { createMemoryBackbone } from '@icms/backbone/memory/memory-backbone'
import type { MemoryWorld } from '@icms/backbone/memory/memory-world'
import { withOpenRows } from '@icms/backbone/open-rows'
import type { Probe } from '@icms/backbone/probe'
import { followReference } from '@icms/backbone/reference-source'
import type { EffectHandler } from '@icms/backbone/runtime'
import type { Service } from '@icms/backbone/service'
import { type Pace, randomFrom, seededPace } from '@icms/backbone/task-pump'
import { accounts } from '@icms/accounts/service'
import { caseLinking } from '@icms/case-linking/service'
import { type CourtTopic, courtTopics, startCourtBridge } from '@icms/court-cases/bridge'
import { courtCases } from '@icms/court-cases/service'
import { sendMail } from '@icms/email/mail'
import { email } from '@icms/email/service'
import { identity } from '@icms/identity/service'
import { discardDocument } from '@icms/intake-web/draft'
import { faxArrivals } from '@icms/intake-fax/fax-arrivals'
import { preparePages as prepareFaxPages } from '@icms/intake-fax/fax-preparation'
import { intakeFax } from '@icms/intake-fax/service'
import { arrivalsOf } from '@icms/intake-post/arrivals'
import { preparePages as prepareEnvelopePages } from '@icms/intake-post/envelope-pages'
import { intakePost } from '@icms/intake-post/service'
import { intakeWeb } from '@icms/intake-web/service'
import { notification } from '@icms/notification/service'
import { createCompareDaily } from '@icms/paper-intake/compare-daily'
import { compareDaily } from '@icms/paper-intake/daily'
import { entryOf, referenceTopic } from '@icms/reference-data/reference-view'
import { referenceData } from '@icms/reference-data/service'
import { findLikePapers } from '@icms/vetting/paper-comparison'
import { comparePaper, type PaperLooks } from '@icms/vetting/paper-likeness'
import { createSearchHash } from '@icms/vetting/search-hash'
import { hashSearchTerms, type SearchTexts } from '@icms/vetting/search-terms'
import { vetting } from '@icms/vetting/service'
import type { createPagePreparer } from './page-preparer.ts'
import { simulatedContracts } from './simulated-contracts.ts'

/** Commits of nothing but a position would be half of all: here they wait for the next one, or for a batch. */
const limits = { positionMsMax: 24 * 3_600_000 }

/** Services that run where no paper comes. */
const withoutPaper: readonly Service[] = [
  accounts,
  caseLinking,
  courtCases,
  email,
  identity,
  intakeWeb,
  notification,
  referenceData,
  vetting,
]

/** Every service of the product, as it is declared. */
export const services: readonly Service[] = [...withoutPaper, intakeFax, intakePost]

export const servicesOf = (hasPaper: boolean): readonly Service[] => (hasPaper ? services : withoutPaper)

const lateShare = 0.3

const bodyKey = new Uint8Array(32).fill(7)
const { termsOf } = createSearchHash(new Uint8Array(32).fill(9))

/** One process of the gateway, which hosts all services. */
export type SimulatedProcess = {
  readonly name: string
  readonly commands: CommandPort
  /** Resolves when it has died. */
  readonly ended: Promise<void>
  kill(): void
}

export type ProcessSettings = {
  readonly name: string
  /** Of this process: it may be ahead of the others, or behind. */
  readonly clock: Clock
  readonly seed: number
  readonly delayMsMax: number
  readonly probe: Probe
  readonly entropy: Entropy
  readonly masterKey: Uint8Array | undefined
  readonly hasPaper: boolean
  readonly sendMail: EffectHandler
  readonly pages: ReturnType<typeof createPagePreparer>
  /** Shared by all processes, as a volume is. */
  readonly documents: HostContext['documents']
  readonly report: (error: unknown) => void
}

/** Starts a process as the host does: what it must have read comes first, then its tasks, then its bridges. */
export async function startProcess(world: MemoryWorld, settings: ProcessSettings): Promise<SimulatedProcess> {
  const { name, clock, seed, delayMsMax, probe, entropy, masterKey, report } = settings
  const keyring = masterKey && createKeyring([masterKey], entropy)
  const ended = Promise.withResolvers<void>()
  const dying: Probe = (step, task) => {
    try {
      return probe(step, task)
    } catch (error) {
      ended.resolve()
      throw error
    }
  }
  const backbone = await createMemoryBackbone(world, {
    contracts: simulatedContracts,
    probe: dying,
    report,
    sessionMsMax: 10_000,
    pace: partition => unevenPace(seed + partition, delayMsMax),
    ...(keyring && { keyring }),
  })
  const kill = () => {
    backbone.kill()
    ended.resolve()
  }
  async function start() {
    await keyring?.open(backbone, clock)
    const reference = await followReference(backbone, clock, referenceTopic, entryOf)
    const { place } = simulatedContracts
    const all = effectsOf(keyring, clock, settings)
    for (const service of servicesOf(settings.hasPaper)) {
      const effects = { ...all, ...paperEffects(service, backbone, settings) }
      await runService(service, { backbone, process: name, place, clock, reference, effects, limits })
    }
    const signal = () => {}
    for (const topic of Object.keys(courtTopics) as CourtTopic[])
      await startCourtBridge(topic, { backbone, place, clock, signal })
    return { name, commands: createCommandPort(backbone, place, clock, bodyKey), ended: ended.promise, kill }
  }
  try {
    const died = ended.promise.then(() => Promise.reject(new BackboneError('Closed', `${name} died while it started`)))
    return await Promise.race([start(), died])
  } catch (error) {
    kill()
    throw error
  }
}

/** Most deliveries come at once, and some so late that others overtake them. */
function unevenPace(seed: number, delayMsMax: number): Pace {
  const pace = seededPace(seed, delayMsMax)
  const random = randomFrom(seed)
  return { ...pace, delayMs: () => (random() < lateShare ? pace.delayMs() : 0) }
}

function effectsOf(
  keyring: Keyring | undefined,
  clock: Clock,
  { documents, sendMail: mailing }: ProcessSettings,
): Record<string, EffectHandler> {
  return {
    ...erasureEffects({ keyring: keyring ?? { erase: async () => 0 }, documents, clock, purges: true }),
    [sendMail]: mailing,
    [hashSearchTerms]: async request => termsOf(request as SearchTexts),
    [discardDocument]: async ({ applicationId, documentId }) => {
      await documents.store.delete(applicationId as string, documentId as string)
      return {}
    },
  }
}

/** What each service asks for about paper; both intakes call by the same name what they want of different things. */
function paperEffects(
  { name }: Service,
  backbone: HostContext['backbone'],
  { pages: { ofFax, ofEnvelope }, documents }: ProcessSettings,
): Record<string, EffectHandler> {
  const context = { documents, backbone: { ...backbone, readSide: withOpenRows(backbone.readSide, backbone.codec) } }
  switch (name) {
    case 'intake-fax':
      return {
        [prepareFaxPages]: ofFax,
        [compareDaily]: createCompareDaily(context, name, faxArrivals(context)),
      }
    case 'intake-post':
      return {
        [prepareEnvelopePages]: ofEnvelope,
        [compareDaily]: createCompareDaily(context, name, arrivalsOf(context)),
      }
    case 'vetting':
      return {
        [comparePaper]: async request => {
          return { likenesses: await findLikePapers(context.backbone.readSide, request as PaperLooks) }
        },
      }
    default:
      return {}
  }
}
