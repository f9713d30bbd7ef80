import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readMasterKeys } from './master-keys.ts'
import { masterKeysOf, readSecrets } from './secrets.ts'
import { readSettings } from './settings.ts'
import { SettingsError } from './settings-error.ts'

const folder = mkdtempSync(join(tmpdir(), 'icms-master-keys-'))
afterAll(() => rmSync(folder, { recursive: true }))
const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')
const file = join(folder, 'keys')

test('master keys come from the environment or from a file, the newest first', () => {
  const both = { keys: [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)] }
  expect(readMasterKeys(`${key(1)}, ${key(2)}`, undefined)).toEqual(both)
  writeFileSync(file, `# the newest\n${key(1)}\n\n${key(2)}\n`)
  expect(readMasterKeys(undefined, file)).toEqual(both)
  expect(readMasterKeys(undefined, undefined)).toEqual({ keys: [] })
})

test('what is no master key is named with what to do, and never shown', () => {
  const mistakeOf = (keys?: string, path?: string) => (readMasterKeys(keys, path) as { mistake: string }).mistake
  expect(mistakeOf('secret-text')).toMatch(/^ICMS_MASTER_KEYS has a key of another length.*openssl rand -base64 32/)
  expect(mistakeOf('secret-text')).not.toContain('secret-text')
  expect(mistakeOf(' , ')).toContain('no key')
  expect(mistakeOf(undefined, join(folder, 'absent'))).toContain('which is not there')
  expect(mistakeOf(undefined, folder)).toContain('EISDIR')
  expect(mistakeOf(key(1), file)).toContain('set one of them')
})

test('in development a master key follows from the secret, so that processes with one secret have one; otherwise it is needed', () => {
  const settings = (more: Record<string, string>) =>
    readSettings({ ICMS_DATA_DIR: folder, ICMS_HTTP_PORT: '0', ...more })
  const secret = { ICMS_SECRET: 's'.repeat(40) }
  const own = (more: Record<string, string>) => masterKeysOf(settings(more), readSecrets(settings(more)))
  expect(own(secret)).toEqual(own(secret))
  expect(own(secret)[0]).toHaveLength(32)
  expect(own(secret)).not.toEqual(own({}))
  expect(own({ ICMS_MASTER_KEYS: key(3) })).toEqual([new Uint8Array(32).fill(3)])
  const production = () => settings({ ...secret, ICMS_DEVELOPMENT: 'false' })
  expect(production).toThrow(SettingsError)
  expect(production).toThrow('ICMS_MASTER_KEYS is needed')
})
