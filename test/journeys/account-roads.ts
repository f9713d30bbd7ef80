import { annexB } from '@icms/deploy/demo/forms'
import { accepted, until } from '@icms/deploy/demo/people'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { courtSystem } from './court-system.ts'
import { dayMs, type Gateway, minuteMs, startGateway } from './gateway.ts'
import { activate, apply, approve, statusIs } from './registration.ts'

type Settings = Readonly<Record<string, string>>
type Body = Record<string, unknown>

const hourMs = 60 * minuteMs
const prospective = { eligibility: 'PROSPECTIVE', cases: [], optedCases: [] }

/** The side roads of accounts, cases and reference data, on whichever backbone the settings name. */
export function describeAccountRoads(backbone: string, settings: () => Promise<Settings> | Settings) {
  describe(`accounts, links and reference data on ${backbone}`, () => {
    let gateway: Gateway
    let n = 300_000
    beforeAll(async () => {
      gateway = await startGateway(await settings())
    }, 180_000)
    afterAll(() => gateway?.stop())

    const { lodge, tell, replyTo } = courtSystem(() => gateway)
    let sent = 0
    const post = async (staffId: string, path: string, body: Body = {}) => {
      const { browser } = await gateway.staff(staffId)
      sent += 1
      const key = { 'idempotency-key': `account-roads-${process.pid}-${sent}` }
      const answer = await browser.json('POST', path, body, key)
      return { status: answer.status, body: JSON.parse(answer.body || '{}') as Body }
    }
    const found = async (loginName: string) => {
      const desk = await gateway.staff('demo-judiciary-administrator')
      const { body } = await desk.get(`/api/v1/desk/accounts?find=${loginName}`)
      return (body.accounts as Body[])[0] ?? {}
    }
    const accountIs = (loginName: string, fits: (account: Body) => boolean, what: string) =>
      until(() => found(loginName), fits, what)
    const registered = async (rest: Body = {}) => {
      const applied = await apply(gateway, n++, rest)
      await approve(gateway, applied)
      return { ...applied, ...(await activate(gateway, applied)) }
    }
    const linked = async (holder: { readonly person: ReturnType<Gateway['applicant']> }, count: number) =>
      until(
        () => holder.person.cases(),
        a => (a.body.cases as unknown[] | undefined)?.length === count,
        `${count} linked cases`,
      )
    /** Whoever's account has ended registers afresh. */
    const appliesAgain = async (number: number, rest: Body) => {
      const again = gateway.applicant()
      const form = annexB(number, await again.termsVersion(), { ...rest, email: `again-${number}@example.com` })
      const { applicationId } = accepted(await again.apply(form)) as { applicationId: string }
      await statusIs(gateway, applicationId, form.email, 'VETTING')
    }
    const toEndOfPeriod = async (loginName: string) => {
      const { prospectiveUntil } = await found(loginName)
      const end = Date.parse(String(prospectiveUntil))
      await gateway.advanceTo(end + 24 * hourMs + minuteMs)
      return end
    }

    test('a prospective account ends without a case, its holder is told afterwards and may apply again (R15c, R15d, R16d)', async () => {
      const number = n
      const { loginName, email } = await registered(prospective)
      expect((await gateway.mail(email, /Login name/)).text).toContain('Period ends')
      await toEndOfPeriod(loginName)
      await accountIs(loginName, account => account.status === 'TERMINATED', 'the end of the account')
      await gateway.mail(email, /has ended because no case was filed/)
      await appliesAgain(number, prospective)
    })

    test('a filing made in time that comes after the end lets the account be restored, and links it (R15d, A7)', async () => {
      const holder = await registered(prospective)
      const { loginName, email } = holder
      const end = await toEndOfPeriod(loginName)
      await accountIs(loginName, account => account.status === 'TERMINATED', 'the end of the account')
      await lodge(loginName, 'DCCJ 901/2023', 'late', end - minuteMs)
      const { accountId } = await accountIs(loginName, account => account.isRestorable === true, 'a late filing')
      accepted(
        await post('demo-judiciary-administrator', `/api/v1/desk/accounts/${accountId}/restore`, {
          reasonCode: 'FILED_IN_TIME',
        }),
      )
      expect(await replyTo('late')).toMatchObject({ outcome: 'ACCEPTED' })
      await accountIs(loginName, a => a.status === 'ACTIVE' && a.prospectiveUntil === null, 'an account like any other')
      await gateway.mail(email, /open again/)
      accepted(
        await until(
          () => holder.person.signIn(loginName, holder.password),
          a => a.status < 300,
          'sign-in',
        ),
      )
      await linked(holder, 1)
    })

    test('a code that was not used in time expires; the Help Centre has another one sent, which activates (A8)', async () => {
      const applied = await apply(gateway, n++)
      await approve(gateway, applied)
      const text = (await gateway.mail(applied.email, /Login name/)).text
      const loginName = /Login name: +(.+)/.exec(text)![1]!.trim()
      const codesOf = async () =>
        (await gateway.mailsTo(applied.email)).flatMap(mail => /Activation code: +(\S+)/.exec(mail.text)?.[1] ?? [])
      await until(codesOf, codes => codes.length === 1, 'the first code')
      const [first] = await codesOf()
      await gateway.advanceTo(gateway.clock.now() + 31 * dayMs)
      const expired = await accountIs(loginName, a => a.status === 'ACTIVATION_EXPIRED', 'the end of the code')
      accepted(await post('demo-help-centre', `/api/v1/desk/accounts/${expired.accountId}/activation-code`))
      const codes = await until(codesOf, all => all.length === 2, 'the second code')
      const body = { loginName, password: 'Correct-Horse-42', termsVersion: applied.form.termsVersion }
      const old = await applied.person.activate({ ...body, activationCode: first })
      expect(old.status).toBe(422)
      const second = codes.find(code => code !== first)
      accepted(await applied.person.activate({ ...body, activationCode: second }))
    })

    test('three months after its last case ended an account is de-activated, after notices by mail; a case that goes on keeps it (R16a, R16b, R16d, A13)', async () => {
      const number = n
      const holder = await registered()
      const { loginName, email } = holder
      await lodge(loginName, 'DCCJ 931/2023', 'ending', gateway.clock.now())
      await linked(holder, 1)
      await tell('CaseDisposed', 'judgment', {
        ...{ caseNumber: 'dccj 931/2023', court: null },
        disposedAt: gateway.clock.now(),
      })
      expect(await replyTo('judgment')).toMatchObject({ outcome: 'ACCEPTED', caseNumber: 'DCCJ 931/2023' })
      const scheduled = (account: Body) => account.deactivation !== null
      const { deactivation } = await accountIs(loginName, scheduled, 'an end ahead')
      const dueAt = Date.parse(String((deactivation as Body).dueAt))
      await gateway.advanceTo(dueAt - 29 * dayMs)
      await gateway.mail(email, /Your account will be de-activated/)
      await tell('CaseReopened', 'appeal', {
        ...{ caseNumber: 'DCCJ 931/2023', court: null },
        reopenedAt: gateway.clock.now(),
      })
      await gateway.mail(email, /Your account stays open/)
      await tell('CaseDisposed', 'dismissal', {
        ...{ caseNumber: 'DCCJ 931/2023', court: null },
        disposedAt: gateway.clock.now() + 1,
      })
      const again = await accountIs(loginName, scheduled, 'an end ahead again')
      await gateway.advanceTo(Date.parse(String((again.deactivation as Body).dueAt)) + minuteMs)
      await accountIs(loginName, account => account.status === 'DEACTIVATED', 'the end of the account')
      await gateway.mail(email, /has been de-activated/)
      expect((await holder.person.signIn(loginName, holder.password)).status).toBe(422)
      await appliesAgain(number, {})
    })

    test('an order of the court stops sending, and only sending, until it is lifted (R11)', async () => {
      const holder = await registered()
      const { loginName } = holder
      await lodge(loginName, 'DCCJ 941/2023', 'restricted', gateway.clock.now())
      await linked(holder, 1)
      const cases = async () => (await holder.person.cases()).body.cases as Body[]
      const order = { orderId: 'order-1', caseNumber: 'dccj 941/2023', loginName, accountId: null }
      await tell('OrderMade', 'order', { ...order, madeAt: gateway.clock.now() })
      expect(await replyTo('order')).toMatchObject({ outcome: 'ACCEPTED' })
      const stopped = { maySend: false, mayInspect: true, stoppedByOrder: true }
      await until(cases, ([one]) => one?.stoppedByOrder === true, 'that sending is stopped')
      expect(await cases()).toMatchObject([stopped])
      await tell('OrderLifted', 'order-over', { ...order, liftedAt: gateway.clock.now() })
      expect(await replyTo('order-over')).toMatchObject({ outcome: 'ACCEPTED' })
      await until(cases, ([one]) => one?.maySend === true, 'that sending is possible again')
      await tell('OrderMade', 'order-on-nobody', { ...order, loginName: 'ZZZZ-ZZZZ-Z', madeAt: gateway.clock.now() })
      expect(await replyTo('order-on-nobody')).toMatchObject({ outcome: 'REFUSED' })
    })

    test('cases opted for are linked or refused by court support staff, and their holder is told (R40a, R40c, R40d)', async () => {
      const cases = ['DCCJ 911/2023', 'DCCJ 912/2023'].map(caseNumber => ({ caseNumber, role: 'PLAINTIFF' }))
      const holder = await registered({ cases, optedCases: cases.map(c => c.caseNumber) })
      const support = await gateway.staff('demo-court-support')
      const waiting = async () =>
        ((await support.get('/api/v1/desk/cases/requests')).body.requests as Body[]).filter(r =>
          cases.some(c => c.caseNumber === r.caseNumber),
        )
      const requests = await until(waiting, all => all.length === 2, 'two requests')
      const pathOf = (caseNumber: string) => {
        const { caseId, requestId } = requests.find(r => r.caseNumber === caseNumber)!
        return `/api/v1/desk/cases/${caseId}/requests/${requestId}`
      }
      expect((await linked(holder, 0)).body.cases).toEqual([])
      accepted(await post('demo-court-support', `${pathOf('DCCJ 911/2023')}/link`, { role: 'PLAINTIFF' }))
      accepted(await post('demo-court-support', `${pathOf('DCCJ 912/2023')}/refusal`, { reasonCodes: ['NOT_A_PARTY'] }))
      await linked(holder, 1)
      await gateway.mail(holder.email, /linked to your account as you asked/)
      await gateway.mail(holder.email, /asked to be linked to your account has not been linked/)
    })

    test('termination ends sessions and links, and nothing is linked afterwards (R12, I5)', async () => {
      const holder = await registered()
      const { loginName, email, person, form } = holder
      const { caseNumber } = form.cases[0]!
      await lodge(loginName, caseNumber, 'before', gateway.clock.now())
      expect(await replyTo('before')).toMatchObject({ outcome: 'ACCEPTED' })
      await linked(holder, 1)
      const { accountId } = await found(loginName)
      const path = `/api/v1/desk/accounts/${accountId}/terminate`
      accepted(await post('demo-judiciary-administrator', path, { reasonCode: 'MISUSE' }))
      await until(
        () => person.me(),
        answer => answer.status === 401,
        'the end of the session',
      )
      await lodge(loginName, caseNumber, 'after', gateway.clock.now())
      expect(await replyTo('after')).toMatchObject({ outcome: 'REFUSED', reason: 'ACCOUNT_CLOSED' })
      const support = await gateway.staff('demo-court-support')
      const { body } = await support.get(`/api/v1/desk/cases?caseNumber=${encodeURIComponent(caseNumber)}`)
      const one = await until(
        () => support.get(`/api/v1/desk/cases/${body.caseId}`),
        answer => (answer.body.links as unknown[]).length === 0,
        'the end of the link',
      )
      expect((one.body.history as Body[]).map(entry => entry.event)).toContain('LinkEnded')
      await gateway.mail(email, /has been terminated/)
    })

    test('a closure declared while clocks run moves the working days, and no promised date (A1, R34a, R35b)', async () => {
      const [waiting, invited] = [await apply(gateway, n++), await apply(gateway, n++)]
      const vetting = await gateway.staff('demo-vetting')
      accepted(await vetting.approveForAuthentication(invited.applicationId))
      await gateway.mail(invited.email, /Come not later than/)
      const dueOf = async () => (await vetting.application(waiting.applicationId)).body.vettingDue as string
      const promised = async () => (await vetting.application(invited.applicationId)).body.attendBy as string
      const [dueBefore, promisedBefore] = [await dueOf(), await until(promised, Boolean, 'a promised date')]
      const day = new Date(Date.parse(dueBefore) + 8 * hourMs).toISOString().slice(0, 10)
      const closure = { day, reason: 'GALE_WARNING' }
      expect((await post('demo-administrator', '/api/v1/desk/reference/closure', closure)).status).toBe(201)
      const dueAfter = await until(dueOf, due => due !== dueBefore, 'a later end of the working days')
      expect(Date.parse(dueAfter)).toBeGreaterThan(Date.parse(dueBefore))
      expect(await promised()).toBe(promisedBefore)
    })

    test('nothing of it is a dead letter', async () => {
      expect((await gateway.operator().deadLetters()).deadLetters).toEqual([])
    })
  })
}
