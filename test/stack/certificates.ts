import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

const config = `
[req]
distinguished_name = name
[name]
[ca]
basicConstraints = critical, CA:TRUE
[leaf]
basicConstraints = critical, CA:FALSE
subjectAltName = IP:127.0.0.1, DNS:localhost
`

/** Files in PEM, made by the system's openssl (3 or later). */
export type Certificates = {
  readonly caFile: string
  /** For servers on loopback, and for whoever must show one to a server. */
  readonly certificateFile: string
  readonly keyFile: string
  /** Key and certificate in one. */
  readonly bothFile: string
}

/** A certificate authority of its own, and a certificate of it that is good for two days. */
export const makeCertificates = async (folder: string, name: string): Promise<Certificates> => {
  const file = (end: string) => join(folder, `${name}-${end}`)
  const [caFile, caKey, certificateFile, keyFile] = [file('ca.pem'), file('ca.key'), file('leaf.pem'), file('leaf.key')]
  writeFileSync(file('openssl.cnf'), config)
  const make = ['req', '-x509', '-config', file('openssl.cnf'), '-nodes', '-days', '2', '-newkey', 'ec']
  const curve = ['-pkeyopt', 'ec_paramgen_curve:prime256v1']
  const as = (extensions: string, subject: string) => ['-extensions', extensions, '-subj', `/CN=${subject}`]
  await run('openssl', [...make, ...curve, ...as('ca', `${name} CA`), '-keyout', caKey, '-out', caFile])
  const signed = ['-CA', caFile, '-CAkey', caKey, '-keyout', keyFile, '-out', certificateFile]
  await run('openssl', [...make, ...curve, ...as('leaf', name), ...signed])
  writeFileSync(file('both.pem'), readFileSync(keyFile, 'utf8') + readFileSync(certificateFile, 'utf8'))
  return { caFile, certificateFile, keyFile, bothFile: file('both.pem') }
}
