import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { kafkaSettingsOf } from '@icms/deploy/host/backbones'
import { readSettings, serviceNames } from '@icms/deploy/host/settings'
import { deployStep } from '@icms/deploy/icms/deploy-steps'
import { withDefaults } from '@icms/kafka/kafka-settings'
import { topicPlan } from '@icms/kafka/topic-plan'
import { ConfigResourceTypes, Kafka, logLevel } from 'kafkajs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bareEnvironment } from '../stack/bare-environment.ts'
import { freePort } from '../stack/free-port.ts'
import type { Stack } from '../stack/stack.ts'
import { openStackFolder, type StackFolder } from '../stack/stack-folder.ts'
import { startStack } from '../stack/start-stack.ts'
import { persistently } from './persistently.ts'

const masterKey = Buffer.alloc(32, 7).toString('base64')

const root = join(import.meta.dirname, '..', '..')
const readyMsMax = 240_000

let stack: Stack
/** What runs is named in it, and ends with it, however this process ends. */
let folder: StackFolder
beforeAll(async () => {
  folder = await openStackFolder()
  stack = await startStack()
})
afterAll(async () => {
  await folder?.sweep()
  await stack?.stop()
})

const environment = (prefix: string, more: Readonly<Record<string, string>> = {}) => ({
  ICMS_BACKBONE: 'kafka',
  ICMS_KAFKA_BROKERS: stack.brokers.join(','),
  ICMS_REGISTRY_URL: stack.registryUrl!,
  ICMS_REDIS_URL: stack.redisUrl!,
  ICMS_KAFKA_PREFIX: prefix,
  ICMS_DATA_DIR: folder.path,
  ICMS_PARTITIONS: '2',
  ...more,
})

/** Runs a program of ours and keeps what it prints. */
function run(program: 'host' | 'icms', args: readonly string[], settings: Readonly<Record<string, string>>) {
  const env = { ...bareEnvironment(), ...settings }
  const child = spawn(process.execPath, [`deploy/${program}/main.ts`, ...args], { cwd: root, env })
  const pidFile = join(folder.path, `${child.pid}.pid`)
  writeFileSync(pidFile, String(child.pid))
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (printed += text))
  const ended = once(child, 'close').then(([code]) => {
    rmSync(pidFile, { force: true })
    return { code: code as number | null, printed }
  })
  return { printed: () => printed, ended, end: () => child.kill('SIGINT') }
}

type Running = ReturnType<typeof run>

/** Waits until it has printed that, or throws with all that it printed. */
const says = (running: Running, words: RegExp) =>
  Promise.race([
    running.ended.then(({ code, printed }) => Promise.reject(new Error(`it ended with ${code}:\n${printed}`))),
    persistently(`it prints ${words}`, async () => expect(running.printed()).toMatch(words), readyMsMax),
  ])

const readiness = (port: number) =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    async answer => ({ status: answer.status, ...((await answer.json()) as { missing: string[] }) }),
    () => 'closed' as const,
  )
const isReady = (port: number) =>
  persistently(
    'everything is there',
    async () => expect(await readiness(port)).toMatchObject({ status: 'ready', missing: [] }),
    readyMsMax,
  )

test('outside of development a host that is started too early says which deploy step is missing, stays closed, and opens by itself when both steps were taken; both can be repeated', async () => {
  expect(await registry('/subjects', 'GET')).toEqual([])
  const deployed = {
    ICMS_DEVELOPMENT: 'false',
    ICMS_SECRET: 'a secret of thirty-two characters or more',
    ICMS_MASTER_KEYS: masterKey,
  }
  const settings = environment('deployed.', deployed)
  const step = (name: Parameters<typeof deployStep>[0]) => deployStep(name, readSettings(settings))

  expect(await run('icms', ['schemas', 'check'], settings).ended).toEqual({
    code: 1,
    printed: expect.stringMatching(/^our schema of \S+ is not registered: run .*icms -- schemas register\)\n$/),
  })
  const port = await freePort()
  const host = run('host', [], { ...settings, ICMS_HTTP_PORT: String(port) })
  await says(host, /is not registered: run .*schemas register/)
  expect(await readiness(port)).toBe('closed')

  const taken = 'vetting.events.v1-icms.vetting.ApplicationVetted'
  await registry(`/subjects/${taken}/versions`, 'POST', {
    schema: JSON.stringify({ type: 'record', name: 'ApplicationVetted', namespace: 'icms.vetting', fields: [] }),
  })
  await registry(`/config/${taken}`, 'PUT', { compatibility: 'FULL_TRANSITIVE' })
  await expect(step('schemas register')).rejects.toThrow(
    new RegExp(`^the registry refuses our schema of ${taken}, which must be FULL_TRANSITIVE compatible .*$`),
  )
  await registry(`/subjects/${taken}`, 'DELETE')
  const registered = await step('schemas register')
  expect(registered).toMatch(/^\d+ schemas are registered$/)
  expect([await step('schemas register'), await step('schemas check')]).toEqual([registered, registered])

  await says(host, /there is no topic \S+: run .*topics create/)
  expect(await readiness(port)).toBe('closed')
  const created = await step('topics create')
  expect(created).toMatch(/^\d+ topics are there$/)
  expect(await step('topics create')).toBe(created)
  await says(host, /ready in/)
  await isReady(port)
  expect(await topicsUnlikePlan(settings)).toEqual([])
  // They read every topic that operators may look at.
  for (const command of ['search', 'timeline'])
    expect(
      await run('icms', [command, 'h2x0q4m7c9'], { ...settings, ICMS_HTTP_PORT: String(port) }).ended,
    ).toMatchObject({ code: 1, printed: expect.stringMatching(/^nothing /) })
  host.end()
  await host.ended
}, 400_000)

async function registry(path: string, method: string, body?: object) {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(stack.registryUrl! + path, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

/** What differs between the topics that are there and what is planned for them; nothing where all is as it should be. */
async function topicsUnlikePlan(settings: Readonly<Record<string, string>>) {
  const kafka = withDefaults(kafkaSettingsOf(readSettings(settings)))
  const admin = new Kafka({ brokers: [...stack.brokers], logLevel: logLevel.NOTHING }).admin()
  await admin.connect()
  const names = (await admin.listTopics()).filter(name => name.startsWith(kafka.prefix))
  const { topics } = await admin.fetchTopicMetadata({ topics: names })
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: names.map(name => ({ type: ConfigResourceTypes.TOPIC, name })),
  })
  await admin.disconnect()
  expect(names.length).toBeGreaterThan(serviceNames.length * 3)
  return names.filter(name => {
    const { partitions, config } = topicPlan(name.slice(kafka.prefix.length), kafka)
    const { partitions: made } = topics.find(topic => topic.name === name)!
    const { configEntries } = resources.find(resource => resource.resourceName === name)!
    const is = Object.fromEntries(configEntries.map(entry => [entry.configName, entry.configValue]))
    const isLike = Object.entries(config).every(([key, value]) => is[key] === value)
    return made.length !== partitions || made.some(p => p.replicas.length !== kafka.replication) || !isLike
  })
}
