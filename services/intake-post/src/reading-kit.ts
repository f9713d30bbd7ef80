import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { afterAll } from 'vitest'
import { makeEnvelope } from './envelope-kit.ts'
import { openEnvelopeZip } from './envelope-zip.ts'
import { readEnvelope } from './read-envelope.ts'

const id = 'ENV-00000001'
const now = Date.parse('2026-11-23T10:00:00+08:00')

export async function newKey(kid: string): Promise<[JWK, JWK[]]> {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const { d: _, ...open } = await exportJWK(pair.privateKey)
  return [{ ...(await exportJWK(pair.privateKey)), kid }, [{ ...open, kid }]]
}

/** What the tests of envelopes are told with: one that is in order, its key, and what is wrong with others. For tests only. */
export async function createReading() {
  const folder = mkdtempSync(join(tmpdir(), 'envelopes-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const [key, own] = await newKey('2026')
  const sound = await makeEnvelope(id, ['100001', '100002'])
  let keys: readonly JWK[] = own
  let files = 0
  async function read(zip: Uint8Array, scan: 'CLEAN' | 'INFECTED' = 'CLEAN') {
    const file = join(folder, `${files++}.zip`)
    writeFileSync(file, zip)
    const opened = await openEnvelopeZip(file)
    try {
      return await readEnvelope(opened, id, { keys, scan: async () => scan, now })
    } finally {
      opened.close()
    }
  }
  return {
    key,
    own,
    sound,
    read,
    set keys(next: readonly JWK[]) {
      keys = next
    },
    /** `CODE where` of each problem. */
    told: async (...args: Parameters<typeof read>) =>
      (await read(...args)).problems.map(({ code, where }) => (where === null ? code : `${code} ${where}`)),
  }
}
