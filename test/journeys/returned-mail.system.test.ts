import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '@icms/deploy/demo/people'
import { type StandIn, startStandIn } from '@icms/email/mail-server-stand-in'
import { exchangeReport } from '@icms/email/report-texts'
import { defaultSmtpLimits, deliver } from '@icms/email/smtp-delivery'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCertificates } from '../stack/certificates.ts'
import { freePort } from '../stack/free-port.ts'
import { type Gateway, startGateway } from './gateway.ts'

const email = 'nobody@example.com'
let folder: string
let port: number
let server: StandIn
let gateway: Gateway
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'icms-returned-'))
  const [{ certificateFile, keyFile }, freed, started] = await Promise.all([
    makeCertificates(folder, 'bounces'),
    freePort(),
    startStandIn(),
  ])
  port = freed
  server = started
  gateway = await startGateway({
    ICMS_SMTP_URL: server.url,
    ICMS_BOUNCE_DOMAIN: 'bounces.court.example',
    ICMS_BOUNCE_PORT: String(port),
    ICMS_BOUNCE_CERTIFICATE_FILE: certificateFile,
    ICMS_BOUNCE_KEY_FILE: keyFile,
  })
}, 60_000)
afterAll(async () => {
  await gateway?.stop()
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const bounces = async () =>
  (await gateway.operator().records('email.events.v1')).filter(({ type }) => type === 'EmailBounced')
const report = (to: string) => ({ envelope: { from: '', to }, raw: Buffer.from(exchangeReport(to)) })
const url = (query: string) => `smtp://127.0.0.1:${port}?${query}`

test('a mail that a mail server took comes back to the address and port that the settings name, by TLS (R35b)', async () => {
  const { browser } = gateway.applicant()
  const asked = await browser.json(
    'POST',
    '/api/v1/applications/email-codes',
    { email, language: 'EN' },
    { 'idempotency-key': 'a-code-that-gets-lost' },
  )
  expect(asked.status).toBeLessThan(300)
  const [mail] = await until(
    async () => server.taken,
    taken => taken.length > 0,
    'a mail',
  )
  expect(mail!.from).toMatch(/^b-[0-9a-z]{26}-1-[0-9a-z]{16}@bounces\.court\.example$/)
  expect(mail!.raw).toContain('From: ')
  const { signal } = new AbortController()
  const isSecret = 'requireTLS=true&tls.rejectUnauthorized=false'
  for (const query of [isSecret, 'ignoreTLS=true'])
    expect(await deliver(url(query), report(mail!.from), defaultSmtpLimits, signal)).toMatch(/^250/)
  const [bounced, ...more] = await until(bounces, found => found.length > 0, 'a bounce')
  expect(bounced).toMatchObject({ data: { reason: 'RETURNED', replyCode: '5.1.10', attempt: 1 } })
  expect(more).toEqual([])
  const forged = mail!.from.replace('-1-', '-2-')
  await expect(deliver(url(isSecret), report(forged), defaultSmtpLimits, signal)).rejects.toMatchObject({
    code: 'BOUNCED RECIPIENT_REFUSED 550 5.1.1',
  })
  const metrics = await (await fetch(`${gateway.origin}/metrics`)).text()
  expect(metrics).toMatch(/icms_mail_reports_total\{outcome="report"\} 2/)
  expect(metrics).toMatch(/icms_mail_reports_total\{outcome="unknown-address"\} 1/)
  expect(metrics).not.toContain(email)
})
