import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { systemClock } from '@icms/backbone/clock'
import { systemEntropy } from '@icms/backbone/entropy'
import { openMailFolder } from '@icms/email/mail-folder'
import { bareEnvironment } from '@icms/test/stack/bare-environment'
import pino from 'pino'
import { afterAll, expect, test } from 'vitest'
import { annexB } from '../demo/forms.ts'
import { readsMailedCodes } from '../demo/mailed-codes.ts'
import { accepted, applicant, operator, staff, until } from '../demo/people.ts'
import { operatorTokenOf } from '../operations/operator-token.ts'
import { type Host, startHost } from './host.ts'
import { readSecrets } from './secrets.ts'
import { readSettings } from './settings.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'icms-keys-'))
const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')
const environment = (keys: readonly string[]) => ({
  ICMS_DATA_DIR: dataDir,
  ICMS_HTTP_PORT: '0',
  ICMS_MASTER_KEYS: keys.join(','),
})
let host: Host | undefined
afterAll(async () => {
  await host?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

async function startWith(...keys: string[]): Promise<Host> {
  await host?.stop()
  host = undefined
  host = await startHost(readSettings(environment(keys)), { clock: systemClock(), logger: pino({ level: 'fatal' }) })
  return host
}

const run = promisify(execFile)
async function icms(...words: string[]): Promise<string> {
  const env = { ...bareEnvironment(), ICMS_DATA_DIR: dataDir, ICMS_PUBLIC_ORIGIN: host!.url }
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, '..', 'icms', 'main.ts'), ...words], {
    env,
  })
  return stdout
}

test('a master key is rotated by the operators’ tool: data keys are wrapped again, with who did it, and messages stay as they are', async () => {
  const first = await startWith(key(1))
  const mails = openMailFolder(join(dataDir, 'mail'), { clock: systemClock(), entropy: systemEntropy, shared: true })
  const person = applicant(first.url, readsMailedCodes(mails))
  const { applicationId } = accepted(await person.apply(annexB(271_828, await person.termsVersion())))
  const surname = async () => {
    const vetting = await staff(host!.url, 'demo-vetting')
    const read = () => vetting.application(applicationId as string)
    return JSON.stringify(await until(read, answer => answer.status === 200, 'the application'))
  }
  expect(await surname()).toContain('Siu Ming')
  const status = await icms('keys', 'status')
  const count = Number(/(\d+) data keys +the newest/.exec(status)?.[1])
  expect(count).toBeGreaterThan(0)
  expect(status).toContain('0 subjects were erased')

  await startWith(key(2), key(1))
  expect(await icms('keys', 'status')).toMatch(new RegExp(`0 data keys +the newest\n.* ${count} data keys +older`))
  const asked = operator(host!.url, operatorTokenOf(readSecrets(readSettings(environment([])))))
  const before = await asked.records('vetting.events.v1')
  expect(await icms('keys', 'rotate')).toMatch(
    new RegExp(`^${count} data keys were wrapped again\n.* ${count} data keys +the newest`),
  )
  expect(await icms('keys', 'rotate')).toMatch(/^0 data keys were wrapped again\n/)
  expect(await asked.records('vetting.events.v1')).toEqual(before)
  const rotated = (await asked.records('keyring.v1')).filter(r => r.actor === 'staff;id=command-line;role=operations')
  expect(rotated).toHaveLength(count)

  await startWith(key(2))
  expect(await surname()).toContain('Siu Ming')
  await expect(startWith(key(1))).rejects.toThrow(/master keys are missing: \w+ wraps \d+ data keys; given is \w+/)
  const { url } = await startWith(key(2))
  const answers = [fetch(`${url}/api/v1/ops/keys`), fetch(`${url}/api/v1/ops/keys/rotations`, { method: 'POST' })]
  expect((await Promise.all(answers)).map(({ status: code }) => code)).toEqual([401, 403])
}, 90_000)
