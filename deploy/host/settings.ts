import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { BounceSettings } from '@icms/backbone/deployable'
import type { Retention } from '@icms/backbone/erasure'
import { parseEmailAddress } from '@icms/schemas/email-address'
import { readWebSettings, type WebSettings } from '@icms/web/web-settings'
import type { Policy } from '@icms/schemas/policy'
import { readMasterKeys } from './master-keys.ts'
import manifest from '../../package.json' with { type: 'json' }
import { readPolicy } from './policy-settings.ts'
import { areOnePair, readPemFile } from './pem-file.ts'

/** The services that one program can host, in the order in which they are listed to people. */
export const serviceNames = [
  'reference-data',
  'intake-web',
  'vetting',
  'identity',
  'accounts',
  'court-cases',
  'case-linking',
  'notification',
  'email',
] as const
export type ServiceName = (typeof serviceNames)[number]

export type Settings = {
  readonly services: readonly ServiceName[]
  readonly backbone: 'embedded' | 'kafka'
  /** Absolute path: SQLite file, built-in mailbox, generated development keys. */
  readonly dataDir: string
  readonly web: WebSettings
  readonly kafkaBrokers: readonly string[]
  readonly kafkaTls: boolean
  readonly kafkaLogin: { readonly username: string; readonly password: string } | undefined
  readonly kafkaSasl: 'plain' | 'scram-sha-256' | 'scram-sha-512'
  /** PEM: who may have signed the certificates of brokers, registry and Redis, beside those that Node trusts. */
  readonly kafkaCa: string | undefined
  /** PEM: what brokers are shown that ask for a certificate. */
  readonly kafkaCertificate: { readonly cert: string; readonly key: string } | undefined
  /** Put before every topic, group and key, so that deployments can share a cluster. */
  readonly kafkaPrefix: string
  /** Copies of each partition that is created. */
  readonly kafkaReplication: number
  readonly registryUrl: string | undefined
  readonly redisUrl: string | undefined
  readonly partitions: number
  /** Where documents lie; processes that share the work share it. */
  readonly documentsDir: string
  /** Without one, documents are not looked through for viruses. */
  readonly clamdUrl: string | undefined
  readonly policy: Policy
  readonly retention: Retention
  /** Copies of identity documents are deleted once the application was decided. */
  readonly purgesIdentityCopies: boolean
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  /** Where reports on mails are taken. */
  readonly bounces: BounceSettings | undefined
  /** Creates topics and registers schemas at the start; otherwise both are steps of a deployment. */
  readonly development: boolean
  /** UTC ms that the clock starts at, where it is not now. */
  readonly clockStart: number | undefined
  /** 32 bytes or more as text; every key of the deployment is derived from it. Generated in development. */
  readonly secret: string | undefined
  /** Keys that wrap the data keys of personal data, the newest first. Generated in development. */
  readonly masterKeys: readonly Uint8Array[]
  /** Name of this build: when it changes, what pages show is written again from the states. */
  readonly build: string
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

/** A hundred years: more is a slip of the finger. */
const retentionDaysMax = 36_525

export class SettingsError extends Error {
  readonly mistakes: readonly string[]
  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'))
    this.mistakes = mistakes
  }
}

export type CheckedSettings = { readonly settings: Settings; readonly mistakes: readonly string[] }

type Environment = Readonly<Record<string, string | undefined>>

/** Reads all settings. Throws a `SettingsError` that names every mistake. */
export function readSettings(environment: Environment, services: readonly string[] = []): Settings {
  const { settings, mistakes } = checkSettings(environment, services)
  if (mistakes.length > 0) throw new SettingsError(mistakes)
  return settings
}

/**
 * Reads and checks all settings at once. Every mistake is one line: the variable, what it is, what it may be. A setting
 * that is wrong has its default, so that what can be checked of the others is.
 */
export function checkSettings(environment: Environment, services: readonly string[] = []): CheckedSettings {
  const mistakes: string[] = []
  const text = (name: string) => environment[name]?.trim() || undefined
  const wrong = (name: string, what: string) => void mistakes.push(`${name} ${what}`)

  function oneOf<T extends string>(name: string, allowed: readonly T[], otherwise: T): T {
    const value = text(name) ?? otherwise
    if (allowed.includes(value as T)) return value as T
    wrong(name, `is '${value}'; it can be ${allowed.join(', ')}`)
    return otherwise
  }
  function whole(name: string, otherwise: number, min: number, max: number): number {
    const value = text(name)
    if (value === undefined) return otherwise
    const number = Number(value)
    if (/^\d+$/.test(value) && number >= min && number <= max) return number
    wrong(name, `is '${value}'; it must be a whole number from ${min} to ${max}`)
    return otherwise
  }
  const flag = (name: string, otherwise: boolean) =>
    oneOf(name, ['true', 'false'] as const, otherwise ? 'true' : 'false') === 'true'

  function url(name: string, schemes: readonly string[]): string | undefined {
    const value = text(name)
    if (value === undefined) return undefined
    if (URL.canParse(value) && schemes.includes(new URL(value).protocol)) return value.replace(/\/$/, '')
    wrong(name, `is not a URL that starts with ${schemes.map(s => `${s}//`).join(' or ')}`)
    return undefined
  }

  function pem(name: string, kind: 'certificates' | 'private key'): string | undefined {
    const file = text(name)
    const { pem, problem } = file ? readPemFile(file, kind) : {}
    if (problem) wrong(name, problem)
    return pem
  }
  function both<T>(one: string, other: string, make: () => T): T | undefined {
    const missing = [one, other].filter(name => !text(name))
    if (missing.length === 1) wrong(missing[0]!, `is needed with ${missing[0] === one ? other : one}`)
    return missing.length === 0 ? make() : undefined
  }
  const certificate = (file: string, keyFile: string) =>
    both(file, keyFile, () => {
      const [cert, key] = [pem(file, 'certificates'), pem(keyFile, 'private key')]
      if (!cert || !key) return undefined
      if (!areOnePair(cert, key)) wrong(keyFile, `is not the key of ${file}`)
      return { cert, key }
    })

  function mailDomain(name: string): string {
    const address = parseEmailAddress(`x@${text(name)}`)
    if (!address.ok) wrong(name, `is '${text(name)}'; it must be a domain such as bounces.court.example`)
    return address.ok ? address.value.slice(2) : ''
  }

  const unknown = services.filter(s => !serviceNames.includes(s as ServiceName))
  for (const name of unknown) mistakes.push(`there is no service '${name}'; there are ${serviceNames.join(', ')}`)
  const backbone = oneOf('ICMS_BACKBONE', ['embedded', 'kafka'] as const, 'embedded')
  const brokers = (text('ICMS_KAFKA_BROKERS') ?? '')
    .split(',')
    .map(b => b.trim())
    .filter(Boolean)
  for (const broker of brokers)
    if (!/^[^\s:]+:\d{1,5}$/.test(broker))
      wrong('ICMS_KAFKA_BROKERS', `names '${broker}'; a broker is host:port, several are parted by commas`)
  const registryUrl = url('ICMS_REGISTRY_URL', ['http:', 'https:'])
  const redisUrl = url('ICMS_REDIS_URL', ['redis:', 'rediss:'])
  if (backbone === 'kafka')
    for (const name of ['ICMS_KAFKA_BROKERS', 'ICMS_REGISTRY_URL', 'ICMS_REDIS_URL'])
      if (!text(name)) wrong(name, "is needed with ICMS_BACKBONE=kafka ('npm run stack' prints one to try with)")
  if (backbone === 'embedded' && unknown.length === 0 && services.length > 0 && services.length < serviceNames.length)
    mistakes.push(
      'the embedded backbone has one process: it hosts all services or none. Use ICMS_BACKBONE=kafka to host some of them',
    )
  const web = readWebSettings(environment)
  for (const { variable, problem } of web.mistakes) wrong(variable, problem)
  const clockStart = text('ICMS_CLOCK_START')
  if (clockStart && Number.isNaN(Date.parse(clockStart)))
    wrong('ICMS_CLOCK_START', `is '${clockStart}'; it must be an instant such as 2023-02-01T09:00:00+08:00`)
  const secret = text('ICMS_SECRET')
  if (secret && secret.length < 32) wrong('ICMS_SECRET', 'is too short; 32 characters or more, chosen at random')
  const development = flag('ICMS_DEVELOPMENT', backbone === 'embedded' || !secret)
  if (!development && !secret) wrong('ICMS_SECRET', 'is needed where ICMS_DEVELOPMENT is false')
  const masterKeys = readMasterKeys(text('ICMS_MASTER_KEYS'), text('ICMS_MASTER_KEY_FILE'))
  if ('mistake' in masterKeys) mistakes.push(masterKeys.mistake)
  else if (masterKeys.keys.length === 0 && !development)
    wrong('ICMS_MASTER_KEYS', 'is needed where ICMS_DEVELOPMENT is false, or ICMS_MASTER_KEY_FILE')
  const dataDir = resolve(text('ICMS_DATA_DIR') ?? '.data')
  const unusable = whyUnusable(dataDir)
  if (unusable) wrong('ICMS_DATA_DIR', unusable)

  const kafkaCertificate = certificate('ICMS_KAFKA_CERTIFICATE_FILE', 'ICMS_KAFKA_KEY_FILE')
  if (kafkaCertificate && text('ICMS_KAFKA_TLS') !== 'true')
    wrong('ICMS_KAFKA_TLS', 'must be true with ICMS_KAFKA_CERTIFICATE_FILE')
  const settings: Settings = {
    services: services.length === 0 ? serviceNames : serviceNames.filter(s => services.includes(s)),
    backbone,
    dataDir,
    web: web.settings,
    kafkaBrokers: brokers,
    kafkaTls: flag('ICMS_KAFKA_TLS', false),
    kafkaLogin: both('ICMS_KAFKA_USER', 'ICMS_KAFKA_PASSWORD', () => ({
      username: text('ICMS_KAFKA_USER')!,
      password: text('ICMS_KAFKA_PASSWORD')!,
    })),
    kafkaSasl: oneOf('ICMS_KAFKA_SASL', ['plain', 'scram-sha-256', 'scram-sha-512'] as const, 'scram-sha-512'),
    kafkaCa: pem('ICMS_KAFKA_CA_FILE', 'certificates'),
    kafkaCertificate,
    kafkaPrefix: text('ICMS_KAFKA_PREFIX') ?? '',
    kafkaReplication: whole('ICMS_KAFKA_REPLICATION', 1, 1, 9),
    registryUrl,
    redisUrl,
    partitions: whole('ICMS_PARTITIONS', 4, 1, 1_000),
    documentsDir: resolve(text('ICMS_DOCUMENTS_DIR') ?? join(dataDir, 'documents')),
    clamdUrl: url('ICMS_CLAMD_URL', ['tcp:', 'unix:']),
    policy: readPolicy(environment, { whole, flag, wrong }),
    retention: {
      rejected: whole('ICMS_RETENTION_REJECTED_DAYS', 365, 0, retentionDaysMax),
      lapsed: whole('ICMS_RETENTION_LAPSED_DAYS', 365, 0, retentionDaysMax),
      withdrawn: whole('ICMS_RETENTION_WITHDRAWN_DAYS', 365, 0, retentionDaysMax),
      account: whole('ICMS_RETENTION_ACCOUNT_DAYS', 2_557, 0, retentionDaysMax),
    },
    purgesIdentityCopies: flag('ICMS_PURGE_IDENTITY_COPIES', true),
    smtpUrl: url('ICMS_SMTP_URL', ['smtp:', 'smtps:']),
    mailFrom: text('ICMS_MAIL_FROM') ?? 'icms-registration@judiciary.example',
    bounces: both('ICMS_BOUNCE_DOMAIN', 'ICMS_BOUNCE_PORT', () => ({
      host: text('ICMS_BOUNCE_HOST') ?? '127.0.0.1',
      port: whole('ICMS_BOUNCE_PORT', 25, 1, 65_535),
      domain: mailDomain('ICMS_BOUNCE_DOMAIN'),
      tls: certificate('ICMS_BOUNCE_CERTIFICATE_FILE', 'ICMS_BOUNCE_KEY_FILE'),
    })),
    development,
    clockStart: clockStart ? Date.parse(clockStart) : undefined,
    secret,
    masterKeys: 'keys' in masterKeys ? masterKeys.keys : [],
    build: text('ICMS_BUILD') ?? manifest.version,
    logLevel: oneOf('ICMS_LOG_LEVEL', ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const, 'warn'),
  }
  return { settings, mistakes }
}

/** Makes the folder where it is missing; says what is wrong with it, or nothing. */
function whyUnusable(folder: string): string | undefined {
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (!statSync(folder).isDirectory()) return `is ${folder}, which is a file; it must be a folder`
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return undefined
  } catch (error) {
    return `is ${folder}, which cannot be made or written (${(error as NodeJS.ErrnoException).code}); choose another`
  }
}
