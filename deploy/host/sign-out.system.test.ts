import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '@icms/backbone/clock'
import pino from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { type Host, startHost } from './host.ts'
import { readSettings } from './settings.ts'
import { holderAt, operatorAt, withCookiesOf } from './signed-in.ts'

test('copies of the cookies of an account holder and of staff who signed out are refused after a restart; others stay signed in', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'icms-sign-out-'))
  const settings = readSettings({ ICMS_DATA_DIR: dataDir, ICMS_HTTP_PORT: '0' })
  const start = () => startHost(settings, { clock: systemClock(), logger: pino({ level: 'fatal' }) })
  let host: Host = await start()
  onTestFinished(async () => {
    await host.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const people = [await holderAt(host, settings), await operatorAt(host)]
  const copies = people.map(({ browser, readPath }) => ({ cookies: new Map(browser.cookies), readPath }))
  const staying = await operatorAt(host)
  const answers = () =>
    Promise.all(
      copies.map(async ({ cookies, readPath }) => (await withCookiesOf(cookies, host).json('GET', readPath)).status),
    )
  expect(await answers()).toEqual([200, 200])
  for (const { browser, signOut } of people) await signOut(browser)
  expect(await answers()).toEqual([401, 401])

  await host.stop()
  host = await start()
  expect(await answers()).toEqual([401, 401])
  const still = withCookiesOf(staying.browser.cookies, host)
  expect((await still.json('GET', staying.readPath)).status).toBe(200)
}, 60_000)
