import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { envelopeXml, notificationXml, tokenXml } from '@icms/intake-fax/fax-clients'
import { demonstrationKeyFiles, readPrivateKey } from '@icms/intake-post/demonstration-keys'
import { type Made, zipped } from '@icms/intake-post/envelope-kit'

/** The demonstration machines, over real HTTP: what a fax gateway and a mail room send, and what they are told. */
export type Fax = {
  readonly jobId: string
  readonly content: Uint8Array
  readonly pages: number
  /** With its offset from UTC. */
  readonly receivedAt?: string
}
export type FaxAnswer = { readonly receipt: string; readonly isDuplicate: boolean }

/** The time as machines say it. */
export const hongKong = (atMs: number): string => `${new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`

/** When a fax was received unless it says otherwise: the same job says the same whenever it is sent. */
const usually = '2026-03-02T10:15:00+08:00'

/** `NotifyFaxReceived`, by a clock that says `now`. Rejects where nobody answers, and where the answer is no receipt. */
export async function sendFax(
  origin: string,
  { jobId, content, pages, receivedAt = usually }: Fax,
  now = Date.now(),
): Promise<FaxAnswer> {
  const fields = { receivedAt, pagesReceived: String(pages), callerNumber: undefined }
  const token = tokenXml(now, {
    name: 'demo-fax-gateway',
    password: 'demonstration',
    nonce: crypto.randomUUID(),
  })
  const response = await fetch(new URL('/fax', origin), {
    method: 'POST',
    headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '"urn:icms:fax:1/NotifyFaxReceived"' },
    body: envelopeXml(token, notificationXml({ jobId, content, fields })),
  })
  const answer = await response.text()
  const part = (name: string) => new RegExp(`<(?:\\w+:)?${name}>([^<]+)<`).exec(answer)?.[1]
  const receipt = part('receipt')
  if (!receipt) throw new Error(`fax ${jobId} was answered ${response.status}: ${answer}`)
  return { receipt, isDuplicate: part('duplicate') === 'true' }
}

/** Puts a fax into the folder as drop folders want it: what is said of it first, each under its name when it is whole. */
export function dropFax(folder: string, { jobId, content, pages, receivedAt = usually }: Fax): void {
  const place = (name: string, what: string | Uint8Array) => {
    writeFileSync(join(folder, `.${name}`), what)
    renameSync(join(folder, `.${name}`), join(folder, 'in', name))
  }
  const said = { gateway: 'gateway-1', jobId, calledNumber: '25250000', pagesReceived: pages, status: 'COMPLETE' }
  place(`${jobId}.json`, JSON.stringify({ ...said, receivedAt }))
  place(`${jobId}.tif`, content)
}

const authorization = `Basic ${Buffer.from('demo-scan-station:demonstration').toString('base64')}`

export const zipOfEnvelope = (made: Made, dataDir: string): Promise<Buffer> =>
  zipped(made, readPrivateKey(demonstrationKeyFiles(dataDir).privateKey))

/** Puts an envelope; resolves with its outcome as far as it is known. Rejects where it is not taken. */
export async function putEnvelope(origin: string, envelopeId: string, zip: Buffer): Promise<Record<string, unknown>> {
  const response = await fetch(new URL(`/scan/envelopes/${envelopeId}`, origin), {
    method: 'PUT',
    headers: { authorization, 'content-type': 'application/zip' },
    body: new Uint8Array(zip),
  })
  if (!response.ok) throw new Error(`envelope ${envelopeId} was answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as Record<string, unknown>
}

/** What became of an envelope, as far as it is known. */
export async function outcomeOf(origin: string, envelopeId: string): Promise<Record<string, unknown>> {
  const response = await fetch(new URL(`/scan/envelopes/${envelopeId}`, origin), { headers: { authorization } })
  return (await response.json()) as Record<string, unknown>
}
