import { afterAll, expect, test } from 'vitest'
import { samplePages } from '../sample/edge.ts'
import { createTestServer } from './test-server.ts'

const { server, newBrowser } = await createTestServer(server => server.register(samplePages, { prefix: '/sample' }))
afterAll(() => server.close())

const filled = {
  'name.surnameEn': 'CHAN',
  phone: '２１２３ ４５６７',
  'address.lines.0': 'Flat A, 1/F',
  'address.district': 'WAN_CHAI',
  'address.country': 'HK',
  'cases.1.caseNumber': 'dcpi 0123/2023',
  language: 'EN',
  question: 'When?',
  'consent?': 'yes',
}

const send = async (fields: Record<string, string>, language = 'en') => {
  const browser = newBrowser()
  return browser.submit(await browser.get(`/sample/enquiry?lang=${language}`), fields)
}

test('a page is in the language chosen, and stays in it', async () => {
  const browser = newBrowser()
  expect((await browser.get('/sample/enquiry')).body).toMatch(/<html lang="en-HK".*<h1[^>]*>Ask the Help Centre/s)
  const chinese = await browser.get('/sample/enquiry?lang=zh&page=2')
  expect(chinese.body).toMatch(/<html lang="zh-Hant-HK".*綜合法院案件管理系統 註冊.*<h1[^>]*>向支援中心查詢/s)
  expect(chinese.body).toContain('href="/sample/enquiry?lang=en&amp;page=2"')
  expect((await browser.get('/sample/enquiry')).body).toContain('lang="zh-Hant-HK"')
})

test('a form in order is taken, full-width digits included, and answered in Hong Kong time', async () => {
  const answer = await send(filled)
  expect(answer.status).toBe(200)
  expect(answer.body).toContain('Enquiry received at 23 November 2026, 9:30 am')
  expect((await send(filled, 'zh')).body).toContain('已於2026年11月23日 上午9時30分收到查詢')
})

test.each([
  ['en', 'There is a problem', 'Surname in English: this needs an answer', 'Error: Ask the Help Centre'],
  ['zh', '提交的資料有誤', '英文姓氏：此項必須填寫或選擇', '錯誤：向支援中心查詢'],
])(
  'every mistake is summed at the top and shown beside its field (%s)',
  async (language, title, mistake, pageTitle) => {
    const { status, body } = await send({ 'cases.1.caseNumber': 'XXXX 1/2023' }, language)
    expect(status).toBe(422)
    expect(body).toContain(`<title>${pageTitle}`)
    expect(body).toMatch(new RegExp(`govuk-error-summary__title">\\s*${title}`))
    expect(body.split(mistake)).toHaveLength(3)
    const hrefs = [...body.matchAll(/<a href="#([^"]+)">/g)].map(([, id]) => id)
    expect(hrefs).toEqual([
      'name-surnameEn',
      'phone',
      'address-lines',
      'address-country',
      'cases-0-caseNumber',
      'language',
      'question',
      'consent',
    ])
    for (const id of hrefs) expect(body).toContain(`id="${id}"`)
  },
)

test('what was typed comes back, and is text whatever it says', async () => {
  const attack = `"><script>alert(1)</script><img src=x onerror='alert(1)'>{{1234567*7654321}}`
  const { body } = await send({ ...filled, 'name.surnameEn': attack, question: `</textarea>${attack}`, phone: attack })
  expect(body).not.toMatch(/<script>alert|<img src=x|<\/textarea>"|9449772114007/)
  expect(body).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;')
  expect((await send({ ...filled, question: attack })).body).toContain('&lt;img src=x')
})

test('dates, choices and boxes come back as they were left', async () => {
  const { body } = await send({
    ...filled,
    phone: '',
    'dateOfBirth@day': '31',
    'dateOfBirth@month': '2',
    'dateOfBirth@year': '1990',
    'topics[]': 'CASES',
  })
  expect(body).toMatch(/name="dateOfBirth@year"[^>]* value="1990"/)
  expect(body).toMatch(/<option value="WAN_CHAI" selected>/)
  expect(body).toMatch(/value="CASES" checked/)
  expect(body).toMatch(/name="consent\?"[^>]* checked/)
  expect(body).toMatch(/id="dateOfBirth"/)
})

test('pages need no script: what is loaded is ours, and nothing is inline', async () => {
  const { body } = await newBrowser().get('/sample/enquiry')
  expect([...body.matchAll(/<script[^>]*>/g)].map(([tag]) => tag)).toEqual([
    expect.stringMatching(/^<script type="module" src="\/assets\/[\w-]{12}\/enhance\.js">$/),
  ])
  expect(body).not.toMatch(/\sstyle="|\son\w+="|<style/)
  expect(body).toMatch(/<form method="post" novalidate>/)
})

test('the link to the other language never leaves this site', async () => {
  const answer = await server.inject({ url: '//evil.example/x', headers: { accept: 'text/html' } })
  expect(answer.statusCode).toBe(404)
  expect(answer.body).not.toMatch(/href="(https?:)?\/\/evil/)
})

test.each([
  [undefined, 'en'],
  ['zh-TW,zh;q=0.9,en;q=0.8', 'zh'],
  ['fr, en;q=0.3, zh;q=0.9', 'zh'],
  ['en-GB', 'en'],
  ['zh;q=0', 'en'],
  ['x'.repeat(5_000), 'en'],
])('a browser that prefers %s gets %s', async (preference, language) => {
  const headers = preference ? { 'accept-language': preference } : {}
  const { body } = await server.inject({ url: '/sample/enquiry', headers })
  expect(body).toContain(language === 'zh' ? 'lang="zh-Hant-HK" class' : 'lang="en-HK" class')
})
