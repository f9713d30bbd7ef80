import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemEntropy } from '@icms/backbone/entropy'
import { manualClock } from '@icms/backbone/manual-clock'
import { defaultPolicy } from '@icms/schemas/policy'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type BuiltInMailbox, startBuiltInMailbox } from './built-in-mailbox.ts'
import { defaultHelpCentre } from '@icms/reference-data/default-help-centre'
import { toSend } from './requested-mail.ts'
import { talk as talkTo } from './smtp-dialogue.ts'
import { createSmtpSender } from './smtp-sender.ts'

let folder: string
let mailbox: BuiltInMailbox
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'icms-mailbox-'))
  mailbox = await startBuiltInMailbox({ folder, clock: manualClock(1_700_000_000_000), entropy: systemEntropy })
})
afterEach(async () => {
  await mailbox.stop()
  rmSync(folder, { recursive: true })
})

test('what is sent by SMTP is read in the mailbox, in both languages and both forms', async () => {
  const rendering = {
    policy: defaultPolicy,
    publicUrl: 'https://icms.example',
    activationCodeOf: () => 'AAAAA-BBBBB',
    emailCodeOf: () => 'AAAA-BBBB',
    helpCentre: defaultHelpCentre,
  }
  const send = createSmtpSender({ smtpUrl: mailbox.smtpUrl, from: 'icms@court.example', rendering })
  await send(toSend(), { signal: new AbortController().signal, id: 'send-1', key: 'email-1' })
  const [listed] = await mailbox.list({ limit: 10 })
  expect(listed).toMatchObject({ to: 'taiman@example.com', receivedAt: 1_700_000_000_000 })
  const mail = await mailbox.read(listed!.id)
  expect(mail).toMatchObject({ from: 'icms@court.example', messageId: '<email-1@icms-registration.invalid>' })
  expect(mail!.subject).toContain('已收到閣下的註冊申請')
  expect(mail!.text).toContain('Dear CHAN Tai Man,')
  expect(mail!.html).toContain('<section lang="zh-Hant-HK">')
})

const talk = (lines: readonly string[]) => talkTo(Number(new URL(mailbox.smtpUrl).port), lines)
const envelope = ['EHLO localhost', 'MAIL FROM:<a@example.com>', 'RCPT TO:<b@example.com>']

test('a mail over the limit is refused and not kept', async () => {
  const lines = Array.from({ length: 1_200 }, () => 'x'.repeat(900))
  const said = await talk([...envelope, 'DATA', [...lines, '.'].join('\r\n'), 'QUIT'])
  expect(said).toMatch(/^552 /m)
  expect(await mailbox.list({ limit: 10 })).toEqual([])
})

test('a mail has one recipient', async () => {
  expect(await talk([...envelope, 'RCPT TO:<c@example.com>', 'QUIT'])).toMatch(/^45\d /m)
})

test('a mail without any content is kept and can be read', async () => {
  await talk([...envelope, 'DATA', '.', 'QUIT'])
  const [listed] = await mailbox.list({ limit: 10 })
  expect(await mailbox.read(listed!.id)).toMatchObject({ to: 'b@example.com', text: '', html: '' })
})
