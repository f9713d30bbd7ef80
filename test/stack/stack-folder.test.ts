import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const program = `
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { openStackFolder } from '${join(import.meta.dirname, 'stack-folder.ts')}'
const { path } = await openStackFolder()
const server = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' })
writeFileSync(path + '/server.pid', String(server.pid))
console.log(JSON.stringify({ path, pid: server.pid }))
setInterval(() => {}, 1000)
`

test.concurrent.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
  'nothing of a stack outlives its owner, ended by %s',
  async signal => {
    const owner = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [printed] = await once(owner.stdout, 'data')
    const { path, pid } = JSON.parse(String(printed))
    expect([existsSync(path), isAlive(pid)]).toEqual([true, true])
    owner.kill(signal)
    await once(owner, 'exit')
    await expect.poll(() => [existsSync(path), isAlive(pid)], { timeout: 20_000 }).toEqual([false, false])
  },
)
