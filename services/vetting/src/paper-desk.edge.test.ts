import { dayOf } from '@icms/schemas/calendar-day'
import { findMissingTexts } from '@icms/web/template-texts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPaperHost, desk, key, papersApi, typedFields } from './paper-host.ts'
import { paperPageMessages } from './paper-page-messages.ts'

let host: Awaited<ReturnType<typeof createPaperHost>>
beforeAll(async () => {
  host = await createPaperHost()
})
afterAll(() => host.stop())

const { 'compared?': _, ...notCompared } = typedFields
const signedToday = () => {
  const [year, month, day] = dayOf(host.clock.now()).split('-')
  return { 'signedOn@year': year!, 'signedOn@month': month!, 'signedOn@day': day! }
}

test('every text that the templates name is in the dictionary', () => {
  expect(findMissingTexts(new URL('../views/', import.meta.url), paperPageMessages)).toEqual([])
})

test('paper is on the worklist, and its pages are looked at larger and turned, without a script (R32b)', async () => {
  await host.faxed('fax-looked')
  const officer = await host.officer()
  const list = await officer.get('/desk/vetting/papers')
  expect(list.body).toContain('/desk/vetting/papers/fax-looked')
  const page = await officer.get(`${desk('fax-looked')}?page=2&zoom=200&turn=90`)
  expect(page.body).toContain('icms-paper__picture--200')
  expect(page.body).toContain('/pages/original/2?turn=90')
  const answer = await officer.get('/desk/vetting/papers/fax-looked/pages/original/2?turn=90')
  expect(answer.status).toBe(200)
  expect((await officer.get(desk('fax-looked', '/pages/original/9'))).status).toBe(404)
  expect((await officer.get(desk('nobody'))).status).toBe(404)
  // Whatever an address says was done, only what can be done is told.
  expect((await officer.get(`${desk('fax-looked')}?done=nonsense&page=x&zoom=7&turn=-1`)).status).toBe(200)
})

test('a form is typed in beside its page, checked by a second person, and is an application (R32b, A32)', async () => {
  await host.faxed('fax-typed')
  const officer = await host.officer()
  const form = await officer.get(desk('fax-typed', '/transcribe?lang=en'))
  const wrong = await officer.submit(form, { ...notCompared, 'identityDocument.number': 'A123456(4)' })
  expect(wrong.status).toBe(422)
  // Every mistake beside its field, and what was typed is kept.
  expect(wrong.body).toContain('href="#identityDocument-number"')
  expect(wrong.body).toContain('href="#signedOn"')
  expect(wrong.body).toContain('href="#compared"')
  expect(wrong.body).toContain('1 Example Street')
  const done = await officer.submit(wrong, { ...typedFields, ...signedToday() })
  expect(done.url).toMatch(/fax-typed\?done=PaperTyped$/)
  await host.paperBecomes('fax-typed', { status: 'CHECKING' })
  // Who typed it in is not offered to check it, and is refused.
  expect(done.body).not.toContain('/fax-typed/check')
  const reading = {
    name: { surnameEn: 'Chan', givenNameEn: 'Tai Man' },
    identityDocument: { kind: 'HKID', number: 'A123456(3)' },
  }
  const own = await officer.json('POST', `${papersApi}/fax-typed/check`, reading, key('own'))
  expect([own.status, JSON.parse(own.body).reason]).toEqual([409, 'SAME_PERSON'])

  const second = await secondOfficer()
  const check = await second.get(desk('fax-typed', '/check?lang=en'))
  expect(check.body).not.toContain('A123456(3)"')
  await second.submit(check, {
    'name.surnameEn': 'Chan',
    'name.givenNameEn': 'Tai Man',
    'identityDocument.kind': 'HKID',
    'identityDocument.number': 'A123456(3)',
  })
  await host.paperBecomes('fax-typed', { status: 'ASSIGNED' })
  const { applicationId } = await paperRow('fax-typed')
  await host.becomes(applicationId, { status: 'VETTING' })
  const application = await officer.get(`/desk/vetting/${applicationId}?lang=en`)
  expect(application.body).toContain('/desk/vetting/papers/fax-typed')
  // Without an address of mail nobody can be invited (R34b).
  const refused = await officer.json(
    'POST',
    `/api/v1/vetting/applications/${applicationId}/approval-for-authentication`,
    { note: 'x' },
    key('invite'),
  )
  expect([refused.status, JSON.parse(refused.body).reason]).toEqual([409, 'EMAIL_MISSING'])
})

test('to look at another page of the paper loses nothing that was typed', async () => {
  await host.faxed('fax-kept')
  const officer = await host.officer()
  const form = await officer.get(desk('fax-kept', '/transcribe?lang=en'))
  const turned = await officer.submit(form, { 'name.surnameEn': 'Wong', _show: 'page=2&zoom=150&turn=180' })
  expect(turned.status).toBe(200)
  expect(turned.body).toContain('value="Wong"')
  expect(turned.body).toContain('/pages/original/2?turn=180')
  expect(turned.body).not.toContain('govuk-error-summary')
})

test('what a machine read is filled in, with how sure it was, and is not taken before a person compared it (R32b)', async () => {
  const field = (name: string, value: string, confidence: number) => ({ name, value, confidence, page: 1 })
  await host.faxed('fax-read', [3], {
    fields: [
      field('name.surnameEn', 'LEE', 0.62),
      field('dateOfBirth', '1980-05-17', 0.9),
      field('declarationMade', 'true', 0.5),
    ],
  })
  const officer = await host.officer()
  const form = await officer.get(desk('fax-read', '/transcribe?lang=en'))
  expect(form.body).toContain('value="LEE"')
  expect(form.body).toContain('62 % sure. Not confirmed.')
  expect(form.body).toMatch(/name="dateOfBirth@year"[^>]*value="1980"/)
})

test('whoever has a live application is told so before the form becomes another one (A31)', async () => {
  await host.faxed('fax-first', [11])
  await host.faxed('fax-again', [12])
  const officer = await host.officer()
  const person = { ...typedFields, ...signedToday(), 'identityDocument.number': 'G123456(A)' }
  const body = (more: object) => ({
    ...jsonForm('G123456(A)'),
    ...more,
  })
  expect((await officer.json('POST', `${papersApi}/fax-first/transcription`, body({}), key('first'))).status).toBe(200)
  const second = await secondOfficer()
  const reading = {
    name: { surnameEn: 'Chan', givenNameEn: 'Tai Man' },
    identityDocument: { kind: 'HKID', number: 'G123456(A)' },
  }
  await second.json('POST', `${papersApi}/fax-first/check`, reading, key('check-first'))
  await host.paperBecomes('fax-first', { status: 'ASSIGNED' })
  const { applicationId } = await paperRow('fax-first')
  await host.becomes(applicationId, { status: 'VETTING' })

  const form = await officer.get(desk('fax-again', '/transcribe?lang=en'))
  const told = await officer.submit(form, person)
  expect(told.status).toBe(409)
  expect(told.body).toContain(`/fax-again/join?reference=${applicationId}`)
  const join = await officer.get(desk('fax-again', `/join?reference=${applicationId}`))
  await officer.submit(join, {})
  await host.paperBecomes('fax-again', { status: 'ASSIGNED', applicationId })
  await host.becomes(applicationId, { papers: [{ paperId: 'fax-first' }, { paperId: 'fax-again' }] })
})

test('paper whose application was refused as a second one is offered to the first (A31)', async () => {
  await host.faxed('fax-twice', [21])
  const officer = await host.officer()
  const again = { ...jsonForm('G123456(A)'), evenSo: true }
  await officer.json('POST', `${papersApi}/fax-twice/transcription`, again, key('twice'))
  const second = await secondOfficer()
  const reading = {
    name: { surnameEn: 'Chan', givenNameEn: 'Tai Man' },
    identityDocument: { kind: 'HKID', number: 'G123456(A)' },
  }
  await second.json('POST', `${papersApi}/fax-twice/check`, reading, key('check-twice'))
  await host.paperBecomes('fax-twice', { status: 'ASSIGNED', isDecided: true })
  const page = await officer.get(`${desk('fax-twice')}?lang=en`)
  expect(page.body).toContain('the same person has a live one')
  expect(page.body).toContain('/fax-twice/join?reference=')
})

const jsonForm = (number: string) => ({
  ...{ name: { surnameEn: 'Chan', givenNameEn: 'Tai Man' }, identityDocument: { kind: 'HKID', number } },
  address: { lines: ['1 Example Street'], district: 'WAN_CHAI', country: 'HK' },
  ...{ phone: '21234567', preferredLanguage: 'EN', eligibility: 'PROSPECTIVE', actingInPerson: true },
  ...{ declarationMade: true, termsAccepted: true, personalDataConsent: true, compared: true },
  ...{ signature: 'Chan Tai Man', signedOn: dayOf(host.clock.now()) },
})

/** Another person than who typed it in. */
const secondOfficer = () => host.staffBrowser('demo-vetting-2')

async function paperRow(paperId: string) {
  const answer = await host.context.backbone.readSide.get('vetting', 'papers', paperId)
  // biome-ignore lint/suspicious/noExplicitAny: a row of a test
  return (answer.state === 'ready' ? answer.found?.data : undefined) as any
}
