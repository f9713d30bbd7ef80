import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../stack/free-port.ts'

const program = join(import.meta.dirname, 'hosting-process.ts')

/** Starts one hosting process, says so, and waits. */
const starts = (dataDir: string, port: number) => `
const { hosting } = await import(${JSON.stringify(program)})
await hosting([], 'node', { ICMS_DATA_DIR: ${JSON.stringify(dataDir)} }, ${port}).start()
process.stdout.write('hosted')
setInterval(() => {}, 1_000)`

const answers = (port: number) =>
  fetch(`http://127.0.0.1:${port}/healthz`).then(
    response => response.ok,
    () => false,
  )

test('a hosting process dies with the process that started it, even when that is killed with -9', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'icms-hosting-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  const port = await freePort()
  const starter = spawn(process.execPath, ['--input-type=module', '-e', starts(dataDir, port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = await Promise.race([once(starter.stdout, 'data'), once(starter, 'exit')])
  expect(String(said)).toBe('hosted')
  expect(await answers(port)).toBe(true)
  starter.kill('SIGKILL')
  await expect.poll(() => answers(port)).toBe(false)
})
