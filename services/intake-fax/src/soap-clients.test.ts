import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { makeTiff } from '@icms/paper/paper-kit'
import { demonstrationMachines } from '@icms/paper-intake/machines'
import { createTestHost } from '@icms/reference-data/test-host'
import { createClientAsync, WSSecurity } from 'soap'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { envelopeXml, machine, notificationXml, post, tokenXml } from './fax-clients.ts'
import { deployable } from './main.ts'
import { faxIdOf } from './receive-fax.ts'

const host = await createTestHost([deployable], { context: { machines: [machine] } })
afterAll(() => host.stop())
let tiff: Buffer
let url: string
beforeAll(async () => {
  tiff = await makeTiff({ number: 1 })
  url = await host.server.listen({ host: '127.0.0.1', port: 0 })
})

const idOf = (jobId: string) => faxIdOf({ gateway: 'gateway-1', jobId })
const fields = (jobId: string, content: Buffer) => ({
  ...{ gateway: 'gateway-1', jobId, callerNumber: '23456789', calledNumber: '25250000' },
  ...{ receivedAt: '2026-11-23T09:29:00+08:00', pagesReceived: 1, status: 'COMPLETE' },
  document: { mediaType: 'image/tiff', sha256: hash('sha256', content), content: content.toString('base64') },
})

test('a client that is made from the WSDL sends a fax, and is told of its fault by its parts', async () => {
  const client = await createClientAsync(`${url}/fax?wsdl`, { endpoint: `${url}/fax` })
  client.setSecurity({
    addOptions: () => {},
    toXML() {
      // Tokens bear the machine's time, and this host's clock stands still.
      vi.useFakeTimers({ now: host.clock.now(), toFake: ['Date'] })
      try {
        const options = { passwordType: 'PasswordDigest', hasTimeStamp: true }
        return new WSSecurity(machine.name, machine.passwords[0], options).toXML()
      } finally {
        vi.useRealTimers()
      }
    },
  })
  const [taken] = await client.NotifyFaxReceivedAsync(fields('job-1', tiff))
  expect(taken).toMatchObject({ receipt: idOf('job-1'), duplicate: false })
  expect(Number(new Date(taken.acceptedAt))).toBe(host.clock.now())
  const [again] = await client.NotifyFaxReceivedAsync(fields('job-1', tiff))
  expect(again).toMatchObject({ receipt: taken.receipt, duplicate: true })
  const refused = await client
    .NotifyFaxReceivedAsync({ ...fields('job-2', tiff), status: 'MAYBE' })
    .catch((e: unknown) => e)
  expect(refused).toMatchObject({
    root: {
      Envelope: {
        Body: { Fault: { detail: { FaxRefused: { code: 'INVALID', where: '/NotifyFaxReceived/status' } } } },
      },
    },
  })
})

test('what is the same by XML is the same: prefixes, CDATA, references, white space, order of bytes, what is nil', async () => {
  const now = host.clock.now()
  const plain = (jobId: string) => notificationXml({ jobId, content: tiff })
  const prefixed = (xml: string) => xml.replace(/<(\/?)(\w)/g, '<$1f:$2').replace('xmlns=', 'xmlns:f=')
  const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
  const forms: Readonly<Record<string, (xml: string) => string>> = {
    'prefix of its own': prefixed,
    CDATA: xml => xml.replace(/<jobId>(.*)<\/jobId>/, '<jobId><![CDATA[$1]]></jobId>'),
    references: xml => xml.replace('gateway-1', '&#x67;ateway&#45;1'),
    'white space': xml => xml.replace('gateway-1', '\r\n   gateway-1\t ').replaceAll('><', '>\n  <'),
    'white space in base64': xml =>
      xml.replace(
        /<content>(.*)<\/content>/,
        (_, text: string) => `<content>\n${text.replace(/.{76}/g, '$&\r\n')}\n</content>`,
      ),
    'base64 in CDATA': xml => xml.replace(/<content>(.*)<\/content>/, '<content><![CDATA[$1]]></content>'),
    'comments and instructions': xml => xml.replaceAll('</', '<!-- a --><?b c?></'),
    'what is nil': xml => xml.replace('<calledNumber>', `<stationId ${xsi} xsi:nil="true"/><calledNumber>`),
    'types of instances': xml =>
      xml.replace('<jobId>', `<jobId ${xsi} xmlns:xsd="http://www.w3.org/2001/XMLSchema" xsi:type="xsd:string">`),
  }
  for (const [form, change] of Object.entries(forms)) {
    const jobId = `form ${form}`
    const answer = await post(host, envelopeXml(tokenXml(now), change(plain(jobId))))
    expect(answer, `${form}: ${answer.body}`).toMatchObject({ status: 200, receipt: idOf(jobId), duplicate: 'false' })
  }
  const text = (jobId: string) => envelopeXml(tokenXml(now), plain(jobId)).replace('<?xml version="1.0"?>', '')
  const encodings: readonly (readonly [string, Buffer, string])[] = [
    ['a mark', Buffer.from(`\ufeff${text('a mark')}`), 'text/xml'],
    ['UTF-16', Buffer.from(`\ufeff${text('UTF-16')}`, 'utf16le'), 'text/xml; charset=utf-16'],
    ['Latin 1', Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${text('Latin 1')}`, 'latin1'), 'text/xml'],
    ['other media type', Buffer.from(text('other media type')), 'application/xml'],
  ]
  for (const [jobId, payload, type] of encodings)
    expect(await post(host, payload, { 'content-type': type }), jobId).toMatchObject({
      status: 200,
      receipt: idOf(jobId),
    })
})

test('the examples are a request as it is taken, its receipt, and the fault of one whose hash is wrong', async () => {
  const example = (name: string) => readFileSync(new URL(`../examples/${name}.xml`, import.meta.url), 'utf8')
  // They are laid out for people; machines write no white space between elements.
  const asSent = (name: string) =>
    example(name)
      .replace(/>\s+(?=<)/g, '>')
      .trim()
  const demonstration = await createTestHost([deployable], { context: { machines: demonstrationMachines } })
  const request = example('notify-fax-received')
  const taken = await post(demonstration, request)
  expect([taken.status, taken.body]).toEqual([200, asSent('notify-fax-received-response')])
  const { name, passwords } = demonstrationMachines[0]!
  const token = tokenXml(demonstration.clock.now(), { name, password: passwords[0]! })
  const wrong = request
    .replace(/<wsse:Security[\s\S]*<\/wsse:Security>/, () => token)
    .replace('job-20261123-0001', 'job-20261123-0002')
    .replace(/<sha256>\w/, '<sha256>0')
  const refused = await post(demonstration, wrong)
  expect([refused.status, refused.body]).toEqual([500, asSent('fax-refused')])
  await demonstration.stop()
})
