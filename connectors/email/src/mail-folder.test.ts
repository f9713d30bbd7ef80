import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemEntropy } from '@icms/backbone/entropy'
import { manualClock } from '@icms/backbone/manual-clock'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openMailFolder } from './mail-folder.ts'

const clock = manualClock(1_700_000_000_000)
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'icms-mails-'))
})
afterEach(() => rmSync(folder, { recursive: true }))
const opened = () => openMailFolder(join(folder, 'mail'), { clock, entropy: systemEntropy })
const envelope = { to: 'taiman@example.com', from: 'b-1@court.example' }
const raw = (subject: string) => Buffer.from(`From: Court <court@example.com>\r\nSubject: ${subject}\r\n\r\nHello\r\n`)

test('a mail is kept over a restart, for its owner’s eyes only', async () => {
  await opened().store(envelope, raw('One'))
  const again = opened()
  const [mail] = await again.list({ limit: 10 })
  expect(mail).toMatchObject({ to: 'taiman@example.com', subject: 'One', receivedAt: 1_700_000_000_000 })
  expect(await again.read(mail!.id)).toMatchObject({
    from: 'court@example.com',
    returnPath: envelope.from,
    text: 'Hello\n',
    html: '',
  })
  const [file] = readdirSync(join(folder, 'mail'))
  expect(statSync(join(folder, 'mail', file!)).mode & 0o777).toBe(0o600)
  expect(statSync(join(folder, 'mail')).mode & 0o777).toBe(0o700)
})

test('mails are listed newest first, page by page', async () => {
  const mails = opened()
  for (const subject of ['One', 'Two', 'Three']) await mails.store(envelope, raw(subject))
  const first = await mails.list({ limit: 2 })
  expect(first.map(m => m.subject)).toEqual(['Three', 'Two'])
  expect((await mails.list({ limit: 2, after: first[1]!.id })).map(m => m.subject)).toEqual(['One'])
})

test('only what is the id of a mail is read', async () => {
  writeFileSync(join(folder, 'secret.eml'), 'no mail')
  const mails = opened()
  for (const id of ['../secret', 'secret', '', '000000000000001-000001-00000000000000000000000000'])
    expect(await mails.read(id)).toBeUndefined()
})

test('what a process that died left unfinished is no mail, and is swept away', async () => {
  opened()
  writeFileSync(join(folder, 'mail', '001700000000000-000001-00000000000000000000000000.part'), 'half a m')
  expect(await opened().list({ limit: 10 })).toEqual([])
  expect(readdirSync(join(folder, 'mail'))).toEqual([])
})

test('a mail that cannot be taken apart is shown as it came, and hides no other', async () => {
  const mails = opened()
  const nested = Array.from(
    { length: 300 },
    (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
  ).join('')
  await mails.store(envelope, Buffer.from(nested))
  await mails.store(envelope, raw('Two'))
  expect((await mails.list({ limit: 10 })).map(m => m.subject)).toEqual(['Two', '(unreadable)'])
})
