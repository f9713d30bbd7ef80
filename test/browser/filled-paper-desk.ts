import { until } from '@icms/deploy/demo/people'
import { exampleOf } from '@icms/schemas/example-messages'
import { dayOf } from '@icms/schemas/calendar-day'
import type { Gateway } from '../journeys/gateway.ts'

const api = '/api/v1/vetting/papers'

/** Brings paper into the states that pages show. Its pages cannot be shown, for nobody stored them: `paper-desk` shows those that can. */
export async function fillPaperDesk(gateway: Gateway, script: string, unbroken: string): Promise<void> {
  const example = exampleOf('intake-fax.events.v1', 'FaxPaperReceived').paper
  const [document] = example.documents
  const page = {
    pictureId: null,
    width: 0,
    height: 0,
    hash: null,
    reference: null,
    damage: `nothing of it came ${unbroken}`,
  }
  const field = { name: 'name.surnameEn', value: script, confidence: 0.41, page: 1 }
  const paperOf = (paperId: string, reference: string | null = null) => ({
    ...{ ...example, paperId, channel: 'FAX', receivedAt: gateway.clock.now(), sender: unbroken, isWhole: false },
    documents: [
      {
        ...{ ...document!, subjectId: paperId, documentId: 'original', notes: script, fields: [field] },
        pages: [1, 2].map(n => ({ ...page, page: n, reference: n === 2 ? reference : null })),
      },
    ],
    nonScannable: [{ controlNumber: '2026030200042', description: script, keptAt: unbroken }],
  })
  const publish = (paperId: string, reference?: string) =>
    gateway.operator().publish('intake-fax.events.v1', [
      {
        ...{ type: 'FaxPaperReceived', key: paperId, id: `came-${paperId}`, source: '/test' },
        data: { paperId, at: gateway.clock.now(), paper: paperOf(paperId, reference) },
      },
    ])
  const { browser } = await gateway.staff('demo-vetting')
  const becomes = (paperId: string, status: string) =>
    until(
      async () => JSON.parse((await browser.json('GET', `${api}/${paperId}`)).body) as { readonly status?: unknown },
      answer => answer.status === status,
      `paper ${paperId} that is ${status}`,
    )
  const step = async (paperId: string, name: string, body: object) => {
    const { status, body: text } = await browser.json('POST', `${api}/${paperId}/${name}`, body, {
      'idempotency-key': `${name}-${paperId}`,
    })
    if (status !== 200) throw new Error(`${name} of paper was answered ${status}: ${text}`)
  }
  for (const paperId of ['paper-dark', 'paper-typed', 'paper-dismissed']) await publish(paperId)
  await publish('paper-lost', 'abc10def00ghjkmnpqrstvwxyz')
  for (const paperId of ['paper-dark', 'paper-typed', 'paper-dismissed', 'paper-lost'])
    await becomes(paperId, 'EXCEPTION')
  await step('paper-typed', 'transcription', {
    ...{ name: { surnameEn: 'Chan' }, identityDocument: { kind: 'HKID', number: 'A123456(3)' } },
    address: { lines: ['1 Example Street'], district: 'WAN_CHAI', country: 'HK' },
    ...{ phone: '21234567', preferredLanguage: 'EN', eligibility: 'PROSPECTIVE', actingInPerson: true },
    ...{ declarationMade: true, termsAccepted: true, personalDataConsent: true, compared: true },
    ...{ signature: 'Chan', signedOn: dayOf(gateway.clock.now()) },
  })
  await becomes('paper-typed', 'CHECKING')
  await step('paper-dark', 'saved-transcription', { name: { surnameEn: script }, phone: unbroken, reasons: script })
  const sender = {
    ...{ name: script, language: 'EN' },
    address: { lines: [unbroken, script], district: 'WAN_CHAI', country: 'HK' },
  }
  const elsewhere = { as: 'NOT_FOR_US', reasonCodes: ['OTHER_OFFICE'] }
  await step('paper-dismissed', 'dismiss', { ...elsewhere, sender, note: script })
}
