import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { system } from '../actor.ts'
import { systemEntropy } from '../entropy.ts'
import { runService } from '../host.ts'
import { createKeyring, type Keyring } from '../keyring.ts'
import { keyringTopic } from '../keyring-topic.ts'
import type { WrappedKey } from '../master-keys.ts'
import { isBackboneError } from '../errors.ts'
import { withOpenRows } from '../open-rows.ts'
import type { RunningService } from '../port.ts'
import type { Probe } from '../probe.ts'
import { deriveId, headersOf } from '../record.ts'
import { fixedReference } from '../reference-source.ts'
import { eventually, morning } from './kit.ts'
import { people, peopleContracts, peopleTopics, type Reported } from './people.ts'
import type { Instance, MakeRig, Rig } from './rig.ts'

export const makePeopleRig = (makeRig: MakeRig): Promise<Rig> =>
  makeRig({ contracts: peopleContracts, topics: peopleTopics, partitions: 2, start: morning })

export const masterKey = (name: string) => createHash('sha256').update(name).digest()

export type Registry = Instance & { readonly keyring: Keyring; readonly running: RunningService | undefined }

type Options = { readonly masters?: readonly string[]; readonly probe?: Probe; readonly runs?: boolean }

/** A process with a keyring of its own that hosts the service, or with `runs: false` only reads and writes. */
export async function startRegistry(
  rig: Rig,
  { masters = ['first'], probe, runs = true }: Options = {},
): Promise<Registry> {
  const keyring = createKeyring(masters.map(masterKey), systemEntropy)
  const instance = await rig.instance({ keyring, ...(probe && { probe }) })
  await keyring.open(instance.backbone, rig.clock)
  const { backbone } = instance
  const hosting = { backbone, place: peopleContracts.place, clock: rig.clock, reference: fixedReference() }
  const running = runs ? await runService(people, { ...hosting, limits: { closeMsMax: 500 } }) : undefined
  return { ...instance, keyring, running }
}

let reported = 0

/** The register reports a person, under the data key of the register: the service makes the person's own. */
export async function report({ backbone }: Registry, personId: string, name: string, rest: Partial<Reported> = {}) {
  const fullName = 'icms.people.Reported'
  const data = { register: 'register-1', personId, name, wakeAt: null, ...rest }
  await backbone.codec.prepareToEncode(fullName, data)
  const headers = headersOf({
    id: deriveId('report', reported++),
    fullName,
    service: 'register',
    key: personId,
    at: morning,
    actor: system,
  })
  const value = backbone.codec.encode(fullName, data)
  await backbone.publish([{ topic: 'register.events.v1', key: personId, value, headers, at: morning }])
}

/** Names on the log as a process reads them, of one person in order. */
export async function namesOf(rig: Rig, { backbone: { codec } }: Registry, personId: string): Promise<string[]> {
  const records = (await rig.records('people.events.v1')).filter(record => record.key === personId)
  await codec.prepare(records.map(record => record.value))
  const named = records.filter(record => codec.nameOf(record.value!).endsWith('.PersonNamed'))
  return named.map(record => (codec.decode(record.value!) as { name: string }).name)
}

export const expectNames = (rig: Rig, registry: Registry, personId: string, names: readonly string[]) =>
  eventually(async () => expect(await namesOf(rig, registry, personId)).toEqual(names))

/** What a page shows of a person; `erased` where that is all that there is to say. */
export async function shown(
  { backbone }: Registry,
  personId: string,
): Promise<Readonly<Record<string, unknown>> | 'erased' | undefined> {
  const rows = withOpenRows(backbone.readSide, backbone.codec)
  const answer = await rows.get('people', 'people', personId).catch(error => {
    if (isBackboneError(error, 'Erased')) return 'erased' as const
    throw error
  })
  if (answer === 'erased') return answer
  if (answer.state !== 'ready') throw new Error('the read side is being rebuilt')
  return answer.found?.data
}

export const expectShown = (registry: Registry, personId: string, data: Awaited<ReturnType<typeof shown>>) =>
  eventually(async () => expect(await shown(registry, personId)).toEqual(data))

/** Ids of the keys on the topic by subject, keys that were taken away left out. */
export async function keysOf(rig: Rig, { backbone: { codec } }: Registry, subjectId: string): Promise<string[]> {
  const last = new Map((await rig.records(keyringTopic)).map(({ key, value }) => [key, value]))
  const values = [...last.values()].filter(value => value !== null)
  await codec.prepare(values)
  const entries = values
    .filter(value => codec.nameOf(value).endsWith('.DataKey'))
    .map(value => codec.decode(value) as WrappedKey)
  return entries.filter(entry => entry.subjectId === subjectId).map(entry => entry.keyId)
}

/** Everything on the log as a plain client sees it. */
export async function wholeLog(rig: Rig): Promise<Buffer> {
  const parts: Buffer[] = []
  for (const { name } of peopleTopics)
    for (const { key, headers, value } of await rig.records(name))
      parts.push(Buffer.from(`${key} ${JSON.stringify(headers)} `), Buffer.from(value ?? []))
  return Buffer.concat(parts)
}
