import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { afterAll, expect, test } from 'vitest'
import { kafkaSettingsOf } from './backbones.ts'
import { checkSettings, readSettings } from './settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'icms-pem-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const certificates = file('ca.pem', rootCertificates.slice(0, 2).join('\n'))
const key = file('own.key', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
const mistakesIn = (environment: Record<string, string>) =>
  checkSettings({ ICMS_DATA_DIR: folder, ...environment }, []).mistakes

test('certificate authorities of a file are trusted by every connection of the Kafka backbone', () => {
  const settings = readSettings({ ICMS_DATA_DIR: folder, ICMS_KAFKA_CA_FILE: certificates, ICMS_KAFKA_TLS: 'true' })
  expect(kafkaSettingsOf(settings)).toMatchObject({ tls: true, ca: rootCertificates.slice(0, 2).join('\n') })
})

test.each([
  [{ ICMS_KAFKA_CA_FILE: join(folder, 'nowhere') }, /^ICMS_KAFKA_CA_FILE is .*nowhere, which cannot be read .*ENOENT/],
  [{ ICMS_KAFKA_CA_FILE: key }, /^ICMS_KAFKA_CA_FILE is .*own.key, which has no certificate in PEM$/],
  [
    { ICMS_KAFKA_CA_FILE: file('cut.pem', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n') },
    /^ICMS_KAFKA_CA_FILE is .*cut.pem, which cannot be read as certificates in PEM/,
  ],
  [
    { ICMS_KAFKA_CERTIFICATE_FILE: certificates, ICMS_KAFKA_KEY_FILE: key, ICMS_KAFKA_TLS: 'true' },
    /^ICMS_KAFKA_KEY_FILE is not the key of ICMS_KAFKA_CERTIFICATE_FILE$/,
  ],
  [{ ICMS_KAFKA_CERTIFICATE_FILE: certificates }, /^ICMS_KAFKA_KEY_FILE is needed with ICMS_KAFKA_CERTIFICATE_FILE$/],
  [{ ICMS_KAFKA_USER: 'gateway' }, /^ICMS_KAFKA_PASSWORD is needed with ICMS_KAFKA_USER$/],
  [{ ICMS_KAFKA_PASSWORD: 'secret' }, /^ICMS_KAFKA_USER is needed with ICMS_KAFKA_PASSWORD$/],
])('what is wrong with %o is said before anything is connected', (environment, words) => {
  expect(mistakesIn(environment)).toEqual([expect.stringMatching(words)])
})

test('a certificate for brokers needs TLS', () => {
  const own = { ICMS_KAFKA_CERTIFICATE_FILE: certificates, ICMS_KAFKA_KEY_FILE: key }
  expect(mistakesIn(own)).toContain('ICMS_KAFKA_TLS must be true with ICMS_KAFKA_CERTIFICATE_FILE')
})
