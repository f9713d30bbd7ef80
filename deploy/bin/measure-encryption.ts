import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { account } from '@icms/accounts/account'
import { system } from '@icms/backbone/actor'
import { systemClock } from '@icms/backbone/clock'
import { systemEntropy } from '@icms/backbone/entropy'
import { runService } from '@icms/backbone/host'
import { createKeyTable } from '@icms/backbone/key-table'
import { createKeyring, type Keyring } from '@icms/backbone/keyring'
import { createMasterKeys } from '@icms/backbone/master-keys'
import { headersOf, type OutRecord } from '@icms/backbone/record'
import { fixedReference } from '@icms/backbone/reference-source'
import { openEmbedded } from '@icms/embedded/embedded-backbone'
import { seededReference } from '@icms/reference-data/seeded-reference'
import { contracts } from '@icms/schemas/contracts'
import { exampleOf } from '@icms/schemas/example-messages'
import { vetting } from '@icms/vetting/service'

/** Prints what the README of the backbone quotes: `node --expose-gc deploy/bin/measure-encryption.ts`. */
const clock = systemClock()
const masterKey = new Uint8Array(32).fill(7)
const rounds = 20_000

async function open(keyring?: Keyring) {
  const dataDir = mkdtempSync(join(tmpdir(), 'icms-measure-'))
  const backbone = await openEmbedded({ dataDir, contracts, clock, ...(keyring && { keyring }) })
  await keyring?.open(backbone, clock)
  const close = async () => {
    await keyring?.stop()
    await backbone.close()
    rmSync(dataDir, { recursive: true })
  }
  return { backbone, close }
}

/** Of the processor, which others may be using too. */
function cpuMicroseconds(since?: NodeJS.CpuUsage): number {
  const { user, system: inKernel } = process.cpuUsage(since)
  return user + inKernel
}

function microseconds(run: () => void): string {
  for (let i = 0; i < rounds / 10; i++) run()
  const start = process.cpuUsage()
  for (let i = 0; i < rounds; i++) run()
  return (cpuMicroseconds(start) / rounds).toFixed(1)
}

const accountState = (['AccountCreated', 'AccountActivated'] as const).reduce<Parameters<typeof account.evolve>[0]>(
  (state, type) => account.evolve(state, { type, data: exampleOf('accounts.events.v1', type) } as never),
  undefined,
)

async function codec(what: string, keyring?: Keyring) {
  const { backbone, close } = await open(keyring)
  const values = {
    ApplicationReceived: ['icms.vetting.ApplicationReceived', exampleOf('vetting.events.v1', 'ApplicationReceived')],
    AccountState: [account.state, accountState],
  } as const
  for (const [name, [fullName, value]] of Object.entries(values)) {
    await backbone.codec.prepareToEncode(fullName, value)
    const bytes = backbone.codec.encode(fullName, value)
    let texts = 0
    contracts.personalOf(fullName)!.change(value, text => `${text}${++texts}`)
    const [encode, decode, peek] = [
      microseconds(() => backbone.codec.encode(fullName, value)),
      microseconds(() => backbone.codec.decode(bytes)),
      microseconds(() => backbone.codec.peek(bytes)),
    ]
    console.log(
      `${what}: ${name} (${texts} texts, ${bytes.length} bytes) encode ${encode}, decode ${decode}, peek ${peek} µs`,
    )
  }
  await close()
}

function keys(count: number) {
  const masters = createMasterKeys([masterKey], systemEntropy)
  const table = createKeyTable(masters)
  globalThis.gc?.()
  const before = process.memoryUsage()
  const start = process.cpuUsage()
  for (let i = 0; i < count; i++)
    table.learn(masters.wrap({ subjectId: `s${i}`.padEnd(26, '0'), id: `k${i}`.padEnd(16, '0'), bytes: masterKey }))
  const wrapped = cpuMicroseconds(start) / count
  globalThis.gc?.()
  const after = process.memoryUsage()
  const megabytes = (after.heapUsed + after.external - before.heapUsed - before.external) / 1_048_576
  const looking = process.cpuUsage()
  for (let i = 0; i < count; i++) table.find(`k${i}`.padEnd(16, '0'))
  const unwrapped = cpuMicroseconds(looking) / count
  console.log(
    `${count} keys: ${megabytes.toFixed(0)} MB; wrap ${wrapped.toFixed(1)}, unwrap ${unwrapped.toFixed(1)} µs each`,
  )
}

/** From the log through vetting and back to the log: one input, an event, a state and a row of each applicant. */
async function hop(what: string, count: number, keyring?: Keyring) {
  const { backbone, close } = await open(keyring)
  const submitted = exampleOf('intake-web.events.v1', 'ApplicationSubmitted')
  const { topic, fullName } = contracts.place('ApplicationSubmitted')
  const records: OutRecord[] = []
  for (let i = 0; i < count; i++) {
    const key = `application-${i}`
    const data = { ...submitted, applicationId: key }
    await keyring?.ensure(key)
    const at = submitted.submittedAt
    const headers = headersOf({ id: key, fullName, service: 'measure', key, at, actor: system })
    records.push({ topic, key, value: backbone.codec.encode(fullName, data), headers, at })
  }
  for (let i = 0; i < count; i += 500) await backbone.publish(records.slice(i, i + 500))
  const start = process.cpuUsage()
  const reference = fixedReference(seededReference)
  const running = await runService(vetting, { backbone, place: contracts.place, clock, reference })
  while ((await running.status()).lag.some(({ lag }) => lag > 0) || (await running.status()).open.length < 4)
    await new Promise(resolve => setTimeout(resolve, 10))
  const each = cpuMicroseconds(start) / count
  const vetted = (await backbone.ends(['vetting.events.v1'])).get('vetting.events.v1')!
  const events = vetted.reduce((sum, { end }) => sum + end, 0)
  console.log(`${what}: ${count} applications vetted (${events} events), ${each.toFixed(0)} µs each`)
  await running.stop()
  await close()
}

const withKeys = () => createKeyring([masterKey], systemEntropy)
await codec('in clear')
await codec('encrypted', withKeys())
keys(100_000)
for (let round = 0; round < 2; round++) {
  await hop('in clear', 5_000)
  await hop('encrypted', 5_000, withKeys())
}
