import { accepted, until } from '@icms/deploy/demo/people'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Gateway, startGateway } from './gateway.ts'
import { activate, apply, approve } from './registration.ts'

/** Who of the staff saw a holder's record, and what the holder is given, on whichever backbone the settings name. */
export function describeOwnData(
  backbone: string,
  settings: () => Promise<Readonly<Record<string, string>>> | Readonly<Record<string, string>>,
) {
  describe(`what is held about a holder, on ${backbone}`, () => {
    let gateway: Gateway
    beforeAll(async () => {
      gateway = await startGateway(await settings())
    }, 180_000)
    afterAll(() => gateway?.stop())

    test('somebody registers, is looked at by staff, and downloads what is held and who saw it (R30a)', async () => {
      const applied = await apply(gateway, 930_001)
      const { applicationId, form, person } = applied
      const vetting = await gateway.staff('demo-vetting')
      accepted(await vetting.application(applicationId))
      await approve(gateway, applied)
      const { loginName, password } = await activate(gateway, applied)

      const accountId = loginName.replaceAll('-', '').slice(0, 8)
      const helpCentre = await gateway.staff('demo-help-centre')
      accepted(await helpCentre.get(`/api/v1/identity/attendances/${applicationId}`))
      expect((await helpCentre.browser.get(`/desk/accounts/${accountId}`)).status).toBe(200)
      accepted(await vetting.application(applicationId))
      const auditor = await gateway.staff('demo-auditor')
      accepted(await auditor.get(`/api/v1/ops/audit/${applicationId}`))

      const download = async () => {
        const { status, headers, body } = await person.browser.json('GET', '/api/v1/accounts/me/data')
        return { status, headers, body: JSON.parse(body) as Record<string, unknown> & { views: { entries: object[] } } }
      }
      const { status, headers, body } = await until(
        download,
        answer => answer.body.views?.entries.length === 4,
        'four entries of views',
      )
      expect([status, headers['content-disposition']]).toEqual([200, 'attachment; filename="icms-personal-data.json"'])
      expect(body).toMatchObject({
        loginName,
        application: {
          status: 'APPROVED',
          form: { email: form.email, identityDocument: { number: expect.stringContaining('*') } },
        },
        identityCheck: { status: 'AUTHENTICATED', recordedBy: 'demo-help-centre' },
        account: { status: 'ACTIVE' },
        otherApplications: [],
      })
      expect(body.views.entries).toEqual(
        expect.arrayContaining([
          seen('APPLICATION', 'demo-vetting', 'vetting', 'APPLICATION', 2),
          seen('APPLICATION', 'demo-help-centre', 'help-centre', 'ATTENDANCE', 1),
          seen('ACCOUNT', 'demo-help-centre', 'help-centre', 'ACCOUNT', 1),
          seen('APPLICATION', 'demo-auditor', 'auditor', 'AUDIT_TRAIL', 1),
        ]),
      )
      const { notices } = body as unknown as { notices: { notice: string }[] }
      expect(notices.map(({ notice }) => notice)).toEqual(expect.arrayContaining(['N1', 'N3', 'N6', 'N7']))

      const full = await person.browser.json('POST', '/api/v1/accounts/me/data', { password })
      expect(full.body).toContain(form.identityDocument.number)
      const page = await person.browser.get('/account/data?lang=en')
      expect([page.status, page.body.includes('demo-vetting (Vetting staff)')]).toEqual([200, true])
    })

    test('who saw it outlives a restart, and the chain of the views verifies (I8)', async () => {
      const applied = await apply(gateway, 930_002)
      const vetting = await gateway.staff('demo-vetting')
      accepted(await vetting.application(applied.applicationId))
      const types = async () =>
        (await gateway.operator().timeline(applied.applicationId)).map(({ type, actor }) => `${type} ${actor}`)
      const viewed = 'ApplicationViewed staff;id=demo-vetting;role=vetting'
      await until(types, all => all.includes(viewed), 'a recorded view')
      await gateway.restart()
      expect(await types()).toContain(viewed)
      // The operators' tool sees a trail too, and is recorded by the name that it goes by.
      const told = 'ApplicationViewed staff;id=command-line;role=operations'
      await until(types, all => all.includes(told), 'the view of the command line')
      expect((await gateway.operator().audit()).faults).toEqual([])
    })
  })
}

const seen = (of: string, viewedBy: string, role: string, part: string, count: number) =>
  expect.objectContaining({ of, viewedBy, role, part, count })
