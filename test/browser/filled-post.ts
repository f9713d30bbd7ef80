import { until } from '@icms/deploy/demo/people'
import { exampleOf } from '@icms/schemas/example-messages'
import type { Gateway } from '../journeys/gateway.ts'

/** Letters to somebody who gave no address of mail, by where they are. */
export type FilledPost = Readonly<Record<'waiting' | 'sent' | 'cancelled' | 'answer', string>>

/** Leaves letters to one applicant, whose form is long and hostile: one that waits too long, one sent, one cancelled; the answer to who sent paper is there. */
export async function fillPost(gateway: Gateway, hostile: string): Promise<FilledPost> {
  const applicationId = '0000000000000000000000000p'
  const at = gateway.clock.now()
  const example = exampleOf('vetting.events.v1', 'ApplicationTranscribed')
  const address = { ...example.form.address, lines: [hostile, 'W'.repeat(80), '和諧花園第三座十二樓甲室', '4', '5'] }
  const form = { ...example.form, address, fax: '+85221234568' }
  const asked = exampleOf('vetting.events.v1', 'SupplementRequested')
  const reasons = [{ code: 'OTHER', textEn: `Page 2. ${hostile}`, textZh: '乙'.repeat(400) }]
  const rejected = exampleOf('vetting.events.v1', 'ApplicationRejected')
  await gateway.operator().publish('vetting.events.v1', [
    {
      type: 'ApplicationTranscribed',
      key: applicationId,
      data: { ...example, applicationId, at, submittedAt: at, form },
    },
    { type: 'SupplementRequested', key: applicationId, data: { ...asked, applicationId, at, reasons, attendBy: at } },
    { type: 'ApplicationRejected', key: applicationId, data: { ...rejected, applicationId, at } },
  ])
  const clerk = await gateway.staff('demo-counter')
  const letters = await until(
    async () => (await clerk.get('/api/v1/letters')).body.letters as Record<string, string>[],
    all => all.length === 4,
    'four letters',
  )
  const [sent, waiting, cancelled, answer] = ['N1', 'N2', 'N4', 'N29'].map(
    of => letters.find(({ notice }) => notice === of)!.letterId!,
  )
  const act = async (letterId: string, step: string, body: object) => {
    const key = { 'idempotency-key': `filled-post-${step}` }
    const { status } = await clerk.browser.json('POST', `/api/v1/letters/${letterId}/${step}`, body, key)
    if (status !== 200) throw new Error(`${step} of a letter was answered ${status}`)
  }
  await act(sent!, 'sent', { channel: 'FAX' })
  await act(cancelled!, 'cancellation', { note: `Told by telephone. ${hostile}` })
  return { waiting: waiting!, sent: sent!, cancelled: cancelled!, answer: answer! }
}
