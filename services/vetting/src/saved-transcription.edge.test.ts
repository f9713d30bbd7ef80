import { dayOf } from '@icms/schemas/calendar-day'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPaperHost, desk, key, papersApi, typedFields } from './paper-host.ts'

let host: Awaited<ReturnType<typeof createPaperHost>>
beforeAll(async () => {
  host = await createPaperHost()
})
afterAll(() => host.stop())

const save = { _do: 'save' }
const secondOfficer = () => host.staffBrowser('demo-vetting-2')

test('a clerk saves half-way and another goes on, on pages without a script; nothing is confirmed by it (R32b)', async () => {
  await host.faxed('fax-half', [1])
  const officer = await host.officer()
  const form = await officer.get(desk('fax-half', '/transcribe?lang=en'))
  const half = {
    ...{ 'name.surnameEn': 'Chan', 'identityDocument.number': 'A1234', 'dateOfBirth@month': '13', 'compared?': 'yes' },
    ...{ 'cases.0.caseNumber': 'DCPI 1', 'declarationMade?': 'yes' },
  }
  const done = await officer.submit(form, { ...half, ...save })
  expect(done.url).toMatch(/fax-half\?done=TranscriptionSaved$/)
  expect(done.body).toContain('Go on typing in the form')
  await host.paperBecomes('fax-half', { status: 'UNASSIGNED' })
  expect((await officer.get('/desk/vetting/papers?lang=en')).body).toContain('Typing begun')

  const second = await secondOfficer()
  const again = await second.get(desk('fax-half', '/transcribe?lang=zh'))
  expect(again.body).toContain('尚未確定')
  for (const value of ['A1234', 'DCPI 1', '13']) expect(again.body).toContain(`value="${value}"`)
  expect(again.body).toMatch(/name="declarationMade\?"[^>]*checked/)
  // To have compared it is for each to say.
  expect(again.body).not.toMatch(/name="compared\?"[^>]*checked/)
})

test('of two at once the second is told whose is saved, keeps what was typed, and says which is to stay (R32b)', async () => {
  await host.faxed('fax-two', [2])
  const officer = await host.officer()
  const second = await secondOfficer()
  const mine = await officer.get(desk('fax-two', '/transcribe?lang=en'))
  const theirs = await second.get(desk('fax-two', '/transcribe?lang=en'))
  await officer.submit(mine, { 'name.surnameEn': 'First', ...save })
  const told = await second.submit(theirs, { 'name.surnameEn': 'Other', ...save })
  expect(told.status).toBe(409)
  expect(told.body).toContain('demo-vetting saved this paper')
  expect(told.body).toContain('value="Other"')
  // Without a word about it nothing is overwritten, however often it is sent.
  const still = await second.submit(told, { 'name.surnameEn': 'Other', ...save })
  expect(still.status).toBe(409)
  const done = await second.submit(still, { 'name.surnameEn': 'Other', 'overSaved?': 'yes', ...save })
  expect(done.url).toMatch(/done=TranscriptionSaved$/)
  const shown = JSON.parse((await officer.json('GET', `${papersApi}/fax-two`)).body)
  expect(shown.saved).toMatchObject({ by: 'demo-vetting-2', form: { name: { surnameEn: 'Other' } } })

  // The same where the form is sent, and as JSON.
  const form = { name: { surnameEn: 'Third' } }
  const path = `${papersApi}/fax-two/saved-transcription`
  const late = await officer.json('POST', path, form, key('late'))
  expect([late.status, JSON.parse(late.body).reason]).toEqual([409, 'SAVED_MEANWHILE'])
  const { savedId } = shown.saved
  const right = await officer.json('POST', path, { ...form, basedOn: savedId }, key('right'))
  expect([right.status, JSON.parse(right.body).done]).toEqual([200, 'TranscriptionSaved'])

  const [year, month, day] = dayOf(host.clock.now()).split('-')
  const whole = { ...typedFields, 'signedOn@year': year!, 'signedOn@month': month!, 'signedOn@day': day! }
  const sent = await second.submit(theirs, whole)
  expect(sent.status).toBe(409)
  expect(sent.body).toContain('demo-vetting saved this paper')
  const taken = await second.submit(sent, { ...whole, 'overSaved?': 'yes' })
  expect(taken.url).toMatch(/done=PaperTyped$/)
  expect(taken.body).not.toContain('Third')
})

test('what is saved can be anything a form can say, and marks up nothing', async () => {
  await host.faxed('fax-odd', [3])
  const officer = await host.officer()
  const odd = { ...typedFields, 'name.surnameEn': '"><script>alert(1)</script>', phone: '' }
  await officer.submit(await officer.get(desk('fax-odd', '/transcribe?lang=en')), { ...odd, ...save })
  const again = await officer.get(desk('fax-odd', '/transcribe?lang=en'))
  expect(again.body).not.toContain('<script>alert')
  const { savedId } = JSON.parse((await officer.json('GET', `${papersApi}/fax-odd`)).body).saved
  const long = { basedOn: savedId, phone: '1'.repeat(9_000), reasons: '2'.repeat(9_999), fax: '3'.repeat(9_000) }
  const kept = await officer.json('POST', `${papersApi}/fax-odd/saved-transcription`, long, key('odd'))
  expect(kept.status).toBe(200)
})
