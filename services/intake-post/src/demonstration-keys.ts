import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JWK } from 'jose'

/** Files of a key pair that stands in for the mail room's where no key file is set, for one machine only. */
export const demonstrationKeyFiles = (dataDir: string) => ({
  publicSet: join(dataDir, 'scan-keys', 'mail-room-public.json'),
  privateKey: join(dataDir, 'scan-keys', 'mail-room-private.json'),
})

/** Makes the pair once; answers the file of the public set. `src/sign-envelope.ts` signs with the other. */
export async function demonstrationKeySet(dataDir: string): Promise<string> {
  const { publicSet, privateKey } = demonstrationKeyFiles(dataDir)
  if (existsSync(publicSet)) return publicSet
  const { exportJWK, generateKeyPair } = await import('jose')
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const named = async (key: typeof pair.publicKey): Promise<JWK> => ({
    ...(await exportJWK(key)),
    ...{ kid: 'demonstration', alg: 'EdDSA', use: 'sig' },
  })
  mkdirSync(join(dataDir, 'scan-keys'), { recursive: true, mode: 0o700 })
  write(privateKey, await named(pair.privateKey))
  // The public set comes last, so that it never lacks its other half.
  write(publicSet, { keys: [await named(pair.publicKey)] })
  return publicSet
}

function write(file: string, content: object): void {
  writeFileSync(`${file}.part`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.part`, file)
}

export const readPrivateKey = (file: string): JWK => JSON.parse(readFileSync(file, 'utf8')) as JWK
