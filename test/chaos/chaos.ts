import { serviceNames } from '@icms/deploy/host/settings'
import { type GatewayProcesses, startProcesses } from '../journeys/gateway-processes.ts'
import type { HostingProcess } from '../journeys/hosting-process.ts'
import { freePort } from '../stack/free-port.ts'
import { hasProgram } from '../stack/programs.ts'
import type { Stack } from '../stack/stack.ts'
import { startStack } from '../stack/start-stack.ts'
import { openAccount } from './account.ts'
import { openCourtProducer } from './court-producer.ts'
import { drawFaults } from './faults.ts'
import { openFrontDoor, settingsBehind } from './front-door.ts'
import { inflictor, nameOf } from './inflict.ts'
import { inTheEnd } from './in-the-end.ts'
import { decodeAll, schemasOf } from './judge/decode.ts'
import type { Evidence, Violation } from './judge/evidence.ts'
import { readByKcat } from './judge/read-by-kcat.ts'
import { keepLogs } from './keep-logs.ts'
import { load } from './load.ts'
import { type Mailbox, openMailbox } from './mailbox.ts'
import { countsOf, endedByItself, refusedThough, summaryOf } from './report.ts'

export type ChaosPlan = {
  readonly minutes: number
  readonly seed: string
  readonly say: (line: string) => void
}

export type ChaosOutcome = {
  readonly violations: readonly Violation[]
  /** What was done and what came of it, a line each. */
  readonly summary: readonly string[]
  /** Where what the processes printed is kept; only where something is wrong. */
  readonly logs: string | undefined
}

const patienceMs = 25_000
/** Past every deadline of an application, a code and a retry. */
const dayMs = 86_400_000
const jumpMs = 45 * dayMs

/**
 * Runs the whole gateway in processes of its own on servers of its own, two of each service, hurts all of them while
 * people register and a court files, lets everything drain, moves the clocks past all deadlines, and judges what is there.
 * Takes some two minutes more than asked for. Throws where something cannot be started.
 */
export async function runChaos({ minutes, seed, say }: ChaosPlan): Promise<ChaosOutcome> {
  if (!hasProgram('kcat')) throw new Error('kcat, which reads the topics, is not on this machine: apt-get install kcat')
  const ends: (() => Promise<unknown>)[] = []
  try {
    say('starting Kafka, a schema registry, Redis and a mail server')
    const stack = await startStack()
    ends.push(() => stack.stop())
    const mailbox = await openMailbox()
    ends.push(() => mailbox.stop())
    const port = await freePort()
    say(`starting ${serviceNames.length * 2} processes, two of each service`)
    const gateway = await startGateway(stack, mailbox, port)
    ends.push(() => gateway.stop())
    const door = await openFrontDoor(port, () => gateway.processes)
    ends.push(() => door.stop())
    return await hurtAndJudge({ minutes, seed, say }, { stack, mailbox, gateway, origin: door.origin })
  } finally {
    for (const end of ends.toReversed()) await end()
  }
}

type Place = {
  readonly stack: Stack
  readonly mailbox: Mailbox
  readonly gateway: GatewayProcesses
  readonly origin: string
}

const startGateway = (stack: Stack, mailbox: Mailbox, port: number) =>
  startProcesses(
    serviceNames.flatMap(name => [[name], [name]]),
    {
      prefix: '',
      smtpUrl: mailbox.url,
      stack: { brokers: stack.brokers, registryUrl: stack.registryUrl!, redisUrl: stack.redisUrl! },
      command: 'node',
      oneFirst: true,
      settings: settingsBehind(port),
    },
  )

async function hurtAndJudge({ minutes, seed, say }: ChaosPlan, place: Place): Promise<ChaosOutcome> {
  const { stack, mailbox, gateway, origin } = place
  const { processes } = gateway
  const account = openAccount()
  const server = { brokers: stack.brokers, registryUrl: stack.registryUrl! }
  const court = await openCourtProducer(server)
  const loaded = load({ origin, mailbox, account, run: seed, publish: court.publish, patienceMs })
  const startedAt = performance.now()
  const since = () => `${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s  `
  const inflicted = inflictor({ processes, stack, mailbox, say: line => say(since() + line) })
  const telling = setInterval(() => say(since() + countsOf(account)), 15_000)
  await inflicted.run(drawFaults(seed, minutes, processes.length), startedAt).finally(() => clearInterval(telling))
  say(`${since()}no more faults; waiting until everything runs`)
  await inflicted.mended()
  say(`${since()}everything runs; waiting for who is under way`)
  await loaded.end()
  await court.stop()
  say(`${since()}nobody is under way; waiting until everything has drained`)

  let now = Date.now
  const look = async (): Promise<Evidence> => ({
    messages: await decodeAll(await readByKcat(stack.brokers), schemasOf(server.registryUrl)),
    mails: mailbox.mails(),
    ...{ told: account.told, filings: account.filings, secrets: account.secrets },
    printed: processes.map(process => ({ name: nameOf(processes, process), text: process.printed() })),
    now: now(),
  })
  // What waits for a date or for the next attempt of a mail is looked at after the jump.
  const early = await inTheEnd(look, ({ invariant }) => invariant !== 'I3' && invariant !== 'I4')
  const gone = processes
    .filter(process => !process.isRunning())
    .map(process => endedByItself(nameOf(processes, process)))
  const refused = account.refused.map(refusedThough)
  const first = [
    ...refused,
    ...early.violations.filter(({ invariant }) => invariant !== 'I3' && invariant !== 'I4'),
    ...gone,
  ]
  if (first.length > 0) return outcomeOf(early.evidence, first)
  say(`${since()}drained: ${early.evidence.messages.length} messages; every clock is moved by ${jumpMs / dayMs} days`)
  await jump(gateway)
  say(`${since()}all are up again; waiting until nothing is due any more`)
  now = () => Date.now() + jumpMs
  const { evidence, violations } = await inTheEnd(look)
  return outcomeOf(evidence, violations)

  function outcomeOf(evidence: Evidence, violations: readonly Violation[]): ChaosOutcome {
    const summary = summaryOf(account, evidence, inflicted.counts)
    return { violations, summary, logs: violations.length > 0 ? keepLogs(evidence, account.gaveUp) : undefined }
  }
}

/**
 * Everyone is killed; one process of each service starts again, with a clock that is ahead. Only those that send mails end what
 * they have in hand: a mail in doubt from then on would have its next attempt later than anybody waits here.
 */
async function jump({ processes }: GatewayProcesses): Promise<void> {
  const end = (process: HostingProcess) =>
    process.services.includes('email') ? process.interrupt().catch(() => process.kill()) : process.kill()
  await Promise.all(processes.map(end))
  const clock = { ICMS_CLOCK_START: new Date(Date.now() + jumpMs).toISOString() }
  await Promise.all(processes.filter((_, i) => i % 2 === 0).map(process => process.start(clock)))
}
