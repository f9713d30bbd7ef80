import { createHash } from 'node:crypto'
import type { KeptOutcome } from '@icms/backbone/key-entry'
import { partsOf } from '@icms/backbone/key-entry'
import type { ChainHead } from '@icms/backbone/audit-chain'
import { filing, hkidOf } from '@icms/deploy/demo/forms'
import { until } from '@icms/deploy/demo/people'
import type { ServiceName } from '@icms/deploy/host/settings'
import { caseIdOf } from '@icms/schemas/case-number'
import { drawRegistrantId, printLoginName } from '@icms/schemas/registrant-id'
import { startGateway } from '../journeys/gateway.ts'
import { activate, apply, approve } from '../journeys/registration.ts'

/** What one key of a service is left with: decoded, in clear. */
export type LeftBehind = {
  readonly service: ServiceName
  readonly aggregate: string
  readonly key: string
  readonly state: unknown
  readonly outcomes: readonly (Omit<KeptOutcome, 'outputs'> & { readonly outputs: readonly Output[] })[]
  readonly chain: ChainHead | null
}
type Output = { readonly type: string; readonly fullName: string; readonly data: unknown }

/** Everything that one registration leaves in the states of all services, as it happened. */
export type Registrant = { readonly left: readonly LeftBehind[]; readonly ids: Ids }

/** Names of a registrant that are not drawn but follow one from another. */
export type Ids = {
  readonly accountId: string
  readonly loginName: string
  readonly caseNumber: string
  readonly caseId: string
  readonly email: string
}

const template = 1
/** The code, that it was received, the invitation, login name and activation code each for itself, the link. */
const mailsOfOne = 6

/** Registers one individual through a whole gateway, from the form to a linked case, and takes what is left of it. */
export async function registerOne(): Promise<Registrant> {
  const gateway = await startGateway({}, undefined, Date.now())
  try {
    const applied = await apply(gateway, template)
    await approve(gateway, applied)
    const { loginName } = await activate(gateway, applied)
    const { caseNumber } = applied.form.cases[0]!
    const data = filing(loginName, caseNumber, gateway.clock.now())
    await gateway.operator().publish('court.filings.v1', [{ type: 'FilingLodged', key: 'load', data }])
    await until(
      () => applied.person.cases(),
      ({ body }) => JSON.stringify(body).includes(caseNumber),
      'the linked case',
    )
    await until(
      () => gateway.mailsTo(applied.email),
      mails => mails.length >= mailsOfOne,
      'all of the mails',
    )
    const accountId = loginName.replaceAll('-', '').slice(0, 8)
    const ids = { accountId, loginName, caseNumber, caseId: caseIdOf(caseNumber), email: applied.email }
    return { left: await leftIn(gateway), ids }
  } finally {
    await gateway.stop()
  }
}

async function leftIn(gateway: Awaited<ReturnType<typeof startGateway>>): Promise<LeftBehind[]> {
  const { codec } = gateway.host.backbone
  const left: LeftBehind[] = []
  for (const service of gateway.host.running.keys()) {
    if (service === 'reference-data') continue
    const last = new Map<string, Uint8Array | null>()
    for await (const { key, value } of gateway.host.backbone.read(`${service}.state.v1`)) last.set(key!, value)
    for (const [stateKey, value] of last) {
      const parts = partsOf(stateKey)
      if (!parts || !value) continue
      const entry = codec.decode(value) as { state: Buffer | null; outcomes: KeptOutcome[]; chain: ChainHead | null }
      const outcomes = entry.outcomes.map(outcome => ({
        ...outcome,
        outputs: outcome.outputs.map(o => ({
          type: o.type,
          fullName: codec.nameOf(o.value),
          data: codec.decode(o.value),
        })),
      }))
      left.push({
        service,
        ...parts,
        state: entry.state ? codec.decode(entry.state) : undefined,
        outcomes,
        chain: entry.chain,
      })
    }
  }
  return left
}

/** Another registrant of whom the same is left: every id is its own, and login name and case id fit theirs. */
export function another(ids: Ids, n: number): { readonly ids: Ids; rename<T>(value: T): T } {
  const accountId = drawRegistrantId(`load-${n}`, 1)
  const caseNumber = `DCCJ ${1 + (n % 900_000)}/${2024 + Math.floor(n / 900_000)}`
  const own: Ids = {
    ...{ accountId, loginName: printLoginName(accountId), caseNumber, caseId: caseIdOf(caseNumber) },
    email: `holder-${n}@example.com`,
  }
  const names = new Map<string, string>([
    ...(Object.keys(own) as (keyof Ids)[]).map(name => [ids[name], own[name]] as const),
    [hkidOf(template), hkidOf(n + 2)],
  ])
  const drawn = (text: string) => {
    const digest = createHash('sha256').update(`${n}/${text}`).digest('hex')
    return text.startsWith('person-') || text.startsWith('email-')
      ? text.slice(0, -32) + digest.slice(0, 32)
      : digest.slice(0, 26)
  }
  // An id stands in many places and is drawn once.
  const known = new Map(names)
  const rename = (text: string): string => {
    const found = known.get(text) ?? text.replace(drawnIds, drawn)
    known.set(text, found)
    return found
  }
  return { ids: own, rename: value => renamed(value, rename, names) as typeof value }
}

/** Ids as the services draw them, wherever they stand in a text: 26 characters of base32, or a hash of 32 digits. */
const drawnIds = /\b(?:person-|email-)[0-9a-f]{32}\b|\b[0-9a-hjkmnp-tv-z]{26}\b/g

/** Parts without any id, which all copies share: most of a state is the same for everybody. */
const shared = new WeakMap<object, boolean>()

function isShared(value: unknown, names: ReadonlyMap<string, string>): boolean {
  if (typeof value === 'string') return !names.has(value) && value.search(drawnIds) < 0
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return true
  let found = shared.get(value)
  if (found === undefined) {
    found = Object.values(value).every(part => isShared(part, names))
    shared.set(value, found)
  }
  return found
}

function renamed(value: unknown, rename: (text: string) => string, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return rename(value)
  if (value === null || typeof value !== 'object' || isShared(value, names)) return value
  if (Array.isArray(value)) return value.map(item => renamed(item, rename, names))
  return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, renamed(of, rename, names)]))
}
