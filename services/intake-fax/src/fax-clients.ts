import { createHash, hash } from 'node:crypto'
import type { TestHost } from '@icms/reference-data/test-host'

/** How the tests talk to the edge: an envelope put together by hand. For tests only. */
export const machine = { name: 'fax-1', passwords: ['correct-horse-battery-staple'], may: ['fax'] } as const
const wss = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss'
export const digestType = `${wss}-username-token-profile-1.0#PasswordDigest`

let nonces = 0

export type TokenParts = {
  readonly name?: string
  readonly password?: string
  readonly nonce?: string
  readonly created?: string
  readonly type?: string
}

/** A `wsse:Security` header. */
export function tokenXml(now: number, parts: TokenParts = {}): string {
  const { name = machine.name, password = machine.passwords[0], nonce = `nonce ${nonces++}`, type = digestType } = parts
  const created = parts.created ?? new Date(now).toISOString()
  const digest = createHash('sha1').update(nonce).update(created).update(password).digest('base64')
  return `<wsse:Security soap:mustUnderstand="1" xmlns:wsse="${wss}-wssecurity-secext-1.0.xsd" xmlns:wsu="${wss}-wssecurity-utility-1.0.xsd">
    <wsse:UsernameToken><wsse:Username>${name}</wsse:Username><wsse:Password Type="${type}">${digest}</wsse:Password>
    <wsse:Nonce>${Buffer.from(nonce).toString('base64')}</wsse:Nonce><wsu:Created>${created}</wsu:Created></wsse:UsernameToken></wsse:Security>`
}

export type Notified = {
  readonly jobId: string
  readonly content?: Uint8Array
  readonly sha256?: string
  readonly mediaType?: string
  readonly fields?: Readonly<Record<string, string | undefined>>
}

/** The element in the body. A field that is undefined is left out. */
export function notificationXml({
  jobId,
  content,
  sha256 = content && hash('sha256', content),
  mediaType = 'image/tiff',
  fields = {},
}: Notified): string {
  const all: Readonly<Record<string, string | undefined>> = {
    ...{ gateway: 'gateway-1', jobId, callerNumber: '+852 2345 6789', stationId: undefined, calledNumber: '25250000' },
    ...{ receivedAt: '2026-11-23T09:29:00+08:00', pagesDeclared: undefined, pagesReceived: '1', status: 'COMPLETE' },
    ...{ continues: undefined },
    ...fields,
  }
  const given = Object.entries(all).map(([name, value]) => (value === undefined ? '' : `<${name}>${value}</${name}>`))
  const inline = content ? `<content>${Buffer.from(content).toString('base64')}</content>` : ''
  const document = `<document><mediaType>${mediaType}</mediaType><sha256>${sha256}</sha256>${inline}</document>`
  return `<NotifyFaxReceived xmlns="urn:icms:fax:1">${given.join('')}${document}</NotifyFaxReceived>`
}

export const envelopeXml = (header: string, body: string): string =>
  `<?xml version="1.0"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Header>${header}</soap:Header><soap:Body>${body}</soap:Body></soap:Envelope>`

export type Answered = {
  readonly status: number
  readonly body: string
  readonly receipt: string | undefined
  readonly duplicate: string | undefined
  readonly code: string | undefined
  readonly where: string | undefined
  readonly fault: string | undefined
}

/** Posts an envelope as it is. */
export async function post(
  { server }: Pick<TestHost, 'server'>,
  payload: string | Buffer,
  headers: Record<string, string> = {},
): Promise<Answered> {
  const answer = await server.inject({
    ...{ method: 'POST', url: '/fax', payload },
    headers: {
      'content-type': 'text/xml; charset=utf-8',
      soapaction: '"urn:icms:fax:1/NotifyFaxReceived"',
      ...headers,
    },
  })
  const part = (name: string) => new RegExp(`<(?:\\w+:)?${name}>([^<]*)<`).exec(answer.body)?.[1]
  return {
    ...{ status: answer.statusCode, body: answer.body, receipt: part('receipt'), duplicate: part('duplicate') },
    ...{ code: part('code'), where: part('where'), fault: part('faultcode') },
  }
}

export const notify = (host: TestHost, notified: Notified, parts?: TokenParts): Promise<Answered> =>
  post(host, envelopeXml(tokenXml(host.clock.now(), parts), notificationXml(notified)))
