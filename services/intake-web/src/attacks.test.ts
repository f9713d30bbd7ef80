import { afterEach, beforeEach, expect, test } from 'vitest'
import { api, createIntakeHost, email, form, type IntakeHost, key, pageFields } from './intake-host.ts'

const script = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}'
let host: IntakeHost
beforeEach(async () => {
  host = await createIntakeHost()
})
afterEach(() => host.stop())

test('another’s reference tells nothing, and who tries many is stopped', async () => {
  const applicationId = await host.submitted('victim')
  const statuses = new Map<number, number>()
  for (let n = 0; n < 105; n += 1) {
    const guess = n === 0 ? applicationId : String(n).padStart(26, '0')
    const { status } = await host.newBrowser('10.9.9.9').json('POST', `${api}/status`, {
      applicationId: guess,
      email: 'thief@example.com',
    })
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
  }
  expect([...statuses]).toEqual([
    [404, 100],
    [429, 5],
  ])
})

test('codes that are guessed from one place are stopped over all addresses', async () => {
  const statuses = new Set<number>()
  for (let n = 0; n < 101; n += 1) {
    const guess = { ...form, email: `victim-${n}@example.com`, emailProof: 'AAAA-AAAA' }
    statuses.add((await host.newBrowser('10.9.9.8').json('POST', api, guess, key(`guess-${n}`))).status)
  }
  expect([...statuses]).toEqual([422, 429])
})

test('a session that was planted is not the one in which an application is opened', async () => {
  const browser = host.newBrowser()
  const asked = await browser.submit(await browser.get('/apply/form'), pageFields)
  const planted = new Map(browser.cookies)
  const received = await browser.submit(asked, { emailProof: await host.codeFor(email) })
  expect(received.url).toContain('/apply/received/')
  const thief = host.newBrowser()
  for (const [name, value] of planted) thief.cookies.set(name, value)
  expect((await thief.get('/apply/status')).body).not.toContain('icms-reference')
  expect((await thief.get(new URL(received.url).pathname)).url).toMatch(/\/apply\/status$/)
})

test('script in every field is shown as text: on the form, beside the code, saved, and gone on with', async () => {
  const browser = host.newBrowser()
  const hostile = Object.fromEntries(
    [...Object.keys(pageFields), 'salutation', 'reasons', 'rightOfAudience', 'fax', 'personalRepresentative.phone']
      .filter(name => !name.endsWith('?'))
      .map(name => [name, script]),
  )
  const saved = { ...hostile, email }
  const pages = [
    await browser.submit(await browser.get('/apply/form'), hostile),
    await browser.submit(await browser.get('/apply/form'), { ...saved, _do: 'save' }),
  ]
  pages.push(
    await browser.submit(pages[1]!, { emailProof: await host.codeFor(email) }),
    await browser.get('/apply/form'),
  )
  expect(pages.map(page => page.status)).toEqual([422, 200, 200, 200])
  for (const { body } of pages) expect(body).not.toMatch(/<script>|<img src=x|>49</)
  expect(pages[3]!.body).toContain('&lt;script&gt;')
})

test('oversized everything is refused without harm: body, fields, a text, a saved form', async () => {
  const browser = host.newBrowser()
  const emailProof = await host.newCodeFor(email)
  const huge = await browser.json('POST', api, { ...form, reasons: 'x'.repeat(300_000) }, key('huge'))
  expect(huge.status).toBe(413)
  const long = await browser.json('POST', api, { ...form, emailProof, salutation: 'x'.repeat(10_001) }, key('long'))
  expect(long.status).toBe(400)
  const reference = await browser.json('POST', `${api}/status`, { applicationId: 'x'.repeat(300), email })
  expect(reference.status).toBe(400)
  const cases = Array.from({ length: 50 }, () => ({ caseNumber: 'x'.repeat(3_000), role: 'PLAINTIFF' }))
  const saved = await browser.json('POST', `${api}/drafts`, { ...form, cases, emailProof }, key('big-draft'))
  expect([saved.status, JSON.parse(saved.body).errors[0].code]).toEqual([422, 'TOO_LONG'])
})

const multipart = (parts: readonly string[], end = '--b--') => ({
  payload: [...parts.map(part => `--b\r\nContent-Disposition: form-data; ${part}\r\n`), end].join(''),
  type: 'multipart/form-data; boundary=b',
})
const field = (name: string, value = 'x') => `name="${name}"\r\n\r\n${value}`

test.each([
  ['sixty fields', multipart(Array.from({ length: 60 }, (_, n) => field(`f${n}`)))],
  ['six files', multipart(Array.from({ length: 6 }, (_, n) => `name="f"; filename="${n}.pdf"\r\n\r\n%PDF-1.7`))],
  ['a part with two hundred headers', multipart([`name="a"\r\n${'X-A: b\r\n'.repeat(200)}\r\nx`])],
  ['a field of 30 kB', multipart([field('text', 'x'.repeat(30_000))])],
  ['a name of 500 letters', multipart([field('n'.repeat(500))])],
  ['no end', multipart([field('text')], '')],
  ['no boundary', { ...multipart([field('text')]), type: 'multipart/form-data' }],
  ['another prototype', multipart([field('__proto__'), field('constructor')])],
])('a form with files that has %s is refused, and nothing of it is kept', async (_, { payload, type }) => {
  const browser = host.newBrowser()
  const draft = { ...form, emailProof: await host.newCodeFor(email) }
  await browser.json('POST', `${api}/drafts`, draft, key('draft'))
  const cookie = [...browser.cookies].map(pair => pair.join('=')).join('; ')
  const headers = { host: new URL(host.server.web.origin()).host, cookie, 'content-type': type, ...key('parts') }
  for (const url of [
    '/apply/documents',
    `${api}/draft/documents`,
    '/apply/supplement',
    `${api}/application/supplement`,
  ]) {
    const { statusCode } = await host.server.inject({ method: 'POST', url, payload, headers })
    expect([url, statusCode >= 400 && statusCode < 500]).toEqual([url, true])
  }
  expect(JSON.parse((await browser.json('GET', `${api}/draft`)).body).documents).toEqual([])
  expect(({} as { x?: string }).x).toBeUndefined()
})
