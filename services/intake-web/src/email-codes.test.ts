import { dayOf, endOfDay } from '@icms/schemas/calendar-day'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { api, createIntakeHost, email, form, type IntakeHost, key, pageFields } from './intake-host.ts'

let host: IntakeHost
beforeEach(async () => {
  host = await createIntakeHost()
})
afterEach(() => host.stop())

const apply = (emailProof: string, name: string, address?: string) =>
  host.newBrowser(address).json('POST', api, { ...form, emailProof }, key(name))
const ask = (address: string, name: string, from?: string) =>
  host.newBrowser(from).json('POST', `${api}/email-codes`, { email: address }, key(name))
const refusal = { path: 'emailProof', code: 'EMAIL_CODE_NOT_RIGHT' }

test('the answer is the same for an address with an application and for one without (R34b)', async () => {
  await host.submitted('known')
  const [known, unknown] = [await ask(email, 'known-1'), await ask('nobody@example.com', 'unknown')]
  expect([known.status, known.body]).toEqual([202, unknown.body])
})

test('without a code, with one of another address, a used one or a late one nothing is submitted', async () => {
  const ofAnother = await host.newCodeFor('other@example.com')
  expect(JSON.parse((await apply(ofAnother, 'none')).body).errors).toMatchObject([refusal])
  const code = await host.newCodeFor(email)
  expect((await apply(ofAnother, 'another')).status).toBe(422)
  expect((await apply(code, 'right')).status).toBe(201)
  expect(JSON.parse((await apply(code, 'used')).body).errors).toMatchObject([refusal])
  const late = await host.newCodeFor(email)
  host.clock.advanceTo(host.clock.now() + 16 * 60_000)
  expect(JSON.parse((await apply(late, 'late')).body).errors).toMatchObject([refusal])
})

test('after five guesses the right code is worth nothing, also under one idempotency key; the answer says not why', async () => {
  const code = await host.newCodeFor(email)
  const answers = new Set<string>()
  for (let n = 0; n < 5; n += 1) {
    const { status, body } = await apply(`AAAA-AAA${n}`, 'guess')
    answers.add(`${status} ${JSON.stringify(JSON.parse(body).errors)}`)
  }
  const { status, body } = await apply(code, 'guess')
  answers.add(`${status} ${JSON.stringify(JSON.parse(body).errors)}`)
  expect(answers.size).toBe(1)
})

test('codes are limited by address whoever asks, and by who asks whatever the address', async () => {
  for (let n = 0; n < 5; n += 1) expect((await ask(email, `mine-${n}`, `10.0.1.${n}`)).status).toBe(202)
  const sixth = await ask(email, 'mine-6', '10.0.1.9')
  expect([sixth.status, sixth.headers['retry-after']]).toEqual([429, '900'])
  const of = new Map<number, number>()
  for (let n = 0; n < 110; n += 1) {
    const { status } = await ask(`victim-${n}@example.com`, `victim-${n}`, '10.0.2.1')
    of.set(status, (of.get(status) ?? 0) + 1)
  }
  expect([...of]).toEqual([
    [202, 100],
    [429, 10],
  ])
})

test('an address with a line break, or two of them, gets no mail', async () => {
  for (const address of ['a@example.com\r\nBcc: b@example.com', 'a@example.com, b@example.com', 'a'])
    expect((await ask(address, `bad-${address.length}`)).status).toBe(422)
})

test('on the page the code is asked for once the form is in order, sent again on request, and nothing typed is lost', async () => {
  const browser = host.newBrowser()
  const asked = await browser.submit(await browser.get('/apply/form?lang=en'), pageFields)
  const first = await host.codeFor(email)
  const again = await browser.submit(asked, { _instead: 'again' })
  expect(again.status).toBe(200)
  const second = await host.codeFor(email)
  expect(second).not.toBe(first)
  const wrong = await browser.submit(again, { emailProof: first })
  expect(wrong.status).toBe(422)
  expect(wrong.body).toContain('href="#emailProof"')
  const edited = await browser.submit(wrong, { _instead: 'edit' })
  expect(edited.body).toContain('value="DCPI 123/2023"')
  const received = await browser.submit(wrong, { emailProof: second.toLowerCase() })
  expect(received.url).toContain('/apply/received/')
})

test('no code is in a message or in the log', async () => {
  const code = await host.newCodeFor(email)
  await apply(code, 'looked-for')
  const said: string[] = [host.logged()]
  for (const topic of ['intake-web.commands.v1', 'intake-web.events.v1', 'intake-web.state.v1'])
    for await (const { value } of host.context.backbone.read(topic)) said.push(value?.toString() ?? '')
  expect(said.length).toBeGreaterThan(5)
  for (const text of said) for (const form of [code, code.replace('-', '')]) expect(text).not.toContain(form)
})

test('a code that was mailed before midnight is good after it', async () => {
  const midnight = endOfDay(dayOf(host.clock.now())) + 1
  host.clock.advanceTo(midnight - 60_000)
  const code = await host.newCodeFor(email)
  host.clock.advanceTo(midnight + 5 * 60_000)
  expect((await apply(code, 'after-midnight')).status).toBe(201)
})

test('an address whose proof has erased itself is proven again, and mailed to in clear', async () => {
  await host.newCodeFor(email)
  host.clock.advanceTo(host.clock.now() + 3 * 24 * 3_600_000)
  const { backbone } = host.context
  await vi.waitFor(async () => {
    const types: string[] = []
    for await (const { value } of backbone.read('intake-web.events.v1')) types.push(backbone.codec.nameOf(value!))
    expect(types).toContain('icms.intakeweb.AbandonedErased')
  }, 10_000)
  const code = await host.newCodeFor(email)
  expect((await apply(code, 'again')).status).toBe(201)
})
