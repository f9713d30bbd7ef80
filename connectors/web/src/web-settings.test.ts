import { expect, test } from 'vitest'
import { builtInIssuerRefusal, defaultWebSettings, readWebSettings } from './web-settings.ts'

test('nothing set means loopback, port 8080 and the built-in issuer', () => {
  expect(readWebSettings({})).toEqual({ settings: defaultWebSettings, mistakes: [] })
})

test('what is set is read', () => {
  const key = Buffer.alloc(32, 7).toString('base64')
  const { settings, mistakes } = readWebSettings({
    ICMS_HTTP_HOST: '0.0.0.0',
    ICMS_HTTP_PORT: '0',
    ICMS_PUBLIC_ORIGIN: 'https://icms.example.hk/',
    ICMS_TRUSTED_PROXIES: '10.0.0.0/8, ::1',
    ICMS_SESSION_KEYS: `${key},${key}`,
    ICMS_HTTP_REQUESTS_PER_MINUTE: '5',
    ICMS_HTTP_SIGN_INS_PER_MINUTE: '4',
    ICMS_STAFF_OIDC_ISSUER: 'https://staff.example.hk',
    ICMS_STAFF_OIDC_CLIENT_ID: 'icms',
    ICMS_STAFF_OIDC_CLIENT_SECRET: 'secret',
  })
  expect(mistakes).toEqual([])
  expect(settings).toEqual({
    host: '0.0.0.0',
    port: 0,
    publicOrigin: 'https://icms.example.hk',
    trustedProxies: ['10.0.0.0/8', '::1'],
    sessionKeys: [Buffer.alloc(32, 7), Buffer.alloc(32, 7)],
    requestsPerMinuteMax: 5,
    signInsPerMinuteMax: 4,
    staff: { kind: 'external', issuer: 'https://staff.example.hk', clientId: 'icms', clientSecret: 'secret' },
  })
})

test('every mistake is named at once', () => {
  const { mistakes } = readWebSettings({
    ICMS_HTTP_PORT: '70000',
    ICMS_PUBLIC_ORIGIN: 'https://icms.example.hk/apply',
    ICMS_TRUSTED_PROXIES: 'everyone',
    ICMS_SESSION_KEYS: 'short',
    ICMS_HTTP_REQUESTS_PER_MINUTE: 'many',
    ICMS_HTTP_SIGN_INS_PER_MINUTE: '0',
    ICMS_STAFF_OIDC_BUILT_IN: 'yes',
    ICMS_STAFF_OIDC_ISSUER: 'http://staff.example.hk',
  })
  expect(mistakes.map(mistake => mistake.variable)).toEqual([
    'ICMS_HTTP_PORT',
    'ICMS_PUBLIC_ORIGIN',
    'ICMS_TRUSTED_PROXIES',
    'ICMS_SESSION_KEYS',
    'ICMS_HTTP_REQUESTS_PER_MINUTE',
    'ICMS_HTTP_SIGN_INS_PER_MINUTE',
    'ICMS_STAFF_OIDC_BUILT_IN',
    'ICMS_STAFF_OIDC_ISSUER',
    'ICMS_STAFF_OIDC_CLIENT_ID',
    'ICMS_STAFF_OIDC_CLIENT_SECRET',
  ])
})

test.each([
  [{ host: '0.0.0.0' }, true],
  [{ host: '192.168.1.5' }, true],
  [{ host: '127.0.0.1', publicOrigin: 'https://icms.example.hk' }, true],
  [{ host: '0.0.0.0', staff: { kind: 'built-in', offLoopback: true } as const }, false],
  [{ host: '::1' }, false],
  [{ host: 'localhost' }, false],
  [{ host: '127.0.0.1.example.com' }, true],
])('the built-in issuer where others can reach it: %j is refused: %s', (settings, refused) => {
  expect(builtInIssuerRefusal({ ...defaultWebSettings, ...settings }) !== undefined).toBe(refused)
})
