import { gzipSync } from 'node:zlib'
import { makeTiff } from '@icms/paper/paper-kit'
import { createTestHost } from '@icms/reference-data/test-host'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { envelopeXml, machine, notificationXml, notify, post, tokenXml } from './fax-clients.ts'
import { deployable } from './main.ts'

const scanner = { name: 'scan-1', passwords: ['another-correct-horse-battery'], may: ['scan'] } as const
const host = await createTestHost([deployable], { context: { machines: [machine, scanner] } })
afterAll(() => host.stop())
let tiff: Buffer
beforeAll(async () => {
  tiff = await makeTiff({ number: 1 })
})

let jobs = 0
const body = () => notificationXml({ jobId: `attack-${jobs++}`, content: tiff })
const token = () => tokenXml(host.clock.now())
const invalid = { status: 500, code: 'INVALID', fault: 'soap:Client' }

test('nobody is let in without a fresh and new token of a machine that may send faxes', async () => {
  const answered = async (parts: Parameters<typeof tokenXml>[1]) =>
    post(host, envelopeXml(tokenXml(host.clock.now(), parts), body()))
  const refused = { status: 500, code: 'NOT_AUTHENTICATED' }
  expect(await post(host, envelopeXml('', body()))).toMatchObject(refused)
  expect(await post(host, envelopeXml(token() + token(), body()))).toMatchObject(refused)
  expect(await answered({ password: 'guessed' })).toMatchObject(refused)
  expect(await answered({ name: 'nobody' })).toMatchObject(refused)
  expect(await answered({ name: scanner.name, password: scanner.passwords[0] })).toMatchObject(refused)
  expect(await answered({ type: 'PasswordText' })).toMatchObject(refused)
  expect(await answered({ created: new Date(host.clock.now() - 301_000).toISOString() })).toMatchObject(refused)
  expect(await answered({ created: 'now' })).toMatchObject(refused)
  const once = envelopeXml(token(), body())
  expect(await post(host, once)).toMatchObject({ status: 200 })
  const replayed = await post(host, once)
  expect(replayed).toMatchObject(refused)
  expect(replayed.body).toContain('used before')
  expect(host.logged()).not.toContain(machine.passwords[0])
})

test('no document type, no entity of anybody, and nothing that unfolds', async () => {
  const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i || ''};`.repeat(10)}">`).join('')}]>`
  const document = envelopeXml(token(), body()).replace('<?xml version="1.0"?>', '')
  const external = '<!DOCTYPE x SYSTEM "file:///etc/passwd">'
  for (const type of [laughs, external, '<!doctype x>', `${' '.repeat(20_000)}${external}`])
    expect(await post(host, type + document)).toMatchObject(invalid)
  expect(await post(host, document.replace('job-', '&lol9;').replace('25250000', '&lol9;'))).toMatchObject(invalid)
  expect(await post(host, gzipSync(document), { 'content-encoding': 'gzip' })).toMatchObject(invalid)
})

test('what is deep, wide, long or cut off ends the reading at once', async () => {
  const begun = performance.now()
  const deep = '<a>'.repeat(10_000)
  expect(await post(host, envelopeXml(token(), deep + '</a>'.repeat(10_000)))).toMatchObject(invalid)
  expect(await post(host, envelopeXml(token(), '<a/>'.repeat(50_000)))).toMatchObject(invalid)
  expect(await post(host, envelopeXml(token(), `<a b="${'x'.repeat(5_000_000)}"/>`))).toMatchObject(invalid)
  const many = Array.from({ length: 5_000 }, (_, i) => `b${i}="x"`).join(' ')
  expect(await post(host, envelopeXml(token(), `<a ${many}/>`))).toMatchObject(invalid)
  const whole = envelopeXml(token(), body())
  for (const cut of [0, 1, 60, 200, whole.length - 1])
    expect(await post(host, whole.slice(0, cut))).toMatchObject(invalid)
  expect(await post(host, whole + whole)).toMatchObject(invalid)
  expect(await post(host, 'x'.repeat(12 * 1024 * 1024 + 1))).toMatchObject({ status: 500, code: 'TOO_LARGE' })
  expect(performance.now() - begun).toBeLessThan(20_000)
})

test('bytes that are not of their encoding, and encodings that nobody knows, are named', async () => {
  const text = envelopeXml(token(), body())
  const wrong = Buffer.concat([
    Buffer.from(text.replace('</soap:Envelope>', '<!-- ')),
    Buffer.from([0xff]),
    Buffer.from(' --></soap:Envelope>'),
  ])
  expect(await post(host, wrong)).toMatchObject(invalid)
  expect(await post(host, text, { 'content-type': 'text/xml; charset=ebcdic-x' })).toMatchObject(invalid)
})

test('another SOAP, a header that must be understood, and bodies that are none have their faults', async () => {
  const soap12 = envelopeXml(token(), body()).replaceAll(
    'http://schemas.xmlsoap.org/soap/envelope/',
    'http://www.w3.org/2003/05/soap-envelope',
  )
  expect(await post(host, soap12)).toMatchObject({ status: 500, fault: 'soap:VersionMismatch' })
  const header = (actor: string) =>
    `<x:Coupon xmlns:x="urn:x" soap:mustUnderstand="1" soap:actor="${actor}">1</x:Coupon>`
  expect(await post(host, envelopeXml(token() + header(''), body()))).toMatchObject({ fault: 'soap:MustUnderstand' })
  expect(await post(host, envelopeXml(token() + header('urn:somebody-else'), body()))).toMatchObject({ status: 200 })
  for (const none of [
    '',
    body() + body(),
    '<Other xmlns="urn:icms:fax:1"/>',
    body().replace('urn:icms:fax:1', 'urn:icms:fax:2'),
  ])
    expect(await post(host, envelopeXml(token(), none))).toMatchObject(invalid)
  expect(await post(host, envelopeXml(token(), body()), { host: 'elsewhere.example' })).toMatchObject(invalid)
  expect(await post(host, '<html/>')).toMatchObject(invalid)
  expect(await post(host, '{"json":true}', { 'content-type': 'application/json' })).toMatchObject(invalid)
})

test('every field is held to the schema, and a mistake is named by its path', async () => {
  const wrong: readonly (readonly [string, string | undefined])[] = [
    ['gateway', undefined],
    ['gateway', '   '],
    ['jobId', 'x'.repeat(65)],
    ['callerNumber', ''],
    ['calledNumber', '<b/>'],
    ['receivedAt', 'yesterday'],
    ['receivedAt', '2026-02-31T10:00:00Z'],
    ['receivedAt', '1969-01-01T00:00:00Z'],
    ['pagesDeclared', '0'],
    ['pagesReceived', '-1'],
    ['pagesReceived', '1.5'],
    ['pagesReceived', '9'.repeat(300)],
    ['status', 'complete'],
    ['continues', ''],
  ]
  for (const [name, value] of wrong) {
    const answer = await notify(host, { jobId: 'wrong', content: tiff, fields: { [name]: value } })
    expect(answer, `${name} as ${value}`).toMatchObject(invalid)
    expect(answer.where).toContain(`/NotifyFaxReceived/${name}`)
  }
  const inOther = (change: (xml: string) => string) => post(host, envelopeXml(token(), change(body())))
  const places: readonly (readonly [(xml: string) => string, string])[] = [
    [xml => xml.replace(/<sha256>\w+/, '<sha256>ABC'), '/document/sha256'],
    [xml => xml.replace('image/tiff', 'image/png'), '/document/mediaType'],
    [xml => xml.replace('<content>', '<content>*'), '/document/content'],
    [xml => xml.replace('</document>', '<more/></document>'), '/document/more'],
    [xml => xml.replace('<status>', '<status own="1">'), '/status/@own'],
    [xml => xml.replace('</NotifyFaxReceived>', 'text</NotifyFaxReceived>'), '/NotifyFaxReceived'],
    [xml => xml.replace(/(<gateway>.*<\/gateway>)(<jobId>.*<\/jobId>)/, '$2$1'), '/gateway'],
  ]
  for (const [change, where] of places) {
    const answer = await inOther(change)
    expect(answer, where).toMatchObject(invalid)
    expect(answer.where).toContain(where)
  }
  const large = notificationXml({ jobId: 'large', content: Buffer.alloc(8 * 1024 * 1024 + 1) })
  expect(await post(host, envelopeXml(token(), large))).toMatchObject({
    code: 'TOO_LARGE',
    where: '/NotifyFaxReceived/document/content',
  })
})
