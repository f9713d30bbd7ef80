import { annexB } from '@icms/deploy/demo/forms'
import { accepted, until } from '@icms/deploy/demo/people'
import { makeEnvelope } from '@icms/intake-post/envelope-kit'
import { makeTiff } from '@icms/paper/paper-kit'
import { expect, test } from 'vitest'
import { answerByLetter, dismiss, fax, isWithVetting } from './dismissed-paper.ts'
import type { Gateway } from './gateway.ts'
import { hongKong, outcomeOf, putEnvelope, zipOfEnvelope } from './paper-machines.ts'
import { activate, approve, statusIs } from './registration.ts'

type Staff = Awaited<ReturnType<Gateway['staff']>>
type Journeys = { readonly gateway: () => Gateway; readonly next: () => number }

const preparedMsMax = 60_000

/** From each channel of paper to an activated account (R32b): the same application and the same clocks as online. */
export function testPaperRoads({ gateway: running, next }: Journeys): void {
  /** Puts a signed envelope with one form; resolves with the outcome. */
  async function envelope({ clock, origin, settings }: Gateway, envelopeId: string, controlNumber: string) {
    const openedAt = hongKong(clock.now() - 60_000)
    const made = await makeEnvelope(envelopeId, [controlNumber], { openedAt, scannedAt: openedAt })
    await putEnvelope(origin, envelopeId, await zipOfEnvelope(made, settings.dataDir))
    return until(
      () => outcomeOf(origin, envelopeId),
      ({ outcome }) => outcome !== 'PENDING',
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

  const paperPath = (paperId: string) => `/api/v1/vetting/papers/${paperId}`
  const step = async (who: Staff, paperId: string, name: string, body: object) => {
    const once = { 'idempotency-key': `${name}-of-${paperId}` }
    const answer = await who.browser.json('POST', `${paperPath(paperId)}/${name}`, body, once)
    return accepted({ status: answer.status, body: JSON.parse(answer.body || '{}') as Record<string, unknown> })
  }

  /** Waits until vetting has the paper, has one person type it in and another check it; resolves with the application. */
  async function typedIn(gateway: Gateway, paperId: string) {
    const [typist, reader] = [await gateway.staff('demo-vetting'), await gateway.staff('demo-vetting-2')]
    const waiting = await isWithVetting(gateway, paperId)
    const { termsVersion: _, ...form } = annexB(next(), '')
    const signed = { signature: 'Chan Siu Ming', signedOn: hongKong(gateway.clock.now()).slice(0, 10) }
    await step(typist, paperId, 'transcription', { ...form, ...signed, termsAccepted: true, compared: true })
    const { name, identityDocument } = form
    await step(reader, paperId, 'check', { name, identityDocument })
    const { body } = await until(
      () => typist.get(paperPath(paperId)),
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

  test('a fax that is not for us is answered by letter, printed and marked as sent; dismissed again, by mail (R32b, N29)', async () => {
    const gateway = running()
    const paperId = await fax(gateway, 'journey-elsewhere', 21)
    const [vetting, clerk] = [await gateway.staff('demo-vetting'), await gateway.staff('demo-counter')]
    await isWithVetting(gateway, paperId)
    const address = { lines: ['Room 5, 8/F', '1 Example Road'], district: 'WAN_CHAI', country: 'HK' }
    const sender = { name: 'Wong & Partners', address, language: 'EN' }
    accepted(await dismiss(gateway, paperId, sender))
    const { letterId } = await answerByLetter(gateway, paperId)
    const { body: printed } = await clerk.get(`/api/v1/letters/${letterId}`)
    expect(printed.addressLines).toEqual([
      ...['Wong & Partners', 'Room 5, 8/F', '1 Example Road', 'Wan Chai, Hong Kong Island'],
    ])
    expect(printed.text).toMatch(/Dear Wong & Partners,.*How they came: By fax\nPages: 2.*屬其他辦事處/s)
    const once = { 'idempotency-key': `sent-${letterId}` }
    const sent = await clerk.browser.json('POST', `/api/v1/letters/${letterId}/sent`, { channel: 'POST' }, once)
    expect(sent.status).toBe(200)
    await answerByLetter(gateway, paperId, 'SENT')

    await step(vetting, paperId, 'reopen', { note: 'Not sure.' })
    await isWithVetting(gateway, paperId)
    const email = `wong-${next()}@example.com`
    accepted(await dismiss(gateway, paperId, { ...sender, email }, 'dismissed-again'))
    expect((await gateway.mail(email, /not for us/)).text).toContain('They are for another office.')
    const { body } = await until(
      () => vetting.get(paperPath(paperId)),
      a => (a.body.notices as { status: string }[]).some(({ status }) => status === 'ACCEPTED'),
      'a mail that was taken',
    )
    expect(body.answerStanding).toBe('MAIL')
    expect((body.notices as { notice: string; status: string }[]).map(({ status }) => status)).toEqual([
      ...['ACCEPTED', 'LETTER_SENT'],
    ])
  })
}
