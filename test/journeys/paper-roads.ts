import { annexB } from '@icms/deploy/demo/forms'
import { accepted, until } from '@icms/deploy/demo/people'
import { envelopeXml, notificationXml, tokenXml } from '@icms/intake-fax/fax-clients'
import { demonstrationKeyFiles, readPrivateKey } from '@icms/intake-post/demonstration-keys'
import { makeEnvelope, zipped } from '@icms/intake-post/envelope-kit'
import { makeTiff } from '@icms/paper/paper-kit'
import { expect, test } from 'vitest'
import type { Gateway } from './gateway.ts'
import { activate, approve, statusIs } from './registration.ts'

type Journeys = { readonly gateway: () => Gateway; readonly next: () => number }

const preparedMsMax = 60_000

/** From each channel of paper to an activated account (R32b): the same application and the same clocks as online. */
export function testPaperRoads({ gateway: running, next }: Journeys): void {
  const hongKong = (atMs: number) => `${new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`

  /** Sends a facsimile as the demonstration gateway does; resolves with the receipt, which is the paper's id. */
  async function fax(gateway: Gateway, jobId: string): Promise<string> {
    const now = gateway.clock.now()
    const content = await makeTiff({ number: 1 }, { number: 2, height: 2200, yDpi: 196 })
    const token = tokenXml(now, { name: 'demo-fax-gateway', password: 'demonstration' })
    const fields = { receivedAt: hongKong(now - 60_000), pagesReceived: '2' }
    const response = await fetch(new URL('/fax', gateway.origin), {
      method: 'POST',
      headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '"urn:icms:fax:1/NotifyFaxReceived"' },
      body: envelopeXml(token, notificationXml({ jobId, content, fields })),
    })
    const answer = await response.text()
    const receipt = /<(?:\w+:)?receipt>([^<]+)</.exec(answer)?.[1]
    if (!receipt) throw new Error(`the fax was answered ${response.status}: ${answer}`)
    return receipt
  }

  /** Puts a signed envelope with one form; resolves with the outcome. */
  async function envelope(gateway: Gateway, envelopeId: string, controlNumber: string) {
    const now = gateway.clock.now()
    const openedAt = hongKong(now - 60_000)
    const made = await makeEnvelope(envelopeId, [controlNumber], { openedAt, scannedAt: openedAt })
    const key = readPrivateKey(demonstrationKeyFiles(gateway.settings.dataDir).privateKey)
    const url = new URL(`/scan/envelopes/${envelopeId}`, gateway.origin)
    const authorization = `Basic ${Buffer.from('demo-scan-station:demonstration').toString('base64')}`
    const body = new Uint8Array(await zipped(made, key))
    const put = await fetch(url, {
      method: 'PUT',
      headers: { authorization, 'content-type': 'application/zip' },
      body,
    })
    if (!put.ok) throw new Error(`the envelope was answered ${put.status}: ${await put.text()}`)
    return until(
      async () => (await (await fetch(url, { headers: { authorization } })).json()) as Record<string, unknown>,
      outcome => outcome.outcome !== 'PENDING',
      'the outcome of the envelope',
      preparedMsMax,
    )
  }

  /** Hands one page in over the counter; resolves with the paper's id. */
  async function handIn(gateway: Gateway): Promise<string> {
    const { browser } = await gateway.staff('demo-counter')
    const form = new FormData()
    form.set('handedInAt', hongKong(gateway.clock.now() - 60_000))
    form.set('form', 'ANNEX_B')
    const page = new Uint8Array(await makeTiff({ number: 7 }))
    form.set('files', new Blob([page], { type: 'image/tiff' }), 'scan.tif')
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(new URL('/api/v1/counter/takings', gateway.origin), {
      method: 'POST',
      headers: { cookie, accept: 'application/json', 'idempotency-key': `hand-in-${next()}` },
      body: form,
    })
    const taken = (await response.json()) as Record<string, unknown>
    if (!response.ok) throw new Error(`the counter answered ${response.status}: ${JSON.stringify(taken)}`)
    return taken.paperId as string
  }

  /** Waits until vetting has the paper, has one person type it in and another check it; resolves with the application. */
  async function typedIn(gateway: Gateway, paperId: string) {
    const [typist, reader] = [await gateway.staff('demo-vetting'), await gateway.staff('demo-vetting-2')]
    const path = `/api/v1/vetting/papers/${paperId}`
    const waiting = await until(
      () => typist.get(path),
      ({ body }) => body.status === 'UNASSIGNED',
      `paper ${paperId} with vetting`,
      preparedMsMax,
    )
    const once = (step: string) => ({ 'idempotency-key': `${step}-of-${paperId}` })
    const step = async (who: typeof typist, name: string, body: object) => {
      const answer = await who.browser.json('POST', `${path}/${name}`, body, once(name))
      return accepted({ status: answer.status, body: JSON.parse(answer.body || '{}') as Record<string, unknown> })
    }
    const { termsVersion: _, ...form } = annexB(next(), '')
    const signed = { signature: 'Chan Siu Ming', signedOn: hongKong(gateway.clock.now()).slice(0, 10) }
    await step(typist, 'transcription', { ...form, ...signed, termsAccepted: true, compared: true })
    const { name, identityDocument } = form
    await step(reader, 'check', { name, identityDocument })
    const { body } = await until(
      () => typist.get(path),
      a => a.body.status === 'ASSIGNED',
      `paper ${paperId} with an application`,
    )
    const applicationId = body.applicationId as string
    await statusIs(gateway, applicationId, form.email, 'VETTING')
    const applied = {
      ...{ person: gateway.applicant(), applicationId, email: form.email },
      form: { ...form, termsVersion: await gateway.applicant().termsVersion() },
    }
    return { waiting: waiting.body, applied }
  }

  async function toAnAccount(gateway: Gateway, paperId: string, channel: string) {
    const { waiting, applied } = await typedIn(gateway, paperId)
    expect(waiting).toMatchObject({ channel, isWhole: true })
    await gateway.mail(applied.email, /received/i)
    await approve(gateway, applied)
    expect((await activate(gateway, applied)).loginName).toMatch(/\w/)
    const vetting = await gateway.staff('demo-vetting')
    const { body } = await vetting.application(applied.applicationId)
    expect(body.submittedAt).toBe(waiting.receivedAt)
    return body
  }

  test('a fax becomes an application, typed in by one person and checked by another, and an account (R32b, R34a)', async () => {
    const gateway = running()
    const receipt = await fax(gateway, 'journey-1')
    expect(await fax(gateway, 'journey-1')).toBe(receipt)
    await toAnAccount(gateway, receipt, 'FAX')
  })

  test('so does a form that the mail room scanned, and its outcome names the application (R32b)', async () => {
    const gateway = running()
    const id = `JOURNEY-${next()}`
    const outcome = await envelope(gateway, id, String(900_000 + (next() % 90_000)))
    expect(outcome).toMatchObject({ outcome: 'ACCEPTED', pagesAccepted: 1, problems: [] })
    const vetting = await gateway.staff('demo-vetting')
    const { body } = await until(
      () => vetting.get('/api/v1/vetting/papers?view=UNASSIGNED'),
      a => (a.body.papers as { channel: string }[]).some(paper => paper.channel === 'POST'),
      'a paper that came by post',
      preparedMsMax,
    )
    const { paperId } = (body.papers as { channel: string; paperId: string }[]).find(p => p.channel === 'POST')!
    await toAnAccount(gateway, paperId, 'POST')
  })

  test('so does one that is handed in over the counter in office hours (R32b, A32)', async () => {
    const gateway = running()
    await toAnAccount(gateway, await handIn(gateway), 'HAND')
  })
}
