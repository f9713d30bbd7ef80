import { groupReference } from '@icms/schemas/application-reference'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { api, createIntakeHost, email, form, type IntakeHost, key } from './intake-host.ts'

let host: IntakeHost
beforeAll(async () => {
  host = await createIntakeHost()
})
afterAll(() => host.stop())

test('a form is submitted as JSON, in canonical form, and answered with its reference (R32a)', async () => {
  const terms = await host.newBrowser().json('GET', `${api}/form`)
  expect(JSON.parse(terms.body)).toMatchObject({ termsVersion: '2023-01' })
  const applicationId = await host.submitted('json')
  expect(applicationId).toMatch(/^[0-9a-z]{26}$/)
  const said: unknown[] = []
  for await (const record of host.context.backbone.read('intake-web.events.v1'))
    if (record.key === applicationId) said.push(host.context.backbone.codec.decode(record.value!))
  expect(said).toMatchObject([
    {
      personId: expect.stringMatching(/^person-[0-9a-f]{32}$/),
      form: { channel: 'ONLINE', identityDocument: { number: 'A123456(3)' }, cases: [{ caseNumber: 'DCPI 123/2023' }] },
    },
  ])
})

test('a repeat is the same application, another form under its key is refused', async () => {
  const browser = host.newBrowser()
  const proven = { ...form, emailProof: await host.newCodeFor(email) }
  const first = await browser.json('POST', api, proven, key('repeat'))
  const again = await browser.json('POST', api, proven, key('repeat'))
  expect([again.status, again.body]).toEqual([201, first.body])
  const other = await browser.json('POST', api, { ...proven, phone: '9123 4568' }, key('repeat'))
  expect(other.status).toBe(409)
})

test('every mistake is named at once, with where it is', async () => {
  const wrong = {
    ...form,
    identityDocument: { kind: 'HKID', number: 'A123456(4)' },
    email: 'a@example.com\r\nBcc: b@example.com',
    cases: [{ caseNumber: 'XXYY 1/2023', role: 'PLAINTIFF' }],
    dateOfBirth: '2000-02-30',
    declarationMade: false,
    termsVersion: '1999-01',
  }
  const answer = await host.newBrowser().json('POST', api, wrong, key('wrong'))
  expect(answer.status).toBe(422)
  expect(JSON.parse(answer.body).errors.map((e: { path: string; code: string }) => `${e.path} ${e.code}`)).toEqual([
    'identityDocument.number HKID_CHECK_DIGIT',
    'dateOfBirth DATE_FORM',
    expect.stringMatching(/^email /),
    'cases.0.caseNumber CASE_PREFIX_UNKNOWN',
    'declarationMade MUST_BE_TRUE',
    'termsVersion TERMS_NOT_CURRENT',
    'emailProof MISSING',
  ])
})

test('JSON of the wrong shape is refused before it is looked at', async () => {
  const browser = host.newBrowser()
  const wrong = await browser.json('POST', api, { ...form, name: 'Chan', channel: 'FAX', cases: {} }, key('shape'))
  expect(wrong.status).toBe(400)
  expect(
    JSON.parse(wrong.body)
      .errors.map((e: { path: string }) => e.path)
      .sort(),
  ).toEqual(['cases', 'channel', 'name'])
  expect((await browser.json('POST', api, form)).status).toBe(400)
  const foreign = await browser.json('POST', api, form, { ...key('site'), origin: 'https://elsewhere.example' })
  expect(foreign.status).toBe(403)
})

test('the status is told to who has reference and email, and to nobody else', async () => {
  const applicationId = await host.submitted('status')
  const ask = async (body: object) => {
    const { status, body: text } = await host.newBrowser().json('POST', `${api}/status`, body)
    return { status, ...JSON.parse(text) }
  }
  expect(await ask({ applicationId, email: 'Siu.Ming@EXAMPLE.com' })).toMatchObject({ status: 'RECEIVED', bring: [] })
  host.vettingStates(applicationId, 'AUTH_PENDING', { deadline: Date.parse('2026-12-23T15:59:59.999Z') })
  expect(await ask({ applicationId: groupReference(applicationId), email })).toMatchObject({
    status: 'AUTH_PENDING',
    attendBy: '2026-12-23T15:59:59.999Z',
    bring: ['HKID', 'NOTICE_OF_PROCEEDING'],
  })
  const { instance: _, ...wrongEmail } = await ask({ applicationId, email: 'other@example.com' })
  const { instance: __, ...wrongReference } = await ask({ applicationId: '0'.repeat(26), email })
  const { instance: ___, ...noReference } = await ask({ applicationId: '../x', email })
  expect(wrongEmail.status).toBe(404)
  expect([wrongReference, noReference]).toEqual([wrongEmail, wrongEmail])
})

test('whether a person has an application or an account is not told to who typed in the number (A31)', async () => {
  const applicationId = await host.submitted('known')
  host.vettingStates(applicationId, 'REJECTED', {
    reasons: [{ code: 'ALREADY_REGISTERED', textEn: null, textZh: null }],
  })
  const { body } = await host.newBrowser().json('POST', `${api}/status`, { applicationId, email })
  expect(JSON.parse(body).reasons).toMatchObject([{ code: 'DUPLICATE_APPLICATION' }])
})

test('nothing personal is in the log', async () => {
  await host.submitted('log')
  expect(host.logged()).not.toMatch(/siu\.ming|A123456|91234567|Chan/)
})
