import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** The data folder cannot be used: another process holds it, or it cannot be written. The message says which and what to do. */
export class DataFolderRefused extends Error {
  readonly code: 'IN_USE' | 'UNUSABLE'
  constructor(code: 'IN_USE' | 'UNUSABLE', message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'DataFolderRefused'
    this.code = code
  }
}

export type HeldFolder = { readonly file: string; release(): void }

/**
 * Takes a data folder for this process, creating it where it is missing. The lock is the operating system's, by way of
 * an exclusive transaction on a file of its own: it is gone when its process is, however that died, and no process id
 * is ever guessed at. `holder.json` only tells people who holds it. Throws `DataFolderRefused`.
 */
export function holdFolder(dataDir: string): HeldFolder {
  const folder = resolve(dataDir)
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw unusable(folder, error)
  }
  const lock = lockFile(folder)
  const holder = { pid: process.pid, host: hostname(), since: new Date().toISOString() }
  try {
    writeFileSync(join(folder, 'holder.json'), `${JSON.stringify(holder)}\n`)
  } catch (error) {
    lock.close()
    throw unusable(folder, error)
  }
  return { file: join(folder, 'icms.sqlite'), release: () => lock.isOpen && lock.close() }
}

/** A second connection on this file, even in this process, is refused. It must never be opened in any other way: closing it would drop the lock. */
function lockFile(folder: string): DatabaseSync {
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(join(folder, 'lock.sqlite'), { timeout: 0 })
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock?.close()
    if ((error as { errcode?: number }).errcode !== 5) throw unusable(folder, error)
    throw new DataFolderRefused(
      'IN_USE',
      `${folder} is in use by ${holderOf(folder)}: stop that one first, or choose another folder`,
      error,
    )
  }
}

function holderOf(folder: string): string {
  try {
    const { pid, host, since } = JSON.parse(readFileSync(join(folder, 'holder.json'), 'utf8')) as Record<
      string,
      unknown
    >
    return `process ${pid} on ${host}, since ${since}`
  } catch {
    return 'another process'
  }
}

function unusable(folder: string, error: unknown): DataFolderRefused {
  const why = error instanceof Error ? error.message : String(error)
  return new DataFolderRefused(
    'UNUSABLE',
    `${folder} cannot be used: ${why}. Make it writable, or choose another folder`,
    error,
  )
}
