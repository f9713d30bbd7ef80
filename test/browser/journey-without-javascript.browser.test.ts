import { annexB, filing } from '@icms/deploy/demo/forms'
import { until } from '@icms/deploy/demo/people'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../journeys/gateway.ts'
import { fillAnnexB, typedFields } from './annex-b-page.ts'
import { type Browser, click, openWindow, type Page, press, signInStaff, startBrowser } from './chromium.ts'

let gateway: Gateway
let browser: Browser
beforeAll(async () => {
  ;[gateway, browser] = await Promise.all([startGateway(), startBrowser()])
})
afterAll(() => Promise.all([browser?.close(), gateway?.stop()]))

const openPage = async () =>
  (await openWindow(browser, gateway.origin, { javaScriptEnabled: false })).newPage() as Promise<Page>

const staffPage = async (staffId: string, path: string) => {
  const page = await openPage()
  await signInStaff(page, staffId, path)
  return page
}

const reloadUntil = (page: Page, selector: string) =>
  until(
    async () => {
      await page.waitForLoadState()
      await page.goto(page.url())
      return page.locator(selector).count()
    },
    Boolean,
    `${selector} on ${page.url()}`,
  )

const password = 'Correct-Horse-42'

test('a person registers and a filing links the account, by pages alone and without JavaScript (R32a, R34–R36, R40e)', async () => {
  const form = annexB(410_001, await gateway.applicant().termsVersion())
  const { caseNumber } = form.cases[0]!
  const applicant = await openPage()

  await applicant.goto('/')
  await click(applicant, 'a[href="/apply"]')
  await click(applicant, 'a[href="/apply/form"]')
  const wrong = {
    ...form,
    identityDocument: { kind: 'HKID', number: 'A123456(4)' },
    dateOfBirth: '1985-02-31',
    phone: '123',
    email: 'nobody',
    cases: [{ caseNumber: 'XYZ 12/2023', role: 'PLAINTIFF' }],
  }
  await fillAnnexB(applicant, wrong)
  await applicant.uncheck('input[name="declarationMade?"]')
  await press(applicant)

  const named = await applicant
    .locator('.govuk-error-summary__list a')
    .evaluateAll(links => links.map(link => link.getAttribute('href')))
  expect(named.toSorted()).toEqual([
    '#cases-0-caseNumber',
    '#dateOfBirth',
    '#declarationMade',
    '#email',
    '#identityDocument-number',
    '#phone',
  ])
  for (const id of named) {
    const summed = await applicant.textContent(`.govuk-error-summary a[href="${id}"]`)
    const beside = applicant.locator(`.govuk-form-group--error:has(${id}) .govuk-error-message`).last()
    expect(await beside.textContent(), `beside ${id}`).toContain(summed!.trim())
  }
  for (const [name, value] of Object.entries(typedFields(wrong)))
    expect(await applicant.inputValue(`[name="${name}"]`), `${name} is kept`).toBe(value)
  expect(await applicant.isChecked('input[name=eligibility][value=ONGOING]')).toBe(true)
  expect(await applicant.isChecked('input[name="declarationMade?"]')).toBe(false)

  await fillAnnexB(applicant, form)
  await press(applicant)
  await applicant.fill('[name=emailProof]', await gateway.emailCode(form.email))
  await press(applicant)
  await reloadUntil(applicant, '.govuk-panel')
  expect(applicant.url()).toContain('/apply/received/')
  const applicationId = applicant.url().split('/').at(-1)!
  expect(await applicant.textContent('.icms-reference')).toMatch(/\S{4}/)
  await click(applicant, 'main a[href="/apply/status"]')
  expect(await applicant.locator('h1').count()).toBe(1)

  const officer = await staffPage('demo-vetting', '/desk/vetting')
  await click(officer, `a[href="/desk/vetting/${applicationId}"]`)
  expect(await officer.textContent('main')).toContain(caseNumber)
  for (const item of await officer.locator('input[name="checked[]"]').all()) await item.check()
  await click(officer, 'form[action$="/approve-for-authentication"] .govuk-button')
  expect(await officer.locator('.govuk-notification-banner--success').count()).toBe(1)

  const helpCentre = await staffPage('demo-help-centre', '/desk/identity')
  await reloadUntil(helpCentre, `a[href="/desk/identity/${applicationId}"]`)
  await click(helpCentre, `a[href="/desk/identity/${applicationId}"]`)
  await helpCentre.check('input[name="documentsSeen[]"][value=HKID]')
  await helpCentre.check('input[name="documentsSeen[]"][value=NOTICE_OF_PROCEEDING]')
  await press(helpCentre)
  expect(await helpCentre.locator('.govuk-notification-banner--success').count()).toBe(1)

  const administrator = await staffPage('demo-judiciary-administrator', '/desk/vetting')
  await reloadUntil(administrator, `a[href="/desk/vetting/${applicationId}"]`)
  await click(administrator, `a[href="/desk/vetting/${applicationId}"]`)
  await click(administrator, 'form[action$="/approve"] .govuk-button')
  expect(await administrator.locator('.govuk-notification-banner--success').count()).toBe(1)

  const mailbox = await staffPage('demo-operations-personal-data', '/mail')
  const read = async (line: RegExp) => {
    await gateway.mail(form.email, line)
    await mailbox.goto('/mail')
    const places = await mailbox.locator('tbody a').evaluateAll(links => links.map(link => link.getAttribute('href')!))
    for (const place of places) {
      await mailbox.goto(place)
      const found = line.exec((await mailbox.textContent('.icms-text'))!)
      if (found && (await mailbox.textContent('main'))!.includes(form.email)) return found[1]!.trim()
    }
    throw new Error(`no mail at /mail says ${line}`)
  }
  const loginName = await read(/Login name: +(.+)/)
  const activationCode = await read(/Activation code: +(.+)/)

  await applicant.goto('/account/activate')
  await applicant.fill('[name=loginName]', loginName)
  await applicant.fill('[name=activationCode]', activationCode)
  await applicant.fill('[name=password]', password)
  await applicant.fill('[name=passwordAgain]', password)
  await applicant.check('input[name=termsVersion]')
  await press(applicant)
  expect(applicant.url()).toContain('/account/sign-in?notice=activated')
  await applicant.fill('[name=loginName]', loginName)
  await applicant.fill('[name=password]', password)
  await press(applicant)
  expect(await applicant.textContent('main')).toContain(loginName)

  const data = filing(loginName, caseNumber, gateway.clock.now())
  const lodged = { type: 'FilingLodged', key: 'journey-by-pages', id: 'journey-by-pages', source: '/court/dc', data }
  await gateway.operator().publish('court.filings.v1', [lodged])
  await click(applicant, 'main a[href="/cases"]')
  await reloadUntil(applicant, 'main table')
  expect(await applicant.textContent('main table')).toContain(caseNumber)

  await click(applicant, 'form[action="/account/sign-out"] button')
  await applicant.goto('/cases')
  expect(applicant.url()).toContain('/account/sign-in')
})
