import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bareEnvironment } from '@icms/test/stack/bare-environment'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'icms-main-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function host(environment: Record<string, string>, ...services: string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...services], {
    env: { ...bareEnvironment(), ICMS_HTTP_PORT: '0', ICMS_DATA_DIR: join(folder, 'data'), ...environment },
  })
  const said = { out: '', error: '' }
  child.stdout.on('data', data => (said.out += String(data)))
  child.stderr.on('data', data => (said.error += String(data)))
  const ended = once(child, 'exit').then(([code]) => code as number)
  const ready = (async () => {
    while (!said.out.includes('ready in')) {
      if (child.exitCode !== null) throw new Error(said.error)
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  })()
  ready.catch(() => {})
  return { child, said, ended, ready }
}

test('wrong settings are named at once, one line each, before anything starts', async () => {
  const { ended, said } = host({ ICMS_BACKBONE: 'rabbit', ICMS_SMTP_URL: 'mail' }, 'veting')
  expect(await ended).toBe(1)
  expect(
    said.error
      .trim()
      .split('\n')
      .map(line => line.split(' ')[0]),
  ).toEqual(['there', 'ICMS_BACKBONE', 'ICMS_SMTP_URL'])
})

test('what is still waiting for its broker ends at once when it is told to', async () => {
  const nowhere = { ICMS_BACKBONE: 'kafka', ICMS_KAFKA_BROKERS: '127.0.0.1:1', ICMS_REDIS_URL: 'redis://127.0.0.1:1' }
  const { child, ended, said } = host({ ...nowhere, ICMS_REGISTRY_URL: 'http://127.0.0.1:1' }, 'vetting')
  await expect.poll(() => said.out).toMatch(/cannot be reached/)
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
}, 90_000)

test('a bad setting, a port in use and a folder in use are one clear line each, all at once; Ctrl-C ends it cleanly', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  const first = host({})
  await first.ready
  const refused = host({ ICMS_PARTITIONS: 'many', ICMS_HTTP_PORT: String(port) })
  expect(await refused.ended).toBe(1)
  expect(refused.said.error.trim().split('\n')).toEqual([
    "ICMS_PARTITIONS is 'many'; it must be a whole number from 1 to 1000",
    `port ${port} on 127.0.0.1 is in use; set ICMS_HTTP_PORT to another, or stop what listens there`,
    expect.stringMatching(new RegExp(`is in use by process ${first.child.pid} on .*: stop that one first`)),
  ])
  taken.close()
  first.child.kill('SIGINT')
  expect(await first.ended).toBe(0)
}, 90_000)
