import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createPaperHost, desk, key, papersApi } from './paper-host.ts'

let host: Awaited<ReturnType<typeof createPaperHost>>
beforeAll(async () => {
  host = await createPaperHost()
})
afterAll(() => host.stop())

const reasons = { as: 'NOT_FOR_US', 'reasonCodes[]': 'OTHER_OFFICE' }
const sender = {
  'sender.name': 'Wong & Partners',
  'sender.address.lines.0': 'Room 5, 8/F',
  'sender.address.district': 'WAN_CHAI',
  'sender.address.country': 'HK',
  'sender.language': 'EN',
}

test('whoever dismisses paper types in who sent it, on a page without a script; that is on the paper’s page (R32b)', async () => {
  await host.faxed('fax-answered', [41, 42])
  const officer = await host.officer()
  const form = await officer.get(desk('fax-answered', '/dismiss?lang=en'))
  const { 'sender.name': _, 'sender.language': __, ...half } = sender
  const wrong = await officer.submit(form, { ...reasons, ...half, 'sender.email': 'nobody' })
  expect(wrong.status).toBe(422)
  for (const said of [
    'href="#sender-name"',
    'href="#sender-email"',
    'href="#sender-language"',
    'Choose the language that comes first in the answer',
    'value="Room 5, 8/F"',
  ])
    expect(wrong.body).toContain(said)
  const done = await officer.submit(wrong, { ...reasons, ...sender, 'sender.email': '' })
  expect(done.url).toMatch(/fax-answered\?done=PaperDismissed$/)
  await host.paperBecomes('fax-answered', { status: 'NOT_FOR_US', answer: { pages: 2 } })
  const page = await officer.get(`${desk('fax-answered')}?lang=en`)
  for (const said of ['By letter, to', 'Wong &amp; Partners', 'Room 5, 8/F']) expect(page.body).toContain(said)
  expect((await officer.get(`${desk('fax-answered')}?lang=zh`)).body).toContain('以信件寄往')
})

test('an address of neither kind, or a sender nobody answers, is refused in plain words', async () => {
  await host.faxed('fax-refused', [43])
  const officer = await host.officer()
  const form = await officer.get(desk('fax-refused', '/dismiss?lang=en'))
  const nowhere = await officer.submit(form, { ...reasons, 'sender.name': 'Wong', 'sender.language': 'EN' })
  expect(nowhere.body).toContain('give a postal address or an email address, or leave the answer empty')
  const advertising = { as: 'NOT_FOR_US', 'reasonCodes[]': 'ADVERTISEMENT' }
  const unwanted = await officer.submit(nowhere, { ...advertising, ...sender })
  expect(unwanted.status).toBe(422)
  expect(unwanted.body).toContain('for these reasons nobody is answered; leave it empty')
  expect(unwanted.body).toContain('href="#sender"')
})

test('as JSON the same, by mail where there is an address of mail; it shows how it stands with the answer', async () => {
  await host.faxed('fax-json', [44])
  await host.faxed('fax-silent', [45])
  await host.faxed('fax-test', [46])
  const officer = await host.officer()
  const post = async (paperId: string, body: object) => {
    const { status, body: text } = await officer.json('POST', `${papersApi}/${paperId}/dismiss`, body, key(paperId))
    return { status, body: JSON.parse(text) }
  }
  const wrong = await post('fax-json', { as: 'UNREADABLE', reasonCodes: ['TOO_DARK'], sender: { name: 'Wong' } })
  expect([wrong.status, JSON.stringify(wrong.body)]).toEqual([422, expect.stringContaining('sender.address.lines')])
  const mailed = { name: 'Wong', email: 'wong@example.com', language: 'ZH_HANT' }
  const dark = { as: 'UNREADABLE', reasonCodes: ['TOO_DARK'], sender: mailed }
  expect((await post('fax-json', dark)).status).toBe(200)
  expect((await post('fax-silent', { as: 'UNREADABLE', reasonCodes: ['TOO_DARK'] })).status).toBe(200)
  expect((await post('fax-test', { as: 'NOT_FOR_US', reasonCodes: ['TEST_PAGE'] })).status).toBe(200)
  const read = async (paperId: string) => JSON.parse((await officer.json('GET', `${papersApi}/${paperId}`)).body)
  await vi.waitFor(async () =>
    expect(await read('fax-json')).toMatchObject({
      answer: { ...mailed, address: null },
      ...{ answerStanding: 'MAIL', notices: [] },
    }),
  )
  await vi.waitFor(async () =>
    expect(await read('fax-silent')).toMatchObject({ answer: null, answerStanding: 'NO_ADDRESS' }),
  )
  await vi.waitFor(async () => expect(await read('fax-test')).toMatchObject({ answerStanding: 'NOT_DUE' }))
  expect((await officer.get(`${desk('fax-json')}?lang=en`)).body).toContain('wong@example.com')
  expect((await officer.get(`${desk('fax-silent')}?lang=en`)).body).toContain('No answer: no address')
  expect((await officer.get(`${desk('fax-test')}?lang=zh`)).body).toContain('有關理由無須回覆')
})
