import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemEntropy } from '@icms/backbone/entropy'
import { BackboneError } from '@icms/backbone/errors'
import { manualClock } from '@icms/backbone/manual-clock'
import { findMissingTexts } from '@icms/web/template-texts'
import { createTestHost, type TestHost } from '@icms/reference-data/test-host'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startBuiltInMailbox } from './built-in-mailbox.ts'
import { openMailFolder } from './mail-folder.ts'
import { mailboxMessages } from './mailbox-messages.ts'
import { deployable } from './main.ts'
import { requested } from './requested-mail.ts'

const reader = 'demo-operations-personal-data'
let dataDir: string
let host: TestHost
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'icms-mail-'))
})
afterEach(async () => {
  await host?.stop()
  rmSync(dataDir, { recursive: true })
})

const start = async (smtpUrl?: string) =>
  (host = await createTestHost([deployable], { context: { dataDir, ...(smtpUrl && { smtpUrl }) } }))

/** Asks for a mail and waits until the mailbox has it; answers its id. */
async function mailed(change: Parameters<typeof requested>[0] = {}): Promise<string> {
  await host.tell('EmailRequested', 'application-1', requested(change).data)
  const browser = await host.staffBrowser(reader)
  for (let n = 0; n < 200; n += 1) {
    const { mails } = JSON.parse((await browser.json('GET', '/api/v1/mails')).body)
    if (mails.length > 0) return mails[0].id
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  throw new Error('the mail did not arrive in the mailbox')
}

test('every text that the templates name is in the dictionary', () => {
  expect(findMissingTexts(new URL('../views/', import.meta.url), mailboxMessages)).toEqual([])
})

test('without a mail server every mail is in the built-in mailbox, and read on a page', async () => {
  await start()
  const href = `/mail/${await mailed()}`
  const browser = await host.staffBrowser(reader)
  const list = await browser.get('/mail')
  expect(list.body).toContain('taiman@example.com')
  expect(list.body).toContain(`href="${href}"`)
  const mail = await browser.get(href)
  expect(mail.body).toContain('CHAN Tai Man')
  expect(mail.body).toContain('email-1@icms-registration.invalid')
  expect((await browser.get(`${href}?lang=zh`)).body).toContain('所有電郵')
})

test('with a sink as its mail server a gateway shows what that one took, and lets it come back', async () => {
  const mailFolder = join(dataDir, 'taken')
  const clock = manualClock(1_700_000_000_000)
  const sink = await startBuiltInMailbox({ folder: mailFolder, clock, entropy: systemEntropy })
  host = await createTestHost([deployable], { context: { dataDir, smtpUrl: sink.smtpUrl, mailFolder } })
  const id = await mailed()
  const browser = await host.staffBrowser(reader)
  expect((await browser.get(`/mail/${id}`)).body).toContain('CHAN Tai Man')
  expect((await browser.json('POST', `/api/v1/mails/${id}/return`, {})).status).toBe(204)
  await sink.stop()
})

test('links to this gateway can be followed from the text of a mail', async () => {
  await start()
  const parameters = { activationId: 'activation-1', expiresAt: '1700000000000' }
  const id = await mailed({ notice: 'N7', accountId: 'K7MP4TXQ', parameters })
  const page = await (await host.staffBrowser(reader)).get(`/mail/${id}`)
  expect(page.body).toContain(`href="${host.server.web.origin()}/account/activate"`)
})

test('a mail of the mailbox is let come back, by page and by JSON: a report over SMTP makes it bounce, once (R35b)', async () => {
  await start()
  const id = await mailed({ emailId: 'email-1' })
  const browser = await host.staffBrowser(reader)
  const back = await browser.submit(await browser.get(`/mail/${id}?lang=en`), {}, `/mail/${id}/return`)
  expect(back.body).toContain('The mail came back')
  const returnAs = async (staff: typeof browser, mail: string) =>
    (await staff.json('POST', `/api/v1/mails/${mail}/return`, {})).status
  expect(await returnAs(browser, id)).toBe(204)
  const events: [string, Record<string, unknown>][] = []
  const { codec } = host.context.backbone
  for await (const { value } of host.context.backbone.read('email.events.v1'))
    events.push([codec.nameOf(value!), codec.decode(value!) as Record<string, unknown>])
  expect(events.filter(([name]) => name === 'icms.email.EmailBounced')).toMatchObject([
    [expect.anything(), { emailId: 'email-1', attempt: 1, reason: 'RETURNED', replyCode: '5.1.1' }],
  ])
  expect(await returnAs(await host.staffBrowser('demo-operations'), id)).toBe(403)
  expect(await returnAs(browser, 'nothing')).toBe(404)
})

test('a mail cannot come back to an address that is not ours any more, nor while a report cannot be recorded', async () => {
  await start()
  const { clock, entropy, commands } = host.context
  const folder = openMailFolder(join(dataDir, 'mail'), { clock, entropy, shared: true })
  const id = await mailed({ emailId: 'email-1' })
  const old = { to: 'taiman@example.com', from: 'b-email-1-1-0123456789abcdef@bounces.before.example' }
  await folder.store(old, Buffer.from('Subject: old\r\n\r\nold'))
  const stored = (await folder.list({ limit: 2 })).find(({ subject }) => subject === 'old')
  const browser = await host.staffBrowser(reader)
  const returned = async (of: string) => (await browser.json('POST', `/api/v1/mails/${of}/return`, {})).status
  expect(await returned(stored!.id)).toBe(404)
  const { send } = commands
  Object.assign(commands, { send: () => Promise.reject(new BackboneError('NotNow', 'the broker cannot be reached')) })
  expect(await returned(id)).toBe(503)
  Object.assign(commands, { send })
  expect(await returned(id)).toBe(204)
})

test("a mail's own HTML can run nothing, load nothing and be framed by our page only", async () => {
  await start()
  const href = `/mail/${await mailed()}`
  const browser = await host.staffBrowser(reader)
  const html = await browser.get(`${href}/html`)
  expect(html.headers['content-security-policy']).toContain("default-src 'none'")
  expect(html.headers['content-security-policy']).toMatch(/; sandbox$/)
  expect(html.headers['x-frame-options']).toBe('SAMEORIGIN')
  const page = await browser.get(href)
  expect(page.headers['content-security-policy']).toMatch(/frame-ancestors 'none';frame-src 'self'$/)
  expect(page.body).toMatch(/<iframe[^>]+sandbox=""/)
})

test('fifty mails are on a page, the newest first, and the rest is led to', async () => {
  await start()
  const { clock, entropy } = host.context
  const folder = openMailFolder(join(dataDir, 'mail'), { clock, entropy, shared: true })
  for (let n = 0; n < 52; n += 1)
    await folder.store({ to: 'taiman@example.com', from: '' }, Buffer.from(`Subject: ${n}\r\n\r\n${n}`))
  const browser = await host.staffBrowser(reader)
  const mailsOn = (body: string) => [...body.matchAll(/href="(\/mail\/[^"?]+)"/g)].map(([, href]) => href)
  const first = await browser.get('/mail')
  const [, next = ''] = /href="(\/mail\?after=[^"]+)"/.exec(first.body) ?? []
  const second = await browser.get(next)
  expect([mailsOn(first.body).length, mailsOn(second.body).length]).toEqual([50, 2])
  expect(new Set([...mailsOn(first.body), ...mailsOn(second.body)]).size).toBe(52)
})

test('whoever may not read mail reads none, for mails name people', async () => {
  await start()
  const refused = await host.staffBrowser('demo-operations')
  for (const path of ['/mail', '/mail/1', '/mail/1/html']) expect((await refused.get(path)).status).toBe(403)
  expect((await refused.json('GET', '/api/v1/mails')).status).toBe(403)
  expect((await host.newBrowser().json('GET', '/api/v1/mails')).status).toBe(401)
})

test('there is nothing under an id that no mail has', async () => {
  await start()
  const browser = await host.staffBrowser(reader)
  for (const id of ['x', '..%2F..%2Fetc%2Fpasswd', `${'0'.repeat(15)}-000000-${'a'.repeat(26)}`]) {
    expect((await browser.get(`/mail/${id}`)).status).toBe(404)
    expect((await browser.json('GET', `/api/v1/mails/${id}`)).status).toBe(404)
  }
  expect((await browser.get('/mail?after=nothing')).status).toBe(200)
})

test('where a mail server is set, the page says that mails go there', async () => {
  await start('smtp://127.0.0.1:1')
  const browser = await host.staffBrowser(reader)
  const page = await browser.get('/mail')
  expect(page.status).toBe(404)
  expect(page.body).toContain('mails go to the mail server')
  expect((await browser.json('GET', '/api/v1/mails')).status).toBe(404)
})
