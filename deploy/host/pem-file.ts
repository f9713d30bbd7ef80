import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'

export type PemFile = { readonly pem?: string; readonly problem?: string }

const certificates = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/** Reads certificates, or a private key, in PEM; or says in the words of a setting's mistake why it cannot be used. */
export function readPemFile(file: string, kind: 'certificates' | 'private key'): PemFile {
  try {
    const pem = readFileSync(file, 'utf8')
    if (kind === 'private key') createPrivateKey(pem)
    else if (countCertificates(pem) === 0) return { problem: `is ${file}, which has no certificate in PEM` }
    return { pem }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return { problem: `is ${file}, which cannot be read as ${kind} in PEM (${code ?? message})` }
  }
}

/** Throws for one that cannot be read. */
const countCertificates = (pem: string) => (pem.match(certificates) ?? []).map(text => new X509Certificate(text)).length

/** Whether the first certificate is this key's. */
export const areOnePair = (certificate: string, key: string): boolean =>
  new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))
