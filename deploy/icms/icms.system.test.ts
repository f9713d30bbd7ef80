import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exampleOf } from '@icms/schemas/example-messages'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../demo/people.ts'
import { submittedWithLostKey } from '../operations/lost-key.ts'
import { call, type OperatedGateway, startOperatedGateway, startTool } from './operated-gateway.ts'
import { discardsAndDrains, findsOutAndReplays, isReady, looksAtTopics, survivesPoison } from './operating.ts'

const personalData = 'a token of its own for personal data'
const folder = mkdtempSync(join(tmpdir(), 'icms-tool-'))
let gateway: OperatedGateway

beforeAll(async () => {
  gateway = await startOperatedGateway({ ICMS_OPERATOR_PERSONAL_DATA: personalData })
  await isReady(gateway)
}, 60_000)
afterAll(async () => {
  await gateway?.stop()
  rmSync(folder, { recursive: true, force: true })
})

test(
  'a dead letter is understood by a dry run, mended and replayed, and everything knows where it came from',
  () => findsOutAndReplays(gateway),
  180_000,
)

test(
  'what waits behind a dead letter drains in order when it is discarded with a reason',
  () => discardsAndDrains(gateway),
  180_000,
)

test(
  'topics with their lag, and their messages by key and id, from the start or the end',
  () => looksAtTopics(gateway),
  180_000,
)

test('tail goes on with what comes, one line of JSON each', async () => {
  const file = join(folder, 'disposed.json')
  const disposed = {
    type: 'CaseDisposed',
    key: 'case-1',
    source: '/court/dc',
    data: exampleOf('court.cases.v1', 'CaseDisposed'),
  }
  writeFileSync(file, JSON.stringify([disposed]))
  const following = gateway.start('tail', 'court.cases.v1', '--follow', '--json')
  expect(await gateway.icms('publish', 'court.cases.v1', file)).toMatchObject({ code: 0, out: '1 published\n' })
  await until(
    async () => following.said.out,
    out => /^\{"topic":"court\.cases\.v1".*"key":"case-1".*\}\n$/.test(out),
    'the message',
  )
  following.child.kill('SIGINT')
  expect(await following.code).toBe(0)
}, 180_000)

test('personal data is shown to who was given the token and says who it is, and each person is told of it', async () => {
  const { host, icms, icmsWith } = gateway
  const { applicationId, record, giveKey } = await submittedWithLostKey(host.backbone)
  await giveKey()
  await host.backbone.publish([record])
  const asked = ['tail', 'vetting.events.v1', '--id', applicationId]
  await until(
    () => icms(...asked),
    ({ out }) => out.includes('ApplicationReceived'),
    'the application',
  )
  expect((await icms(...asked)).out).not.toContain('CHAN')
  expect((await icms(...asked, '--personal-data')).out).toContain('"surnameEn":"CHAN"')
  expect(await icmsWith({ ICMS_OPERATOR: '' }, ...asked, '--personal-data')).toMatchObject({ code: 1, out: '' })
  const other = { ICMS_OPERATOR_PERSONAL_DATA: personalData.replace('own', 'yet') }
  expect(await icmsWith(other, ...asked, '--personal-data')).toMatchObject({ code: 4, out: '' })
  const seen = await until(
    () => icms('tail', 'vetting.events.v1', '--key', applicationId, '--json'),
    ({ out }) => out.includes('"role":"operations-personal-data"'),
    'the view',
  )
  expect(seen.out).toContain('"viewedBy":"command-line/ops-7"')
}, 180_000)

test('a mistyped command or option says what is near, a wrong call ends with 2, and help teaches each command', async () => {
  const { icms } = gateway
  expect(await icms('tial')).toMatchObject({ code: 2, aside: expect.stringContaining('did you mean tail?') })
  expect(await icms('tail')).toMatchObject({ code: 2, aside: expect.stringContaining('needs TOPIC') })
  const option = await icms('dead-letters', 'list', '--servise', 'vetting')
  expect(option).toMatchObject({ code: 2, aside: expect.stringContaining('did you mean --service?') })
  expect(await icms('dead-letters', 'replay')).toMatchObject({ code: 2, aside: expect.stringContaining('which?') })
  expect(await icms('schemas', 'check')).toMatchObject({
    code: 2,
    aside: expect.stringContaining('ICMS_BACKBONE=kafka'),
  })
  const lesson = await icms('help', 'dead-letters', 'replay')
  expect(lesson).toMatchObject({
    code: 0,
    out: expect.stringMatching(/--dry-run.*Examples\n {2}npm run icms -- dead-letters/s),
  })
  expect((await icms()).code).toBe(2)
  const started = startTool(['tial'], {})
  expect(await started.code).toBe(2)
  expect(started.said).toEqual({ out: '', aside: expect.stringContaining('did you mean tail?') })
}, 180_000)

test('a gateway that is away, and one with another secret, are told apart', async () => {
  const env = { ICMS_DATA_DIR: folder, ICMS_SECRET: 'another secret of 32 characters.' }
  const away = await call(['held'], { ...env, ICMS_HTTP_PORT: '1' })
  expect(away).toMatchObject({
    code: 3,
    aside: expect.stringMatching(/no gateway answers at .*npm start.*ICMS_PUBLIC_ORIGIN/),
  })
  const other = await call(['held'], { ...env, ICMS_PUBLIC_ORIGIN: gateway.host.url })
  expect(other).toMatchObject({ code: 4, aside: expect.stringContaining('has another secret') })
  const never = await call(['held'], { ICMS_DATA_DIR: join(folder, 'never') })
  expect(never).toMatchObject({ code: 3, aside: expect.stringContaining('no gateway was ever started') })
}, 180_000)

test(
  'poison on every topic is set aside, seen and discarded, and loses and repeats nothing',
  () => survivesPoison(gateway),
  180_000,
)
