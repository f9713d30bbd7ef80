import { join, resolve } from 'node:path'
import type { BounceSettings, MachineAccess, ScanSettings } from '@icms/backbone/deployable'
import type { Retention } from '@icms/backbone/erasure'
import { readWebSettings, type WebSettings } from '@icms/web/web-settings'
import type { Policy } from '@icms/schemas/policy'
import { readMachines } from './machine-settings.ts'
import { readMasterKeys } from './master-keys.ts'
import manifest from '../../package.json' with { type: 'json' }
import { readPolicy } from './policy-settings.ts'
import { processNameOf } from './process-name.ts'
import { readScan } from './scan-settings.ts'
import { createSettingReaders } from './setting-readers.ts'
import { SettingsError } from './settings-error.ts'
import { whyUnusable } from './usable-folder.ts'

/** The services that one program can host, in the order in which they are listed to people. */
export const serviceNames = [
  'reference-data',
  'intake-web',
  'intake-fax',
  'intake-post',
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
  /** Name of this process among those of the deployment, the same after a restart. */
  readonly processName: string
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
  /** Absolute path: mails of a sink, or of the built-in mailbox, to be shown. */
  readonly mailFolder: string | undefined
  /** Where reports on mails are taken. */
  readonly bounces: BounceSettings | undefined
  /** Fax gateways and scanning stations that are let in. */
  readonly machines: readonly MachineAccess[]
  /** Absolute path: a folder that faxes are dropped into. */
  readonly faxFolder: string | undefined
  readonly scan: ScanSettings
  /** Creates topics and registers schemas at the start; otherwise both are steps of a deployment. */
  readonly development: boolean
  /** UTC ms that the clock starts at, where it is not now. */
  readonly clockStart: number | undefined
  /** 32 bytes or more as text; every key of the deployment is derived from it. Generated in development. */
  readonly secret: string | undefined
  /** Lets the operators' command line read personal data; without it nobody reads any there. */
  readonly operatorPersonalData: string | undefined
  /** Keys that wrap the data keys of personal data, the newest first. Generated in development. */
  readonly masterKeys: readonly Uint8Array[]
  /** Name of this build: when it changes, what pages show is written again from the states. */
  readonly build: string
  /** Base URL of a collector of traces by OTLP over HTTP; without one none are measured. */
  readonly tracesUrl: string | undefined
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

/** A hundred years: more is a slip of the finger. */
const retentionDaysMax = 36_525

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
  const read = createSettingReaders(environment, mistakes)
  const { text, wrong, oneOf, whole, flag, url, pem, both, certificate, mailDomain, hardToGuess } = read

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
  const secret = hardToGuess('ICMS_SECRET')
  const development = flag('ICMS_DEVELOPMENT', backbone === 'embedded' || !secret)
  if (!development && !secret) wrong('ICMS_SECRET', 'is needed where ICMS_DEVELOPMENT is false')
  const masterKeys = readMasterKeys(text('ICMS_MASTER_KEYS'), text('ICMS_MASTER_KEY_FILE'))
  if ('mistake' in masterKeys) mistakes.push(masterKeys.mistake)
  else if (masterKeys.keys.length === 0 && !development)
    wrong('ICMS_MASTER_KEYS', 'is needed where ICMS_DEVELOPMENT is false, or ICMS_MASTER_KEY_FILE')
  const dataDir = resolve(text('ICMS_DATA_DIR') ?? '.data')
  const mailFolder = text('ICMS_MAIL_FOLDER') && resolve(text('ICMS_MAIL_FOLDER')!)
  for (const [name, folder] of [
    ['ICMS_DATA_DIR', dataDir],
    ['ICMS_MAIL_FOLDER', mailFolder],
  ] as const) {
    const unusable = folder && whyUnusable(folder)
    if (unusable) wrong(name, unusable)
  }

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
    processName: processNameOf(text('ICMS_PROCESS_NAME'), web.settings.port, why => wrong('ICMS_PROCESS_NAME', why)),
    documentsDir: resolve(text('ICMS_DOCUMENTS_DIR') ?? join(dataDir, 'documents')),
    clamdUrl: url('ICMS_CLAMD_URL', ['tcp:', 'unix:']),
    policy: readPolicy(environment, { whole, flag, wrong }),
    retention: {
      rejected: whole('ICMS_RETENTION_REJECTED_DAYS', 365, 0, retentionDaysMax),
      lapsed: whole('ICMS_RETENTION_LAPSED_DAYS', 365, 0, retentionDaysMax),
      withdrawn: whole('ICMS_RETENTION_WITHDRAWN_DAYS', 365, 0, retentionDaysMax),
      account: whole('ICMS_RETENTION_ACCOUNT_DAYS', 2_557, 0, retentionDaysMax),
      paper: whole('ICMS_RETENTION_PAPER_DAYS', 365, 0, retentionDaysMax),
    },
    purgesIdentityCopies: flag('ICMS_PURGE_IDENTITY_COPIES', true),
    smtpUrl: url('ICMS_SMTP_URL', ['smtp:', 'smtps:']),
    mailFrom: text('ICMS_MAIL_FROM') ?? 'icms-registration@judiciary.example',
    mailFolder,
    bounces: both('ICMS_BOUNCE_DOMAIN', 'ICMS_BOUNCE_PORT', () => ({
      host: text('ICMS_BOUNCE_HOST') ?? '127.0.0.1',
      port: whole('ICMS_BOUNCE_PORT', 25, 1, 65_535),
      domain: mailDomain('ICMS_BOUNCE_DOMAIN'),
      tls: certificate('ICMS_BOUNCE_CERTIFICATE_FILE', 'ICMS_BOUNCE_KEY_FILE'),
    })),
    machines: readMachines(text('ICMS_MACHINES_FILE'), web.settings, why => wrong('ICMS_MACHINES_FILE', why)),
    // Made and looked at while it runs: one that cannot be written now keeps nobody from the rest.
    faxFolder: text('ICMS_FAX_FOLDER') && resolve(text('ICMS_FAX_FOLDER')!),
    scan: readScan(read, web.settings),
    development,
    clockStart: clockStart ? Date.parse(clockStart) : undefined,
    secret,
    operatorPersonalData: hardToGuess('ICMS_OPERATOR_PERSONAL_DATA'),
    masterKeys: 'keys' in masterKeys ? masterKeys.keys : [],
    build: text('ICMS_BUILD') ?? manifest.version,
    tracesUrl: url('OTEL_EXPORTER_OTLP_ENDPOINT', ['http:', 'https:']),
    logLevel: oneOf('ICMS_LOG_LEVEL', ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const, 'warn'),
  }
  return { settings, mistakes }
}
