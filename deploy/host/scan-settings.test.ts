import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readScan } from './scan-settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'scan-settings-'))
afterAll(() => rmSync(folder, { recursive: true }))

function read(settings: Readonly<Record<string, string>>, host = '127.0.0.1', publicOrigin?: string) {
  const mistakes: string[] = []
  const wrong = (name: string, why: string) => void mistakes.push(`${name} ${why}`)
  const scan = readScan({ text: name => settings[name], wrong }, { host, ...(publicOrigin && { publicOrigin }) })
  return { ...scan, mistakes }
}

function keys(content: unknown): Readonly<Record<string, string>> {
  const file = join(folder, 'keys.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return { ICMS_SCAN_KEYS_FILE: file }
}

const key = { kty: 'OKP', crv: 'Ed25519', kid: '2026', x: 'JXVDfeHs8qJpRYlJzAoGrd1HOyqyMAMt-nVhYQDXUnA' }

test('without keys a pair stands in for the mail room’s, where only this machine reaches us', () => {
  expect(read({})).toMatchObject({ isDemonstration: true, mistakes: [] })
  expect(read({}, '0.0.0.0').isDemonstration).toBe(false)
  expect(read({}, '127.0.0.1', 'https://icms.example').isDemonstration).toBe(false)
  expect(read(keys({ keys: [key] }))).toMatchObject({ isDemonstration: false, mistakes: [] })
})

test('every mistake in a key file is named, and never a key', () => {
  const private_ = { ...key, d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A' }
  const { mistakes } = read(
    keys({ keys: [private_, { kty: 'RSA', kid: 'r', n: 'x', e: 'AQAB' }, { ...key, kid: '' }] }),
  )
  expect(mistakes.map(line => line.replace(/^.*keys\.json: /, ''))).toEqual([
    'keys[0] has its private half (d); only the mail room may have that',
    'keys[1] must be a public Ed25519 key for signatures (kty OKP, crv Ed25519, x)',
    'keys[2].kid must name the key',
  ])
  expect(mistakes.join()).not.toContain(private_.d)
  expect(read(keys('not JSON')).mistakes).toMatchObject([expect.stringContaining('must be a JWK set')])
  expect(read({ ICMS_SCAN_KEYS_FILE: join(folder, 'none.json') }).mistakes).toMatchObject([
    expect.stringContaining('ENOENT'),
  ])
})

test('the folder is made where it is missing, and refused where it cannot be one', () => {
  expect(read({ ICMS_SCAN_FOLDER: join(folder, 'made') }).mistakes).toEqual([])
  writeFileSync(join(folder, 'file'), '')
  expect(read({ ICMS_SCAN_FOLDER: join(folder, 'file') }).mistakes).toHaveLength(1)
})
