import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readSettings } from './settings.ts'
import type { SettingsError } from './settings-error.ts'

const folder = mkdtempSync(join(tmpdir(), 'icms-settings-'))
afterAll(() => rmSync(folder, { recursive: true }))
const read = (environment: Record<string, string>, services: string[] = []) =>
  readSettings({ ICMS_DATA_DIR: folder, ...environment }, services)
const mistakesIn = (environment: Record<string, string>, services: string[] = []) => {
  try {
    read(environment, services)
    return []
  } catch (error) {
    return (error as SettingsError).mistakes
  }
}

test('without any setting everything runs on the embedded backbone, on this machine only', () => {
  expect(read({})).toMatchObject({ backbone: 'embedded', development: true, web: { host: '127.0.0.1', port: 8080 } })
  expect(read({}).services.length).toBe(11)
})

test('the folder of a mail sink is made where it is missing, and refused where it cannot be one', () => {
  expect(read({}).mailFolder).toBeUndefined()
  expect(read({ ICMS_MAIL_FOLDER: join(folder, 'mails') }).mailFolder).toBe(join(folder, 'mails'))
  writeFileSync(join(folder, 'mail-file'), '')
  expect(mistakesIn({ ICMS_MAIL_FOLDER: join(folder, 'mail-file') })).toEqual([
    `ICMS_MAIL_FOLDER is ${join(folder, 'mail-file')}, which is a file; it must be a folder`,
  ])
})

test('how long is kept what has ended is set in days, by how it ended; copies are purged unless it is said otherwise', () => {
  expect(read({})).toMatchObject({
    retention: { rejected: 365, lapsed: 365, withdrawn: 365, account: 2_557, paper: 365 },
    purgesIdentityCopies: true,
  })
  const set = {
    ICMS_RETENTION_LAPSED_DAYS: '0',
    ICMS_RETENTION_ACCOUNT_DAYS: '3650',
    ICMS_PURGE_IDENTITY_COPIES: 'false',
  }
  expect(read(set)).toMatchObject({ retention: { lapsed: 0, account: 3_650 }, purgesIdentityCopies: false })
  const wrong = {
    ICMS_RETENTION_REJECTED_DAYS: '1.5',
    ICMS_RETENTION_WITHDRAWN_DAYS: '-1',
    ICMS_PURGE_IDENTITY_COPIES: 'no',
  }
  expect(mistakesIn(wrong).map(mistake => mistake.split(' ')[0])).toEqual(Object.keys(wrong))
})

test('every mistake is named at once, one line each, with what is allowed', () => {
  const mistakes = mistakesIn(
    {
      ICMS_BACKBONE: 'rabbit',
      ICMS_HTTP_PORT: '99999',
      ICMS_SMTP_URL: 'http://x',
      ICMS_CLOCK_START: 'soon',
      ICMS_PARTITIONS: '-1',
    },
    ['veting'],
  )
  expect(mistakes.map(m => m.split(' ')[0])).toEqual([
    'there',
    'ICMS_BACKBONE',
    'ICMS_HTTP_PORT',
    'ICMS_CLOCK_START',
    'ICMS_PARTITIONS',
    'ICMS_SMTP_URL',
  ])
  for (const mistake of mistakes) expect(mistake).not.toContain('\n')
})

test('Kafka needs its three addresses, and only Kafka hosts some of the services', () => {
  expect(mistakesIn({ ICMS_BACKBONE: 'kafka' }).map(m => m.split(' ')[0])).toEqual([
    'ICMS_KAFKA_BROKERS',
    'ICMS_REGISTRY_URL',
    'ICMS_REDIS_URL',
  ])
  expect(mistakesIn({}, ['vetting'])[0]).toContain('embedded backbone has one process')
  const kafka = {
    ICMS_BACKBONE: 'kafka',
    ICMS_KAFKA_BROKERS: 'a:9092, b:9092',
    ICMS_REGISTRY_URL: 'http://r:8081/',
    ICMS_REDIS_URL: 'redis://r:6379',
  }
  expect(read(kafka, ['identity', 'vetting'])).toMatchObject({
    services: ['vetting', 'identity'],
    kafkaBrokers: ['a:9092', 'b:9092'],
    registryUrl: 'http://r:8081',
  })
})

test('a data folder that is a file or cannot be made is named with what to do', () => {
  const file = join(folder, 'a-file')
  writeFileSync(file, '')
  expect(mistakesIn({ ICMS_DATA_DIR: file })[0]).toMatch(/is a file; it must be a folder/)
  expect(mistakesIn({ ICMS_DATA_DIR: join(file, 'below') })[0]).toMatch(/cannot be made or written/)
})

test('outside of development the deployment brings its own secret', () => {
  expect(mistakesIn({ ICMS_DEVELOPMENT: 'false' })[0]).toMatch(/^ICMS_SECRET is needed/)
  expect(mistakesIn({ ICMS_SECRET: 'short' })[0]).toMatch(/too short/)
})

test('reports on mails are taken where a domain and a port are set, and every mistake in them is named', () => {
  expect(read({}).bounces).toBeUndefined()
  const set = { ICMS_BOUNCE_DOMAIN: 'Bounces.Court.Example', ICMS_BOUNCE_PORT: '2525' }
  expect(read(set).bounces).toEqual({ host: '127.0.0.1', port: 2525, domain: 'bounces.court.example', tls: undefined })
  const wrong = { ICMS_BOUNCE_DOMAIN: 'a@b', ICMS_BOUNCE_PORT: '0', ICMS_BOUNCE_KEY_FILE: '/nothing' }
  expect(mistakesIn(wrong).map(m => m.split(' ')[0])).toEqual([
    'ICMS_BOUNCE_PORT',
    'ICMS_BOUNCE_DOMAIN',
    'ICMS_BOUNCE_CERTIFICATE_FILE',
  ])
  expect(mistakesIn({ ICMS_BOUNCE_PORT: '25' })).toEqual(['ICMS_BOUNCE_DOMAIN is needed with ICMS_BOUNCE_PORT'])
})
