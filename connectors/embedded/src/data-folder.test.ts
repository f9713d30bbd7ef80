import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { DataFolderRefused, holdFolder } from './data-folder.ts'

const made: string[] = []
const folder = () => {
  const name = mkdtempSync(join(tmpdir(), 'icms-folder-'))
  made.push(name)
  return name
}
afterEach(() => {
  for (const name of made.splice(0)) rmSync(name, { recursive: true, force: true })
})

const refusalOf = (run: () => unknown): DataFolderRefused => {
  try {
    run()
  } catch (error) {
    if (error instanceof DataFolderRefused) return error
  }
  throw new Error('it was not refused')
}

test('a second start over the same folder is refused and names the holder', () => {
  const name = folder()
  const held = holdFolder(name)
  const refusal = refusalOf(() => holdFolder(name))
  expect(refusal.code).toBe('IN_USE')
  expect(refusal.message).toContain(`${name} is in use by process ${process.pid} on `)
  expect(refusal.message).toMatch(/since \d{4}-\d\d-\d\dT.*Z: stop that one first/)
  held.release()
  holdFolder(name).release()
})

test('the folder of a process that was killed is free at once, whatever its holder file says', async () => {
  const name = folder()
  const script = `import { holdFolder } from ${JSON.stringify(new URL('./data-folder.ts', import.meta.url).href)}
    holdFolder(${JSON.stringify(name)}); console.log('held'); setInterval(() => {}, 1000)`
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(holder.stdout, 'data')
  expect(refusalOf(() => holdFolder(name)).message).toContain(`process ${holder.pid} on`)
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  holdFolder(name).release()
})

test('a missing folder is made, and one that cannot be made is refused in one line', () => {
  const name = folder()
  const held = holdFolder(join(name, 'deep', 'down'))
  expect(held.file).toBe(join(name, 'deep', 'down', 'icms.sqlite'))
  held.release()
  writeFileSync(join(name, 'file'), '')
  const refusal = refusalOf(() => holdFolder(join(name, 'file', 'data')))
  expect(refusal.code).toBe('UNUSABLE')
  expect(refusal.message).toMatch(/cannot be used: ENOTDIR.*choose another folder$/)
})
