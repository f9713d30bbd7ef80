import { accepted, until } from '@icms/deploy/demo/people'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayMs, type Gateway, startGateway } from './gateway.ts'
import { type Applied, apply, approve, attendance, enquire, statusIs } from './registration.ts'

const hongKong = (text: string) => Date.parse(`${text}+08:00`)
const endOf = (day: string) => new Date(hongKong(`${day}T23:59:59.999`)).toISOString()

/** The side roads of an application, each by JSON over real HTTP, on whichever backbone the settings name. */
export function describeSideRoads(
  backbone: string,
  settings: () => Promise<Readonly<Record<string, string>>> | Readonly<Record<string, string>>,
) {
  describe(`side roads of registration on ${backbone}`, () => {
    let gateway: Gateway
    let n = 300_000
    beforeAll(async () => {
      gateway = await startGateway(await settings())
      await gateway.advanceTo(hongKong('2023-04-04T10:30'))
    }, 180_000)
    afterAll(() => gateway?.stop())

    const seen = async ({ applicationId }: Applied) =>
      accepted(await (await gateway.staff('demo-vetting')).application(applicationId))
    const becomes = (applied: Applied, what: object) =>
      until(
        () => seen(applied),
        one => Object.entries(what).every(([name, value]) => one[name] === value),
        JSON.stringify(what),
      )
    /** What the applicant does online, as the intake tells it. */
    const told = async (type: string, { applicationId }: Applied, rest: object) => {
      const data = { applicationId, at: gateway.clock.now(), ...rest }
      const record = { type, key: applicationId, id: `${type}-${applicationId}-${data.at}`, source: '/test', data }
      await gateway.operator().publish('intake-web.events.v1', [record])
    }
    const answer = async (applied: Applied) => {
      const { supplements } = (await seen(applied)) as { supplements: readonly { requestId: string }[] }
      const { requestId } = supplements.at(-1)!
      await told('SupplementSupplied', applied, { requestId, text: 'Here it is.', documents: [] })
      await statusIs(gateway, applied.applicationId, applied.email, 'VETTING')
    }
    const vetted = async (rest?: Readonly<Record<string, unknown>>) => {
      const applied = await apply(gateway, n++, rest)
      accepted(await (await gateway.staff('demo-vetting')).approveForAuthentication(applied.applicationId))
      await gateway.mail(applied.email, /Come not later than/)
      return applied
    }
    const eventsOf = async ({ applicationId }: Applied) =>
      (await gateway.operator().timeline(applicationId)).map(({ type }) => type)

    test('set aside over Ching Ming and Easter: the working days that were left run on (R34a)', async () => {
      const applied = await apply(gateway, n++)
      expect((await seen(applied)).vettingDue).toBe(endOf('2023-04-12'))
      await gateway.advanceTo(hongKong('2023-04-06T11:00'))
      const held = await (await gateway.staff('demo-vetting')).hold(applied.applicationId, {
        note: 'The file is sought.',
      })
      expect(accepted(held)).toMatchObject({ status: 'ON_HOLD' })
      await statusIs(gateway, applied.applicationId, applied.email, 'VETTING')
      await gateway.advanceTo(hongKong('2023-04-11T10:00'))
      accepted(await (await gateway.staff('demo-vetting')).release(applied.applicationId, { note: 'Found.' }))
      expect(await becomes(applied, { status: 'VETTING' })).toMatchObject({ vettingDue: endOf('2023-04-13') })
    })

    test('an application is found by number, address and name, and by no part of them', async () => {
      const name = { surnameEn: 'Au-Yeung', givenNameEn: 'Sau', nameZh: '歐陽修' }
      const { applicationId, email, form } = await apply(gateway, n++, { name })
      const { browser } = await gateway.staff('demo-vetting')
      const find = async (text: string) => (await browser.json('POST', '/api/v1/vetting/search', { text })).body
      await until(
        () => find(email.toUpperCase()),
        body => body.includes(applicationId),
        'an application by its address',
      )
      for (const text of [form.identityDocument.number, 'sau AU YEUNG', '歐陽修'])
        expect(await find(text)).toContain(applicationId)
      expect(await find('Yeung')).not.toContain(applicationId)
    })

    test('supplementary information: asked by mail, answered, and the 3 days count from the answer (N2, R34d, A3)', async () => {
      const applied = await apply(gateway, n++)
      const request = { reasonCodes: ['DOCUMENT_NOT_LEGIBLE', 'OTHER'], textEn: 'Page 2.', textZh: '第2頁。' }
      accepted(await (await gateway.staff('demo-vetting')).requestSupplement(applied.applicationId, request))
      const mail = await gateway.mail(applied.email, /We need more information/)
      for (const said of ['A document cannot be read.', 'Page 2.', '第2頁。', '/apply/status'])
        expect(mail.text).toContain(said)
      await statusIs(gateway, applied.applicationId, applied.email, 'SUPPLEMENT_REQUESTED')
      await gateway.advanceTo(hongKong('2023-04-17T10:00'))
      await answer(applied)
      expect(await seen(applied)).toMatchObject({ isOverdue: false, vettingDue: endOf('2023-04-20') })
      await approve(gateway, applied)
      await statusIs(gateway, applied.applicationId, applied.email, 'APPROVED')
    })

    test('of a withdrawal and an approval at the same time exactly one wins (R35c, R39)', async () => {
      const all = await Promise.all([vetted(), vetted(), vetted(), vetted()])
      const helpCentre = await gateway.staff('demo-help-centre')
      const administrator = await gateway.staff('demo-judiciary-administrator')
      for (const { applicationId, email } of all) {
        accepted(await helpCentre.recordAttendance(applicationId, attendance(gateway.clock.now())))
        await statusIs(gateway, applicationId, email, 'AUTHENTICATED')
      }
      const [first, second, third, fourth] = all as [Applied, Applied, Applied, Applied]
      const answers = await Promise.all([
        administrator.approve(first.applicationId),
        told('WithdrawalRequested', first, { reason: null }),
        told('WithdrawalRequested', second, { reason: null }),
        administrator.approve(second.applicationId),
        told('WithdrawalRequested', third, { reason: null }),
        administrator.approve(fourth.applicationId),
      ])
      expect(answers.flatMap(one => (one ? [one.status] : [])).every(status => [200, 409].includes(status))).toBe(true)
      for (const applied of all) {
        const isEnd = (type: unknown) => type === 'ApplicationApproved' || type === 'ApplicationWithdrawn'
        const events = await until(
          () => eventsOf(applied),
          types => types.some(isEnd),
          'an end',
        )
        expect(events.filter(isEnd)).toHaveLength(1)
        if (events.includes('ApplicationWithdrawn')) await gateway.mail(applied.email, /was withdrawn/)
        else await gateway.mail(applied.email, /Login name/)
      }
      expect(await eventsOf(third)).toContain('ApplicationWithdrawn')
    })

    test('who withdrew may apply again at once, and is awaited no more (R35c, A31)', async () => {
      const number = n++
      const applied = await apply(gateway, number)
      accepted(await (await gateway.staff('demo-vetting')).approveForAuthentication(applied.applicationId))
      await gateway.mail(applied.email, /Come not later than/)
      await told('WithdrawalRequested', applied, { reason: 'I changed my mind.' })
      await statusIs(gateway, applied.applicationId, applied.email, 'WITHDRAWN')
      const helpCentre = await gateway.staff('demo-help-centre')
      await until(
        () => helpCentre.recordAttendance(applied.applicationId, attendance(gateway.clock.now())),
        ({ status, body }) => status === 409 && body.reason === 'INVITATION_WITHDRAWN',
        'an invitation that was withdrawn',
      )
      const again = await apply(gateway, number)
      expect(again.applicationId).not.toBe(applied.applicationId)
    })

    test('who had no response in seven working days enquires; it is acknowledged, answered and told of (R37, A5)', async () => {
      const applied = await apply(gateway, n++)
      await gateway.advanceTo(gateway.clock.now() + 20 * dayMs)
      const { applicationId, email } = applied
      await until(
        () => gateway.applicant().status(applicationId, email),
        ({ body }) => body.mayEnquire === true,
        'that an enquiry is possible',
      )
      await enquire(gateway, applied, 'Is anything missing?')
      await gateway.mail(email, /received your enquiry/)
      const officer = await gateway.staff('demo-vetting')
      await until(
        () => officer.get('/api/v1/vetting/applications?status=ENQUIRY'),
        ({ body }) => JSON.stringify(body).includes(applicationId),
        'the enquiry on the list',
      )
      accepted(await officer.answerEnquiry(applicationId, { answer: 'Nothing. We write to you this week.' }))
      const told = await gateway.mail(email, /answered your enquiry/)
      expect(told.text).not.toContain('Nothing. We write')
      await until(
        () => gateway.applicant().status(applicationId, email),
        ({ body }) => body.status === 'VETTING' && JSON.stringify(body.enquiry).includes('answeredAt":"2'),
        'the answer on the status',
      )
    })

    test('an invitation that comes back suspends the lapse; the address is corrected and it is sent again (R34b, R35b)', async () => {
      const applied = await vetted()
      const lost = await gateway.mail(applied.email, /Come not later than/)
      await gateway.returnMail(lost)
      const undelivered = '/api/v1/identity/attendances?status=UNDELIVERED'
      await until(
        async () => (await gateway.staff('demo-help-centre')).get(undelivered),
        ({ body }) => JSON.stringify(body).includes(applied.applicationId),
        'an item of the worklist',
      )
      await gateway.advanceTo(gateway.clock.now() + 35 * dayMs)
      await statusIs(gateway, applied.applicationId, applied.email, 'AUTH_PENDING')

      const right = { email: 'right-address@example.com', note: 'By telephone, with the reference.' }
      const officer = await gateway.staff('demo-vetting')
      accepted(await officer.correctEmail(applied.applicationId, right))
      await until(
        async () => (await gateway.operator().records('notification.events.v1')).map(({ type }) => type),
        types => types.includes('ContactCorrected'),
        'the corrected address',
      )
      await statusIs(gateway, applied.applicationId, right.email, 'AUTH_PENDING')
      expect((await gateway.applicant().status(applied.applicationId, applied.email)).status).toBe(404)
      accepted(await officer.inviteAgain(applied.applicationId))
      await gateway.mail(right.email, /Come not later than/)
      await gateway.returnMail(lost)
      await gateway.advanceTo(gateway.clock.now() + 29 * dayMs)
      const helpCentre = await gateway.staff('demo-help-centre')
      accepted(await helpCentre.recordAttendance(applied.applicationId, attendance(gateway.clock.now())))
      await becomes(applied, { status: 'AUTHENTICATED' })
    })

    test('what is wanting at the Help Centre is asked for, and the deadline stays (R34d, R35b)', async () => {
      const applied = await vetted()
      const { attendBy } = await becomes(applied, { status: 'AUTH_PENDING' })
      const wanting = { reasonCodes: ['DOCUMENTS_MISSING'], supplement: true, attendee: 'APPLICANT' }
      const attendedAt = new Date(gateway.clock.now()).toISOString()
      const helpCentre = await gateway.staff('demo-help-centre')
      accepted(await helpCentre.failAuthentication(applied.applicationId, { ...wanting, attendedAt }))
      await gateway.mail(applied.email, /Come again not later than/)
      await gateway.advanceTo(gateway.clock.now() + 3 * dayMs)
      await answer(applied)
      accepted(await (await gateway.staff('demo-vetting')).approveForAuthentication(applied.applicationId))
      expect(await becomes(applied, { status: 'AUTH_PENDING' })).toMatchObject({ attendBy })
      await gateway.advanceTo(gateway.clock.now() + 31 * dayMs)
      const told = await statusIs(gateway, applied.applicationId, applied.email, 'REJECTED')
      expect(told.reasons).toMatchObject([{ code: 'NOT_ATTENDED' }])
    })

    test('a prospective litigant is approved on condition (R15b, R36a)', async () => {
      const applied = await apply(gateway, n++, { eligibility: 'PROSPECTIVE', cases: [] })
      await approve(gateway, applied)
      await statusIs(gateway, applied.applicationId, applied.email, 'APPROVED_CONDITIONAL')
      await gateway.mail(applied.email, /Login name/)
    })

    test('nothing of it is a dead letter', async () => {
      expect((await gateway.operator().deadLetters()).deadLetters).toEqual([])
    })
  })
}
