import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@icms/backbone/clock'
import { sharedStack } from '@icms/test/stack/shared-stack'
import pino from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { startHost } from './host.ts'
import { readSettings } from './settings.ts'
import { operatorAt, withCookiesOf } from './signed-in.ts'

test('a copy of the cookie of staff who signed out is refused at another process', async () => {
  const { brokers, registryUrl, redisUrl } = sharedStack()
  const dataDir = mkdtempSync(join(tmpdir(), 'icms-sign-out-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  const environment = {
    ICMS_BACKBONE: 'kafka',
    ICMS_KAFKA_BROKERS: brokers.join(','),
    ICMS_REGISTRY_URL: registryUrl,
    ICMS_REDIS_URL: redisUrl,
    ICMS_KAFKA_PREFIX: `sign-out-${Date.now()}.`,
    ICMS_PARTITIONS: '2',
    ICMS_DATA_DIR: dataDir,
    ICMS_HTTP_PORT: '0',
  }
  const start = async () => {
    const ports = { clock: systemClock(), logger: pino({ level: 'fatal' }) }
    const host = await startHost(readSettings(environment, ['reference-data']), ports)
    onTestFinished(() => host.stop())
    return host
  }
  const here = await start()
  const there = await start()
  const { browser, readPath, signOut } = await operatorAt(here)
  const copy = withCookiesOf(browser.cookies, there)
  expect((await copy.json('GET', readPath)).status).toBe(200)
  await signOut(browser)
  expect((await copy.json('GET', readPath)).status).toBe(401)
})
