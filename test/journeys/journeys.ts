import { inputTopicsOf } from '@icms/backbone/service'
import { annexB, filing } from '@icms/deploy/demo/forms'
import { accepted, until } from '@icms/deploy/demo/people'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { declarations } from '../graph/declarations.ts'
import { dayMs, type Gateway, minuteMs, startGateway } from './gateway.ts'
import { testPaperRoads } from './paper-roads.ts'
import { activate, apply, approve, attendance, statusIs } from './registration.ts'
import { testWhatIsKept } from './what-is-kept.ts'

/** The journeys of an individual, each by JSON over real HTTP, on whichever backbone the settings name. */
export function describeJourneys(
  backbone: string,
  settings: () => Promise<Readonly<Record<string, string>>> | Readonly<Record<string, string>>,
  /** Everything that the backbone keeps of this gateway, as a plain client reads it. */
  everythingKept: (gateway: Gateway) => Promise<Buffer>,
) {
  describe(`registration on ${backbone}`, () => {
    let gateway: Gateway
    let n = 100_000
    beforeAll(async () => {
      gateway = await startGateway(await settings())
    }, 180_000)
    afterAll(() => gateway?.stop())

    const lodge = async (loginName: string, caseNumber: string, id: string, rest: object = {}) => {
      const data = filing(loginName, caseNumber, gateway.clock.now(), { courtReference: `ref-${id}`, ...rest })
      await gateway
        .operator()
        .publish('court.filings.v1', [{ type: 'FilingLodged', key: `foreign-${id}`, id, source: '/court/dc', data }])
    }
    const replyTo = (id: string) =>
      until(
        async () =>
          (await gateway.operator().records('court.replies.v1'))
            .map(r => r.data as Record<string, unknown>)
            .find(d => d.courtReference === `ref-${id}`),
        Boolean,
        `a reply to ${id}`,
      )

    test('straight: applied, vetted, authenticated, approved, activated; then a filing links the account (R32a, R34–R36, R40e)', async () => {
      const applied = await apply(gateway, n++)
      await gateway.mail(applied.email, /received/i)
      await approve(gateway, applied)
      const { loginName } = await activate(gateway, applied)
      const caseNumber = `dccj 0${applied.form.cases[0]!.caseNumber.slice(5)}`
      await lodge(loginName, caseNumber, 'straight')
      expect(await replyTo('straight')).toMatchObject({ outcome: 'ACCEPTED' })
      const cases = await until(
        () => applied.person.cases(),
        a => (a.body.cases as unknown[] | undefined)?.length,
        'a linked case',
      )
      expect(JSON.stringify(cases.body)).toContain(applied.form.cases[0]!.caseNumber)
      await gateway.mail(applied.email, /link/i)
    })

    test('the same filing again has the same answer and one link (R40e)', async () => {
      const applied = await apply(gateway, n++)
      await approve(gateway, applied)
      const { loginName } = await activate(gateway, applied)
      const { caseNumber } = applied.form.cases[0]!
      for (let i = 0; i < 3; i++) await lodge(loginName, caseNumber, 'again')
      expect(await replyTo('again')).toMatchObject({ outcome: 'ACCEPTED' })
      await new Promise(resolve => setTimeout(resolve, 500))
      const linked = (await gateway.operator().records('case-linking.events.v1')).filter(
        r => r.type === 'CaseLinked' && JSON.stringify(r.data).includes(caseNumber),
      )
      expect(linked).toHaveLength(1)
    })

    testPaperRoads({ gateway: () => gateway, next: () => n++ })

    test('rejected by vetting, with its reasons in the mail (R39)', async () => {
      const applied = await apply(gateway, n++)
      const vetting = await gateway.staff('demo-vetting')
      const { body } = await vetting.get('/api/v1/vetting/applications?status=VETTING')
      expect(JSON.stringify(body)).toContain(applied.applicationId)
      accepted(
        await vetting.reject(applied.applicationId, {
          reasonCodes: ['NOT_ELIGIBLE'],
          textEn: 'The case is not yours.',
          textZh: '案件與閣下無關。',
        }),
      )
      await statusIs(gateway, applied.applicationId, applied.email, 'REJECTED')
      const mail = await gateway.mail(applied.email, /The case is not yours/)
      expect(mail.text).toContain('案件與閣下無關')
      expect(await vetting.approveForAuthentication(applied.applicationId)).toMatchObject({ status: 409 })
    })

    test('identity not established: regarded as rejected (R35a)', async () => {
      const applied = await apply(gateway, n++)
      accepted(await (await gateway.staff('demo-vetting')).approveForAuthentication(applied.applicationId))
      const helpCentre = await gateway.staff('demo-help-centre')
      await until(
        () =>
          helpCentre.failAuthentication(applied.applicationId, {
            attendedAt: new Date(gateway.clock.now()).toISOString(),
            attendee: 'APPLICANT',
            reasonCodes: ['IDENTITY_NOT_ESTABLISHED'],
          }),
        a => a.status < 300,
        'failure recorded',
      )
      await statusIs(gateway, applied.applicationId, applied.email, 'REJECTED')
    })

    test('nobody comes in 30 calendar days: lapsed, and attendance after it is refused with its reason (R35b)', async () => {
      const applied = await apply(gateway, n++)
      accepted(await (await gateway.staff('demo-vetting')).approveForAuthentication(applied.applicationId))
      await gateway.mail(applied.email, /Come not later than/)
      const inTime = await apply(gateway, n++)
      accepted(await (await gateway.staff('demo-vetting')).approveForAuthentication(inTime.applicationId))
      await gateway.mail(inTime.email, /Come not later than/)
      await gateway.advanceTo(gateway.clock.now() + 30 * dayMs)
      const helpCentre = await gateway.staff('demo-help-centre')
      accepted(await helpCentre.recordAttendance(inTime.applicationId, attendance(gateway.clock.now() - minuteMs)))
      await gateway.advanceTo(gateway.clock.now() + 2 * dayMs)
      await statusIs(gateway, applied.applicationId, applied.email, 'REJECTED')
      await statusIs(gateway, inTime.applicationId, inTime.email, 'AUTHENTICATED')
      const later = await gateway.staff('demo-help-centre')
      const late = await later.recordAttendance(applied.applicationId, attendance(gateway.clock.now()))
      expect(late).toMatchObject({ status: 409 })
      await gateway.mail(applied.email, /regarded as rejected/i)
    })

    test('a deadline that passed while everything was down comes after what came in time (I4, R35b)', async () => {
      const applied = await apply(gateway, n++)
      accepted(await (await gateway.staff('demo-vetting')).approveForAuthentication(applied.applicationId))
      await gateway.mail(applied.email, /Come not later than/)
      await gateway.advanceTo(gateway.clock.now() + 29 * dayMs)
      accepted(
        await (await gateway.staff('demo-help-centre')).recordAttendance(
          applied.applicationId,
          attendance(gateway.clock.now() - minuteMs),
        ),
      )
      await gateway.host.stop()
      gateway.clock.advanceTo(gateway.clock.now() + 3 * dayMs)
      await gateway.restart()
      await statusIs(gateway, applied.applicationId, applied.email, 'AUTHENTICATED')
    })

    test('the same person twice at once has one live application; the other is refused as a duplicate (A31)', async () => {
      const number = n++
      const one = gateway.applicant()
      const terms = await one.termsVersion()
      const both = await Promise.all([
        one.apply(annexB(number, terms)),
        gateway.applicant().apply(annexB(number, terms, { email: `other-${number}@example.com` })),
      ])
      const ids = both.map(b => accepted(b).applicationId as string)
      const statuses = await until(
        () =>
          Promise.all(
            ids.map(
              async (id, i) =>
                (
                  await gateway
                    .applicant()
                    .status(id, i === 0 ? `applicant-${number}@example.com` : `other-${number}@example.com`)
                ).body.status,
            ),
          ),
        all => all.includes('VETTING') && all.includes('REJECTED'),
        'one in vetting, one rejected',
      )
      expect(statuses.toSorted()).toEqual(['REJECTED', 'VETTING'])
    })

    test('a filing before activation, by an unknown account or outside an e-proceeding is refused with its reason (R36b, R2)', async () => {
      const applied = await apply(gateway, n++)
      await approve(gateway, applied)
      const mail = await gateway.mail(applied.email, /Login name/)
      const early = /Login name: +(.+)/.exec(mail.text)![1]!.trim()
      const { caseNumber } = applied.form.cases[0]!
      await lodge(early, caseNumber, 'early')
      expect(await replyTo('early')).toMatchObject({ outcome: 'REFUSED', reason: 'LODGED_BEFORE_ACTIVATION' })
      const { loginName } = await activate(gateway, applied)
      await lodge(loginName, 'LBTC 12/2023', 'elsewhere')
      expect(await replyTo('elsewhere')).toMatchObject({ outcome: 'REFUSED', reason: 'NOT_AN_E_PROCEEDING' })
      await lodge(loginName, 'XYZ 12/2023', 'unknown-type')
      expect(await replyTo('unknown-type')).toMatchObject({ outcome: 'REFUSED' })
    })

    test('nothing that went through it is a dead letter, and the timeline tells who did what', async () => {
      const { deadLetters } = await gateway.operator().deadLetters()
      expect(deadLetters).toEqual([])
      const applied = await apply(gateway, n++)
      await approve(gateway, applied)
      await gateway.mail(applied.email, /Login name/)
      const told = await gateway.operator().timeline(applied.applicationId)
      expect(told.map(t => t.type)).toEqual(
        expect.arrayContaining([
          'ApplicationSubmitted',
          'ApplicationVetted',
          'AuthenticationInvited',
          'IdentityAuthenticated',
          'ApplicationApproved',
          'AccountCreated',
        ]),
      )
      const approved = told.find(t => t.type === 'ApplicationApproved')
      expect(approved?.actor).toBe('staff;id=demo-judiciary-administrator;role=judiciary-administrator')
      expect(JSON.stringify(told)).not.toContain(applied.email)
    })

    testWhatIsKept({ gateway: () => gateway, next: () => n++, lodge, replyTo, everythingKept })

    test('poison on every topic: dead letters that say why, nothing crashes, registration goes on', async () => {
      const garbage = [Buffer.from('<not avro>'), Buffer.from([0, 0x7f, 0xff, 0xff, 0xfe, 1]), Buffer.alloc(0)]
      const topics = new Set(declarations.flatMap(d => inputTopicsOf(d.service)))
      const readers = (topic: string) => declarations.filter(d => inputTopicsOf(d.service).includes(topic)).length
      const poison = [...topics, 'court.filings.v1', 'court.cases.v1'].flatMap((topic, t) =>
        garbage.map((value, i) => ({ topic, key: `poison-${t}-${i}`, value, headers: {}, at: gateway.clock.now() })),
      )
      await gateway.host.backbone.publish(poison)
      const expected = [...topics].reduce((sum, topic) => sum + garbage.length * readers(topic), 0)
      const { deadLetters } = await until(
        () => gateway.operator().deadLetters(),
        a => a.deadLetters.length >= expected,
        `${expected} dead letters`,
        40_000,
      )
      expect(deadLetters).toHaveLength(expected)
      expect(new Set(deadLetters.map(d => d.reason))).toEqual(new Set(['UNREADABLE']))
      const applied = await apply(gateway, n++)
      await approve(gateway, applied)
      const { loginName } = await activate(gateway, applied)
      await lodge(loginName, applied.form.cases[0]!.caseNumber, 'after-poison')
      expect(await replyTo('after-poison')).toMatchObject({ outcome: 'ACCEPTED' })
    })
  })
}
