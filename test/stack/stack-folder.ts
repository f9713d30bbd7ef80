import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { statfsSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface StackFolder {
  readonly path: string
  /** Kills every process whose pid file lies in the folder, then removes the folder. May be called again. */
  sweep(): Promise<void>
}

// Reads until the other end of its input is gone, for whatever reason, and then kills and removes.
const sweeper = `
cat >/dev/null
for file in "$1"/*.pid; do
  [ -f "$file" ] && kill -9 "$(cat "$file")" 2>/dev/null
done
for attempt in 1 2 3 4 5; do
  rm -rf "$1" 2>/dev/null && break
  sleep 0.2
done
`

const inMemory = '/dev/shm'
/** Far more than all stacks of a run write. What containers give by default is far less. */
const roomBytesMin = 2 * 1024 ** 3

/**
 * Where files are made at least cost: those of a broker, thousands, take it a tenth of its processor's time on a disk.
 * They outlive kill -9 of their process in either place.
 */
export const quickFolder = (): string => {
  try {
    const { bavail, bsize } = statfsSync(inMemory)
    return bavail * bsize > roomBytesMin ? inMemory : tmpdir()
  } catch {
    return tmpdir()
  }
}

/**
 * A temporary folder that dies with this process. A small shell holds the other end of a pipe: when this process ends,
 * by itself, by Ctrl-C or by kill -9, the pipe closes and the shell kills what the folder's `*.pid` files name.
 */
export const openStackFolder = async (parent = tmpdir()): Promise<StackFolder> => {
  const path = await mkdtemp(join(parent, 'icms-stack-'))
  const shell = spawn('/bin/sh', ['-c', sweeper, 'icms-stack-sweeper', path], {
    // Its own session: Ctrl-C in the terminal must not reach it before it has swept.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const swept = once(shell, 'exit')
  shell.unref()
  return {
    path,
    sweep: async () => {
      shell.ref()
      shell.stdin.end()
      await swept
    },
  }
}
