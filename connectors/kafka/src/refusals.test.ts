import { expect, test } from 'vitest'
import { toBackboneError } from './kafka-errors.ts'
import { createErrorFromCode } from './kafkajs-internals.ts'
import { whyRefused } from './refusals.ts'

const named = (name: string, message: string) => Object.assign(new Error(message), { name })
const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code })
const login = (why: string) =>
  named('KafkaJSSASLAuthenticationError', `SASL SCRAM SHA512 authentication failed: ${why}`)

test.each([
  [coded('SELF_SIGNED_CERT_IN_CHAIN'), /not trusted.*ICMS_KAFKA_CA_FILE/],
  [coded('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), /not trusted.*ICMS_KAFKA_CA_FILE/],
  [coded('CERT_HAS_EXPIRED', 'certificate has expired'), /not valid \(certificate has expired\)/],
  [coded('ERR_TLS_CERT_ALTNAME_INVALID'), /another name/],
  [coded('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'), /our certificate.*ICMS_KAFKA_CERTIFICATE_FILE/],
  [coded('EPROTO', '40:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../a.c:355:'), /speak TLS/],
  [login('invalid credentials'), /login.*invalid credentials.*ICMS_KAFKA_PASSWORD/],
  [createErrorFromCode(33), /login.*mechanism.*ICMS_KAFKA_SASL/],
  [new Error('WRONGPASS invalid username-password pair'), /login.*ICMS_REDIS_URL/],
  [new Error('NOAUTH Authentication required.'), /login.*ICMS_REDIS_URL/],
  [new Error('retries exceeded', { cause: login('invalid credentials') }), /login/],
])('%s is told with what to do', (error, words) => {
  expect(whyRefused(error)).toMatch(words)
  expect(whyRefused(error)).not.toMatch(/\n|SSL routines/)
  expect(toBackboneError(error, 'writing')).toMatchObject({
    code: 'Incompatible',
    message: expect.stringMatching(words),
  })
})

test.each([
  login('Closed connection'),
  login('Connection error: read ECONNRESET'),
  coded('ECONNREFUSED'),
  coded('ECONNRESET'),
  createErrorFromCode(34),
  new Error('Connection timeout'),
])('%s may pass by itself', error => {
  expect(whyRefused(error)).toBeUndefined()
  expect(toBackboneError(error, 'writing').code).toBe('NotNow')
})
