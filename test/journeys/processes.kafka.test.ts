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

const drainMsMax = 60_000
const readyMsMax = 60_000

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

/** kill -9 for the email process while a mail is on its way: it is found to be in doubt by the next. */
async function killWithMailUnderWay(running: Running) {
  const email = processOf(running, 'email')
  await running.mail.takeOneSilently()
  await email.kill()
  await email.start()
  // Found only after the clock has moved, it would be a minute from then.
  const operations = operator(running.gateway.originOf('vetting'), running.gateway.operatorToken)
  const isFound = async () =>
    expect(await operations.records('email.events.v1')).toContainEqual(
      expect.objectContaining({ type: 'EmailInDoubt' }),
    )
  await persistently('the doubt is found', isFound, drainMsMax)
  await startLater(email, pastDoubtMs)
}

/** Instead of waiting that long: ends the process and starts it with a clock that is ahead. */
async function startLater(process: HostingProcess, aheadMs: number) {
  await process.interrupt()
  await process.start({ ICMS_CLOCK_START: new Date(Date.now() + aheadMs).toISOString() })
}

// Every service killed while people register is chaos' (test/chaos): here is what a draw of faults might leave out.
test('every service in a process of its own: all start at the same moment on an empty broker, and become ready; a mail under way when its process is killed is found in doubt and sent again; one account each, every mail accounted for, each filing answered and linked once (I1, I2, I3, I6)', async () => {
  const running = await start(
    serviceNames.map(name => [name]),
    'node',
  )
  const { gateway, mail } = running
  for (const { origin } of gateway.processes)
    await persistently(
      'everything is there',
      async () => expect(await readiness(origin)).toMatchObject(ready),
      readyMsMax,
    )
  const place = { gateway, mail, staff: await signInStaff(gateway) }
  const killed = killWithMailUnderWay(running)
  const registered = await Promise.all([300_000, 300_001].map(n => registerByProcesses(place, n)))
  await killed
  const records = await accountFor(running, registered)
  expect(records.some(r => r.type === 'EmailInDoubt')).toBe(true)
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
