import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { getPriority } from 'node:os'
import { expect, test } from 'vitest'
import { giveSpareTimeOnly } from './spare-time.ts'

test('a process that has spare time only yields to all others, in whatever session they are', async () => {
  const child = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' })
  await once(child, 'spawn')
  try {
    giveSpareTimeOnly(child)
    expect(getPriority(child.pid)).toBe(19)
    const group = `/proc/${child.pid}/autogroup`
    expect(existsSync(group) ? readFileSync(group, 'utf8') : 'nice 19').toContain('nice 19')
  } finally {
    child.kill('SIGKILL')
    await once(child, 'close')
  }
})
