import { makeTiff } from '@icms/paper/paper-kit'
import { createTestHost } from '@icms/reference-data/test-host'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { envelopeXml, machine, notificationXml, notify, post, tokenXml } from './fax-clients.ts'
import { deployable } from './main.ts'

const host = await createTestHost([deployable], { context: { machines: [machine] } })
afterAll(() => host.stop())
let tiff: Buffer
beforeAll(async () => {
  tiff = await makeTiff({ number: 1 })
})

let jobs = 0
const body = () => notificationXml({ jobId: `attack-${jobs++}`, content: tiff })
const token = () => tokenXml(host.clock.now())
const invalid = { status: 500, code: 'INVALID', fault: 'soap:Client' }

test('a time that is none proves nothing, and no password is in the log', async () => {
  const refused = { status: 500, code: 'NOT_AUTHENTICATED' }
  for (const parts of [{ created: 'now' }, { password: 'guessed' }])
    expect(await post(host, envelopeXml(tokenXml(host.clock.now(), parts), body()))).toMatchObject(refused)
  expect(host.logged()).not.toContain(machine.passwords[0])
  expect(host.logged()).not.toContain('guessed')
})

test('a document type in small letters, an entity of nobody and a request that ends anywhere are not read', async () => {
  const whole = envelopeXml(token(), body())
  const document = whole.replace('<?xml version="1.0"?>', '')
  for (const wrong of [`<!doctype x>${document}`, document.replace('25250000', '&lol9;')])
    expect(await post(host, wrong)).toMatchObject(invalid)
  for (const cut of [0, 1, 60, 200, whole.length - 1])
    expect(await post(host, whole.slice(0, cut))).toMatchObject(invalid)
})

test('a header for somebody else is passed over; bodies that are none and other hosts are not taken', async () => {
  const header = '<x:Coupon xmlns:x="urn:x" soap:mustUnderstand="1" soap:actor="urn:somebody-else">1</x:Coupon>'
  expect(await post(host, envelopeXml(token() + header, body()))).toMatchObject({ status: 200 })
  for (const none of ['', '<Other xmlns="urn:icms:fax:1"/>'])
    expect(await post(host, envelopeXml(token(), none))).toMatchObject(invalid)
  expect(await post(host, envelopeXml(token(), body()), { host: 'elsewhere.example' })).toMatchObject(invalid)
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
})
