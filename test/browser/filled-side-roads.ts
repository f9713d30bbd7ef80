import { accepted, until } from '@icms/deploy/demo/people'
import type { Gateway } from '../journeys/gateway.ts'
import { type Applied, apply, statusIs } from '../journeys/registration.ts'

const document = (kind: string, fileName: string) => ({
  ...{ documentId: `document-${kind}`, kind, fileName, mediaType: 'application/pdf', bytes: 1_234_567 },
  ...{ sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', scan: 'NOT_SCANNED' },
})

/** Brings applications onto every side road that a page shows. */
export async function fillSideRoads(
  gateway: Gateway,
  vetted: (n: number) => Promise<Applied>,
  script: string,
): Promise<Record<'wanting' | 'held' | 'withdrawn' | 'undelivered' | 'wantingAgain', Applied>> {
  const officer = await gateway.staff('demo-vetting')
  const helpCentre = await gateway.staff('demo-help-centre')
  const operator = gateway.operator()
  const publish = (topic: string, type: string, key: string, data: object) =>
    operator.publish(topic, [{ type, key, id: `${type}-${key}-${gateway.clock.now()}`, source: '/test', data }])
  const at = () => gateway.clock.now()

  const [wanting, held, withdrawn, undelivered, wantingAgain] = await Promise.all([
    apply(gateway, 430_001),
    apply(gateway, 430_002),
    apply(gateway, 430_003),
    vetted(430_004),
    vetted(430_005),
  ])
  const request = {
    reasonCodes: ['DOCUMENT_NOT_LEGIBLE', 'OTHER'],
    textEn: `Page 2. ${script}`,
    textZh: '請提交第2頁。',
  }
  accepted(await officer.requestSupplement(wanting.applicationId, request))
  const { supplements } = accepted(await officer.application(wanting.applicationId))
  const { requestId } = (supplements as readonly { requestId: string }[])[0]!
  await publish('intake-web.events.v1', 'SupplementSupplied', wanting.applicationId, {
    ...{ applicationId: wanting.applicationId, at: at(), requestId, text: script },
    documents: [document('NOTICE_OF_PROCEEDING', `${script}.pdf`), document('HKID', `${'scan-'.repeat(30)}.pdf`)],
  })
  await statusIs(gateway, wanting.applicationId, wanting.email, 'VETTING')
  accepted(await officer.requestSupplement(wanting.applicationId, { reasonCodes: ['DETAILS_MISSING'] }))
  accepted(await officer.hold(held.applicationId, { note: `The registry looks for the file. ${script}` }))
  await publish('intake-web.events.v1', 'WithdrawalRequested', withdrawn.applicationId, {
    ...{ applicationId: withdrawn.applicationId, at: at(), reason: null },
  })
  await statusIs(gateway, withdrawn.applicationId, withdrawn.email, 'WITHDRAWN')
  const attended = { attendedAt: new Date(at()).toISOString(), attendee: 'APPLICANT' }
  const failure = { ...attended, reasonCodes: ['DOCUMENTS_MISSING'], supplement: true }
  accepted(
    await until(
      () => helpCentre.failAuthentication(wantingAgain.applicationId, failure),
      ({ status }) => status < 300,
      'something wanting',
    ),
  )
  await gateway.returnMail(await gateway.mail(undelivered.email, /Come not later than/))
  await until(
    () => helpCentre.get('/api/v1/identity/attendances?status=UNDELIVERED'),
    ({ body }) => JSON.stringify(body).includes(undelivered.applicationId),
    'an invitation that bounced',
  )
  return { wanting, held, withdrawn, undelivered, wantingAgain }
}
