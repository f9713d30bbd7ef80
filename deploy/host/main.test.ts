import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'icms-main-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function host(environment: Record<string, string>, ...services: string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...services], {
    env: { PATH: process.env.PATH, ICMS_HTTP_PORT: '0', ICMS_DATA_DIR: join(folder, 'data'), ...environment },
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

test('a port in use and a folder in use are one clear line each; Ctrl-C ends it cleanly', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  const refused = host({ ICMS_HTTP_PORT: String(port), ICMS_DATA_DIR: join(folder, 'other') })
  expect(await refused.ended).toBe(1)
  expect(refused.said.error.trim()).toBe(
    `port ${port} on 127.0.0.1 is in use; set ICMS_HTTP_PORT to another, or stop what listens there`,
  )
  taken.close()

  const first = host({})
  await first.ready
  const second = host({})
  expect(await second.ended).toBe(1)
  expect(second.said.error).toContain(String(first.child.pid))
  expect(second.said.error.trim().split('\n')).toHaveLength(1)
  first.child.kill('SIGINT')
  expect(await first.ended).toBe(0)
}, 90_000)
