import { annexB, filing } from '@icms/deploy/demo/forms'
import { until } from '@icms/deploy/demo/people'
import { commands } from '@icms/deploy/icms/commands'
import { createGateway } from '@icms/deploy/icms/gateway-client'
import { createOutput } from '@icms/deploy/icms/output'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dismiss, faxAnswered } from './dismissed-paper.ts'
import { type Gateway, startGateway } from './gateway.ts'
import { activate, apply, approve } from './registration.ts'

/** Texts that stand for a person, each found nowhere else. */
const name = { surnameEn: 'Zyxwmark', givenNameEn: 'Qvutmark', nameZh: '龘靐齉' }
const address = { lines: ['Srqpmark House', 'Onmlmark Street'], country: 'HK', district: 'WAN_CHAI' }
const person = { name, address, phone: '6888 1357', email: 'kjihmark@example.com' }
const party = 'ZYXWMARK Qvutmark'
const marks = /zyxwmark|qvutmark|龘靐齉|srqpmark|onmlmark|6888 ?1357|kjihmark|314159/i
const number = 314_159

const logged: string[] = []
let gateway: Gateway
beforeAll(async () => {
  const logger = pino({ level: 'trace' }, { write: line => void logged.push(line) })
  gateway = await startGateway({ ICMS_LOG_LEVEL: 'trace' }, logger)
}, 60_000)
afterAll(() => gateway?.stop())

const publish = (topic: string, type: string, key: string, data: object) =>
  gateway.operator().publish(topic, [{ type, key, id: key, source: '/court/dc', data: { ...data } }])
const told = async (asked: Promise<unknown>): Promise<string> =>
  JSON.stringify(await asked.catch(error => (error as Error).message))
const get = async (path: string) => (await fetch(`${gateway.origin}${path}`)).text()

/** A submission whose address makes what follows from it larger than a message may be. */
async function publishTooLarge({ codec, publish: write, read }: Gateway['host']['backbone']) {
  for await (const record of read('intake-web.events.v1')) {
    await codec.prepare([record.value])
    if (!codec.nameOf(record.value!).endsWith('.ApplicationSubmitted')) continue
    const submitted = codec.decode(record.value!) as { form: { address: object } }
    const huge = { ...submitted.form, address: { ...submitted.form.address, lines: ['Srqpmark '.repeat(80_000)] } }
    const data = { ...submitted, form: huge, applicationId: 'too-large' }
    await codec.prepareToEncode('icms.intakeweb.ApplicationSubmitted', data)
    const value = codec.encode('icms.intakeweb.ApplicationSubmitted', data)
    return write([{ ...record, key: 'too-large', value, headers: { ...record.headers, ce_id: 'too-large' } }])
  }
}

/** The operators' tool at this gateway; what it says to people is added to `said`. */
function commandLine(said: string[]) {
  const say = (text: string) => void said.push(text)
  const out = createOutput(false, { out: say, aside: say })
  const client = createGateway({ ICMS_DATA_DIR: gateway.settings.dataDir, ICMS_PUBLIC_ORIGIN: gateway.origin })
  return (name: string, words: readonly string[] = [], given: Readonly<Record<string, boolean>> = {}) =>
    commands.find(c => c.name === name)!.run({ words, given, out, gateway: client })
}

test('whatever goes well or wrong, nothing that comes out for operators or in a refusal shows a person (I7)', async () => {
  const applied = await apply(gateway, number, person)
  await approve(gateway, applied)
  const { loginName } = await activate(gateway, applied)
  const lodged = filing(loginName, applied.form.cases[0]!.caseNumber, gateway.clock.now(), { party })
  await publish('court.filings.v1', 'FilingLodged', 'filing-1', lodged)
  const operator = gateway.operator()
  await until(
    () => operator.records('case-linking.events.v1'),
    records => records.length > 0,
    'a link',
  )

  await gateway.returnMail(await gateway.mail(person.email, /Come not later than/))
  await until(
    async () => JSON.stringify(await operator.records('email.events.v1')),
    text => text.includes('RETURNED'),
    'a mail that came back',
  )

  const sender = { name: 'Zyxwmark & Co', address, language: 'EN' }
  const paperId = await faxAnswered(gateway, 'not-for-us', sender)
  const badly = await dismiss(gateway, paperId, { ...sender, email: 'kjihmark at example' }, 'badly')
  expect([badly.status, marks.exec(JSON.stringify(badly.body))?.[0]]).toEqual([422, undefined])

  const form = annexB(number, applied.form.termsVersion, person)
  const wrong = { ...form, phone: 'call 6888 1357', name: { ...name, surnameEn: 'Zyxwmark<' }, cases: [] }
  const refusals = await Promise.all([
    told(gateway.applicant().apply(wrong)),
    told(gateway.applicant().apply({ ...form, unknown: 'Zyxwmark' })),
    told(gateway.applicant().apply(form)),
    told(gateway.applicant().status(applied.applicationId, 'other-kjihmark@example.com')),
    told(gateway.applicant().signIn('Zyxwmark', 'kjihmark')),
    told(publish('court.filings.v1', 'FilingLodged', 'filing-2', { ...lodged, party: ['Zyxwmark'] })),
    told(publish('court.filings.v1', 'Zyx', 'filing-3', lodged)),
    told(publish('vetting.events.v1', 'ApplicationReceived', 'a', { form, applicationId: 7 })),
  ])
  expect(refusals.slice(0, 2).join()).toMatch(/phone|unknown/)
  expect(refusals.map(text => marks.exec(text)?.[0])).toEqual(refusals.map(() => undefined))

  const { backbone } = gateway.host
  await publishTooLarge(backbone)
  const value = Buffer.from('<Zyxwmark is not avro>')
  await backbone.publish([
    { topic: 'intake-web.events.v1', key: 'poison', value, headers: {}, at: gateway.clock.now() },
  ])
  const letters = await until(
    () => operator.deadLetters(),
    // Three services read what cannot be read, so their number alone says nothing of the other one.
    a => new Set(a.deadLetters.map(letter => letter.reason)).size >= 2,
    'dead letters of both kinds',
  )
  expect(new Set(letters.deadLetters.map(letter => letter.reason))).toEqual(new Set(['TOO_LARGE', 'UNREADABLE']))

  const printed: string[] = []
  const icms = commandLine(printed)
  for (const asked of ['dead-letters list', 'topics', 'held']) await icms(asked)
  for (const { deadLetterId } of letters.deadLetters) {
    await icms('dead-letters show', [deadLetterId])
    await icms('dead-letters replay', [deadLetterId], { 'dry-run': true })
  }
  for (const asked of ['timeline', 'search', 'audit trail']) await icms(asked, [applied.applicationId])
  await icms('tail', ['intake-web.events.v1'])
  expect(printed.join()).toMatch(/ApplicationVetted.*would fail again|would fail again.*ApplicationVetted/s)
  const topics = [...(await backbone.ends(['vetting.dead-letter.v1', 'keyring.v1'])).keys()]
  const everything: Record<string, string> = {
    printed: printed.join(),
    metrics: await get('/metrics'),
    ready: await get('/readyz'),
    ...Object.fromEntries(
      await Promise.all([...topics, ...personalTopics].map(async t => [t, JSON.stringify(await operator.records(t))])),
    ),
    logged: logged.join(),
  }
  expect(logged.length).toBeGreaterThan(20)
  expect(everything.logged).toMatch(/an input was decided[\s\S]*an input was set aside/)
  expect(everything['vetting.dead-letter.v1']).toContain('TOO_LARGE')
  for (const [where, text] of Object.entries(everything))
    expect([where, marks.exec(text)?.[0]]).toEqual([where, undefined])
}, 120_000)

const personalTopics = [
  'operations.events.v1',
  'intake-web.commands.v1',
  'intake-web.events.v1',
  'vetting.commands.v1',
  'vetting.events.v1',
  'accounts.events.v1',
  'court.filings.v1',
  'court-cases.commands.v1',
  'court-cases.events.v1',
  'case-linking.events.v1',
  'notification.events.v1',
  'email.commands.v1',
  'email.events.v1',
]
