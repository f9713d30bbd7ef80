import { operator } from '@icms/deploy/demo/people'
import { type ServiceName, serviceNames } from '@icms/deploy/host/settings'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Stack } from '../stack/stack.ts'
import { startStack } from '../stack/start-stack.ts'
import { expectEachOnce, underWay } from './account-of-everything.ts'
import { readCommitted } from './committed-records.ts'
import { startProcesses } from './gateway-processes.ts'
import type { Command, HostingProcess } from './hosting-process.ts'
import { startMailSink } from './mail-sink.ts'
import { persistently } from './persistently.ts'
import { type Registered, registerByProcesses, signInStaff } from './registration-by-processes.ts'

const lanes = 5
const drainMsMax = 60_000
const readyMsMax = 60_000

/** Email first: its attempts that were cut off are found to be in doubt while the others are killed. */
const killingOrder: readonly ServiceName[] = ['email', ...serviceNames.filter(name => name !== 'email')]

/** A mail that is in doubt is sent again a minute later; this is past it. */
const pastDoubtMs = 2 * 60_000

/** Of its own: the first start is on an empty broker and an empty registry. */
let servers: Stack
beforeAll(async () => {
  servers = await startStack()
})
afterAll(() => servers?.stop())

async function start(groups: readonly (readonly ServiceName[])[], command: Command) {
  const prefix = `processes-${Date.now()}.`
  const stack = { brokers: servers.brokers, registryUrl: servers.registryUrl!, redisUrl: servers.redisUrl! }
  const mail = await startMailSink()
  onTestFinished(() => mail.stop())
  const gateway = await startProcesses(groups, { prefix, smtpUrl: mail.url, stack, command })
  onTestFinished(() => gateway.stop())
  return { prefix, stack, mail, gateway }
}

type Running = Awaited<ReturnType<typeof start>>

/** Waits until nothing is under way any more; answers all that was committed. */
const drained = ({ stack, prefix }: Running, registered: readonly Registered[]) =>
  persistently(
    'everything that was begun has ended',
    async () => {
      const found = await readCommitted(stack, prefix)
      const open = underWay(found, registered)
      if (open.length > 0) throw new Error(open.join('; '))
      return found
    },
    drainMsMax,
  )

/** Holds what was written and mailed to what was registered, when everything has ended. */
async function accountFor(running: Running, registered: readonly Registered[]) {
  const { gateway, mail } = running
  const records = await drained(running, registered)
  expectEachOnce(registered, records, await mail.mails())
  const { deadLetters } = await operator(gateway.originOf('vetting'), gateway.operatorToken).deadLetters()
  expect(deadLetters).toEqual([])
  return records
}

const ready = { status: 'ready', missing: [] }
const readiness = async (origin: string) => (await fetch(`${origin}/readyz`)).json()

const processOf = ({ gateway }: Running, service: ServiceName) =>
  gateway.processes.find(p => p.services.includes(service))!

/** kill -9 for each process, one after another, each started again at once; that of email while a mail is on its way. */
async function killInTurn(running: Running): Promise<number> {
  for (const service of killingOrder) {
    const victim = processOf(running, service)
    if (service === 'email') await running.mail.takeOneSilently()
    await victim.kill()
    await victim.start()
  }
  await startLater(processOf(running, 'email'), pastDoubtMs)
  return killingOrder.length
}

/** Instead of waiting that long: ends the process and starts it with a clock that is ahead. */
async function startLater(process: HostingProcess, aheadMs: number) {
  await process.interrupt()
  await process.start({ ICMS_CLOCK_START: new Date(Date.now() + aheadMs).toISOString() })
}

test('every service in a process of its own: all start at the same moment on an empty broker, and become ready; each killed in turn while people register: one account each, every mail accounted for, each filing answered and linked once (I1, I2, I3, I6)', async () => {
  const startedAt = performance.now()
  const running = await start(
    serviceNames.map(name => [name]),
    'node',
  )
  const { gateway, mail } = running
  for (const { origin } of gateway.processes)
    await persistently('everything is there', async () => expect(await readiness(origin)).toEqual(ready), readyMsMax)
  const place = { gateway, mail, staff: await signInStaff(gateway) }
  let n = 300_000
  let killing = true
  const registered: Registered[] = []
  const registering = Array.from({ length: lanes }, async () => {
    while (killing) registered.push(await registerByProcesses(place, n++))
  })
  const kills = killInTurn(running).finally(() => (killing = false))
  await Promise.all([kills, ...registering])
  const records = await accountFor(running, registered)
  expect(records.some(r => r.type === 'EmailInDoubt')).toBe(true)
  const { length } = await mail.mails()
  const seconds = Math.round((performance.now() - startedAt) / 1000)
  process.stdout.write(
    `  ${await kills} processes killed, ${registered.length} registrations, ${records.length} messages, ${length} mails in ${seconds} s\n`,
  )
}, 480_000)

test('npm start in two terminals, each with half of the services, works together and ends with Ctrl-C', async () => {
  const running = await start([serviceNames.slice(0, 4), serviceNames.slice(4)], 'npm start')
  const { gateway, mail } = running
  const place = { gateway, mail, staff: await signInStaff(gateway) }
  const registered = await Promise.all([400_000, 400_001].map(n => registerByProcesses(place, n)))
  await accountFor(running, registered)
  await Promise.all(gateway.processes.map(p => p.interrupt()))
  for (const { printed } of gateway.processes) expect(printed()).toMatch(/SIGINT: finishing what is in hand\n$/)
})
