import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@icms/backbone/clock'
import { systemEntropy } from '@icms/backbone/entropy'
import { openMailFolder } from '@icms/email/mail-folder'
import { talk } from '@icms/email/smtp-dialogue'
import { bareEnvironment } from '@icms/test/stack/bare-environment'
import { freePort } from '@icms/test/stack/free-port'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'icms-container-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(program: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const env = { ...bareEnvironment(), ICMS_DATA_DIR: join(folder, 'data'), ...environment }
  const child = spawn(process.execPath, [join(import.meta.dirname, program), ...args], { env })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (printed += String(data)))
  const ended = once(child, 'close').then(([code]) => ({ code: code as number, printed }))
  return { child, ended, printed: () => printed }
}

const container = (args: readonly string[], environment = {}) => run('container.ts', args, environment)
const healthy = (args: readonly string[], environment = {}) => run('healthy.mjs', args, environment).ended

test('the first argument says what a container runs: the operators’ tool, or services by their names', async () => {
  const tool = await container(['icms', 'help']).ended
  expect(tool).toMatchObject({ code: 0, printed: expect.stringContaining('timeline ID') })
  const service = await container(['veting']).ended
  expect(service).toMatchObject({ code: 1, printed: expect.stringContaining("there is no service 'veting'") })
})

test('a mail sink takes mails by SMTP, keeps them in its folder, is seen to be healthy, and ends when it is told to', async () => {
  const mailFolder = join(folder, 'mails')
  const port = await freePort()
  const sink = container(['mail-sink', String(port)], { ICMS_MAIL_FOLDER: mailFolder })
  await expect.poll(() => sink.printed()).toContain(`mails are taken on port ${port}`)
  expect(await healthy([String(port)])).toMatchObject({ code: 0 })
  const mail = 'Subject: Hello\r\n\r\nA text.\r\n.'
  const said = await talk(port, ['EHLO x', 'MAIL FROM:<a@b.example>', 'RCPT TO:<c@d.example>', 'DATA', mail, 'QUIT'])
  expect(said).toContain('stored')
  const mails = openMailFolder(mailFolder, { clock: systemClock(), entropy: systemEntropy, shared: true })
  expect(await mails.list({ limit: 10 })).toMatchObject([{ to: 'c@d.example', subject: 'Hello' }])
  sink.child.kill('SIGTERM')
  expect(await sink.ended).toMatchObject({ code: 0 })
  expect(await healthy([String(port)])).toMatchObject({ code: 1 })
}, 90_000)

test('a mail sink without a folder, or with a file for one, says so', async () => {
  expect(await container(['mail-sink']).ended).toMatchObject({
    code: 1,
    printed: 'ICMS_MAIL_FOLDER is needed: the folder that mails are kept in\n',
  })
  const file = join(folder, 'a-file')
  writeFileSync(file, '')
  const wrong = await container(['mail-sink'], { ICMS_MAIL_FOLDER: file }).ended
  expect(wrong).toMatchObject({ code: 1, printed: expect.stringContaining('which is a file; it must be a folder') })
})

test('where nothing answers a container is not healthy', async () => {
  const { code, printed } = await healthy([], { ICMS_HTTP_PORT: String(await freePort()) })
  expect({ code, printed }).toMatchObject({ code: 1, printed: expect.stringContaining('ECONNREFUSED') })
})
