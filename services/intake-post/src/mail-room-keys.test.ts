import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { keysInFile } from './mail-room-keys.ts'

const folder = mkdtempSync(join(tmpdir(), 'keys-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'keys.json')
const key = (kid: string) => ({ kty: 'OKP', crv: 'Ed25519', kid, x: 'JXVDfeHs8qJpRYlJzAoGrd1HOyqyMAMt-nVhYQDXUnA' })

test('keys are read again when the file changes; one that breaks leaves those before, and it is said once', async () => {
  const said: string[] = []
  const keys = keysInFile(file, message => void said.push(message))
  const kids = async () => (await keys.current()).map(({ kid }) => kid)
  expect([await kids(), said.length]).toEqual([[], 1])
  writeFileSync(file, JSON.stringify({ keys: [key('2026')] }))
  expect(await kids()).toEqual(['2026'])
  writeFileSync(file, JSON.stringify({ keys: [key('2026'), key('2027')] }))
  expect(await kids()).toEqual(['2026', '2027'])
  writeFileSync(file, '{')
  expect([await kids(), await kids(), said.length]).toEqual([['2026', '2027'], ['2026', '2027'], 2])
  writeFileSync(file, JSON.stringify({ keys: [key('2028')] }))
  expect(await kids()).toEqual(['2028'])
})

test('without a file nobody’s signature is good', async () => {
  expect(await keysInFile(undefined, () => {}).current()).toEqual([])
})
