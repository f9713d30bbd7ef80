import { operationsTopic } from '@icms/backbone/operations-events'
import { until } from '@icms/deploy/demo/people'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayMs, type Gateway, startGateway } from './gateway.ts'
import { apply } from './registration.ts'

let gateway: Gateway
beforeAll(async () => {
  gateway = await startGateway({ ICMS_PROCESS_NAME: 'watched' })
}, 60_000)
afterAll(() => gateway?.stop())

const hourMs = dayMs / 24

/** The sample of a metric with these labels; nothing where there is none. */
async function sample(name: string, labels = ''): Promise<number | undefined> {
  const text = await (await fetch(`${gateway.origin}/metrics`)).text()
  const line = text.split('\n').find(l => l.startsWith(`${name}{`) && l.includes(labels))
  return line === undefined ? undefined : Number(line.split(' ').at(-1))
}

const becomes = (name: string, labels: string, wanted: number) =>
  until(
    () => sample(name, labels),
    value => value === wanted,
    `${name}{${labels}} to be ${wanted}`,
  )

type Told = { readonly type: string; readonly data: Readonly<Record<string, unknown>> }

async function told(type: string): Promise<Told[]> {
  const records = (await gateway.operator().records(operationsTopic)) as unknown as Told[]
  return records.filter(record => record.type === type)
}

test('what comes in, what is written and what waits is on /metrics, and a channel that nobody used yet is not', async () => {
  expect(await sample('icms_channel_silence_seconds')).toBeUndefined()
  const { applicationId } = await apply(gateway, 310_000)
  expect(await sample('icms_inputs_total', 'service="vetting",topic="intake-web.events.v1"')).toBeGreaterThan(0)
  expect(await sample('icms_outputs_total', 'service="vetting",topic="vetting.events.v1"')).toBeGreaterThan(0)
  expect(await sample('icms_commit_duration_seconds_count', 'service="vetting"')).toBeGreaterThan(0)
  expect(await sample('icms_restore_duration_seconds_count', 'service="vetting"')).toBe(4)
  expect(await sample('icms_partitions_open', 'service="vetting"')).toBe(4)
  expect(await sample('icms_dead_letters_open', 'service="vetting"')).toBe(0)
  expect(
    await sample('icms_http_request_duration_seconds_count', 'method="POST",route="/api/v1/applications",'),
  ).toBeGreaterThan(0)
  await becomes('icms_keys', 'service="email",aggregate="mail",standing="ACCEPTED"', 2)
  const text = await (await fetch(`${gateway.origin}/metrics`)).text()
  expect(text).not.toContain(applicationId)
}, 60_000)

test('a dead letter is counted while it is open, and whoever watches the topic is told of it', async () => {
  const { backbone } = gateway.host
  const at = gateway.clock.now()
  await backbone.publish([{ topic: 'identity.events.v1', key: 'poison', value: Buffer.from('<?>'), headers: {}, at }])
  await becomes('icms_dead_letters_open', 'service="vetting"', 1)
  await becomes('icms_keys_held', 'service="vetting"', 1)
  const opened = await until(
    () => told('DeadLetterOpened'),
    letters => letters.length === 2,
    'a dead letter of each reader',
  )
  expect(opened.map(({ data }) => [data.failure, data.holdsKey])).toEqual([
    ['UNREADABLE', true],
    ['UNREADABLE', true],
  ])
}, 60_000)

test('a silent channel and a missed target are told once each, a restart or not (R34a)', async () => {
  await gateway.advanceTo(gateway.clock.now() + 8 * hourMs, hourMs)
  const seconds = await until(
    () => sample('icms_channel_silence_seconds', 'channel="web"'),
    value => value === 8 * 3_600,
    'eight hours of silence',
  )
  expect(seconds).toBe(28_800)
  expect(await told('ChannelSilent')).toEqual([])
  await gateway.advanceTo(gateway.clock.now() + dayMs, hourMs)
  const silent = await until(
    () => told('ChannelSilent'),
    found => found.length > 0,
    'a silence that is told',
  )
  expect(silent[0]!.data).toMatchObject({ channel: 'web', service: 'intake-web', officeHours: 9 })
  await gateway.advanceTo(gateway.clock.now() + 5 * dayMs)
  const missed = await until(
    () => told('TargetMissed'),
    found => found.length > 0,
    'a missed target',
  )
  expect(missed[0]!.data).toMatchObject({ service: 'vetting', target: 'VettingTargetMissed' })
  await becomes('icms_targets_missed_total', 'target="VettingTargetMissed"', 1)
  await gateway.restart()
  await until(() => sample('icms_channel_silence_seconds', 'channel="web"'), Boolean, 'the silence after a restart')
  await gateway.advanceTo(gateway.clock.now() + hourMs, 60_000)
  expect((await told('ChannelSilent')).length).toBe(1)
  expect(await told('TaskMoved')).toEqual([])
}, 120_000)

test('a gateway that lacks nothing says that it is ready', async () => {
  const ready = await until(
    async () => (await fetch(`${gateway.origin}/readyz`)).json() as Promise<{ status: string; missing: string[] }>,
    answer => answer.status === 'ready',
    'a gateway that is ready',
  )
  expect(ready.missing).toEqual([])
}, 60_000)
