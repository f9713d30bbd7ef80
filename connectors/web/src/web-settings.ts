import { isIP } from 'node:net'
import { isLoopback } from './loopback.ts'

/** Who says which member of staff this is: an issuer of the organisation's own, or the built-in demonstration. */
export type StaffIssuerSettings =
  | { readonly kind: 'external'; readonly issuer: string; readonly clientId: string; readonly clientSecret: string }
  | { readonly kind: 'built-in'; readonly offLoopback: boolean }

export type WebSettings = {
  readonly host: string
  /** 0 takes a free port. */
  readonly port: number
  /** Scheme, host and port that browsers see; the listening address where it is missing. */
  readonly publicOrigin?: string
  /** Addresses or CIDR ranges whose X-Forwarded-* headers are believed; nobody's when empty. */
  readonly trustedProxies: readonly string[]
  /** 32 bytes each: the first seals sessions, all of them open; a random one per process when empty. */
  readonly sessionKeys: readonly Uint8Array[]
  /** Requests of one address in a minute before it is answered 429. */
  readonly requestsPerMinuteMax: number
  /** Tries of one address to sign in, in a minute; an office behind one address must get through at nine. */
  readonly signInsPerMinuteMax: number
  readonly staff: StaffIssuerSettings
}

/** A setting that cannot be used: its variable, and what is wrong with it and what to do. */
export type Mistake = { readonly variable: string; readonly problem: string }

export const defaultWebSettings: WebSettings = {
  host: '127.0.0.1',
  port: 8080,
  trustedProxies: [],
  sessionKeys: [],
  requestsPerMinuteMax: 1_200,
  signInsPerMinuteMax: 30,
  staff: { kind: 'built-in', offLoopback: false },
}

/** Reads `ICMS_HTTP_*`, `ICMS_SESSION_KEYS` and `ICMS_STAFF_OIDC_*`; every mistake is named at once. Never throws. */
export function readWebSettings(env: Readonly<Record<string, string | undefined>>): {
  settings: WebSettings
  mistakes: readonly Mistake[]
} {
  const mistakes: Mistake[] = []
  const read = <T>(variable: string, fallback: T, parse: (text: string) => T | string): T => {
    const text = env[variable]?.trim()
    if (!text) return fallback
    const value = parse(text)
    if (typeof value !== 'string' || typeof fallback === 'string') return value as T
    mistakes.push({ variable, problem: value })
    return fallback
  }

  const host = read('ICMS_HTTP_HOST', defaultWebSettings.host, text => text)
  const port = read<number>('ICMS_HTTP_PORT', defaultWebSettings.port, text => wholeNumber(text, 0, 65_535))
  const origin = read<{ value?: string }>('ICMS_PUBLIC_ORIGIN', {}, originFrom).value
  const trustedProxies = read<readonly string[]>('ICMS_TRUSTED_PROXIES', [], addressesFrom)
  const sessionKeys = read<readonly Uint8Array[]>('ICMS_SESSION_KEYS', [], keysFrom)
  const perMinute = (variable: string, otherwise: number) =>
    read<number>(variable, otherwise, text => wholeNumber(text, 1, 1_000_000))
  const requestsPerMinuteMax = perMinute('ICMS_HTTP_REQUESTS_PER_MINUTE', defaultWebSettings.requestsPerMinuteMax)
  const signInsPerMinuteMax = perMinute('ICMS_HTTP_SIGN_INS_PER_MINUTE', defaultWebSettings.signInsPerMinuteMax)
  const staff = staffFrom(env, mistakes)
  const settings: WebSettings = {
    host,
    port,
    ...(origin !== undefined && { publicOrigin: origin }),
    trustedProxies,
    sessionKeys,
    requestsPerMinuteMax,
    signInsPerMinuteMax,
    staff,
  }
  const refusal = builtInIssuerRefusal(settings)
  if (refusal) mistakes.push({ variable: 'ICMS_STAFF_OIDC_ISSUER', problem: refusal })
  return { settings, mistakes }
}

/** Why the built-in issuer may not run here: anyone who reaches it can sign in as any member of staff. */
export function builtInIssuerRefusal(settings: WebSettings): string | undefined {
  if (settings.staff.kind !== 'built-in' || settings.staff.offLoopback) return undefined
  const seen = settings.publicOrigin ? new URL(settings.publicOrigin).hostname : settings.host
  const reachable = [settings.host, seen].find(name => !isLoopback(name))
  if (!reachable) return undefined
  return (
    `the built-in demonstration issuer lets anyone sign in as staff and ${reachable} can be reached from other machines; ` +
    'name an issuer here, or set ICMS_STAFF_OIDC_BUILT_IN=off-loopback if that is what you want'
  )
}

function staffFrom(env: Readonly<Record<string, string | undefined>>, mistakes: Mistake[]): StaffIssuerSettings {
  const wish = env.ICMS_STAFF_OIDC_BUILT_IN?.trim()
  if (wish && wish !== 'off-loopback')
    mistakes.push({
      variable: 'ICMS_STAFF_OIDC_BUILT_IN',
      problem: 'the only value is off-loopback; leave it out otherwise',
    })
  const issuer = env.ICMS_STAFF_OIDC_ISSUER?.trim()
  if (!issuer) return { kind: 'built-in', offLoopback: wish === 'off-loopback' }
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined
  if (!url || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))))
    mistakes.push({ variable: 'ICMS_STAFF_OIDC_ISSUER', problem: 'must be an https address (http only on loopback)' })
  const needed = (variable: string) => {
    const value = env[variable]?.trim()
    if (!value) mistakes.push({ variable, problem: 'is needed with ICMS_STAFF_OIDC_ISSUER' })
    return value ?? ''
  }
  return {
    kind: 'external',
    issuer,
    clientId: needed('ICMS_STAFF_OIDC_CLIENT_ID'),
    clientSecret: needed('ICMS_STAFF_OIDC_CLIENT_SECRET'),
  }
}

function wholeNumber(text: string, min: number, max: number): number | string {
  const value = Number(text)
  return /^\d{1,9}$/.test(text) && value >= min && value <= max ? value : `must be a whole number from ${min} to ${max}`
}

function originFrom(text: string): { value: string } | string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return { value: url.origin }
  return 'must be scheme, host and port only, such as https://icms.example.hk'
}

function addressesFrom(text: string): readonly string[] | string {
  const parts = text.split(',').map(part => part.trim())
  const isRange = (part: string) => isIP(part.replace(/\/\d{1,3}$/, '')) > 0
  return parts.every(isRange) ? parts : 'must be addresses or CIDR ranges with commas between, such as 10.0.0.0/8'
}

function keysFrom(text: string): readonly Uint8Array[] | string {
  const keys = text.split(',').map(part => Buffer.from(part.trim(), 'base64'))
  return keys.every(key => key.length === 32)
    ? keys
    : 'must be 32 bytes in base64 (openssl rand -base64 32), newest first'
}
