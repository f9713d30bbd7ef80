import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { demonstrationKeyFiles, readPrivateKey } from './demonstration-keys.ts'
import { signedBy } from './envelope-kit.ts'
import type { Manifest } from './manifest.ts'
import { zipOf } from './zip-kit.ts'

/**
 * `node services/intake-post/src/sign-envelope.ts FOLDER [KEY]` makes `<envelopeId>.zip` of a folder with manifest.json and the
 * files that it names, signed by a private key (JWK); without one by the demonstration pair in the data folder. For whoever
 * builds a scan station, and for trying things out.
 */
export async function signFolder(folder: string, keyFile: string): Promise<string> {
  const manifest = readFileSync(join(folder, 'manifest.json'))
  const { envelopeId, items } = JSON.parse(manifest.toString()) as Manifest
  const files = items.map(({ file }) => ({ name: file, content: readFileSync(join(folder, file)), isStored: true }))
  const signature = await signedBy(readPrivateKey(keyFile), manifest)
  const zip = join(folder, `${envelopeId}.zip`)
  const own = [
    { name: 'manifest.json', content: manifest },
    { name: 'manifest.jws', content: signature },
  ]
  writeFileSync(zip, zipOf([...own, ...files]))
  return zip
}

if (import.meta.main) {
  const [folder, keyFile] = process.argv.slice(2)
  if (folder === undefined) throw new Error('name a folder with manifest.json and the files that it names')
  const { privateKey } = demonstrationKeyFiles(process.env.ICMS_DATA_DIR ?? '.data')
  process.stdout.write(`${await signFolder(folder, keyFile ?? privateKey)}\n`)
}
