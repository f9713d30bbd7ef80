import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { BigIntStats } from 'node:fs'

/** What tells one state of a file from another. */
export type Snapshot = {
  readonly ino: bigint
  readonly size: bigint
  readonly mtimeNs: bigint
  readonly ctimeNs: bigint
}

export const snapshotOf = ({ ino, size, mtimeNs, ctimeNs }: BigIntStats): Snapshot => ({ ino, size, mtimeNs, ctimeNs })

export const isSame = (a: Snapshot, b: Snapshot): boolean =>
  a.ino === b.ino && a.size === b.size && a.mtimeNs === b.mtimeNs && a.ctimeNs === b.ctimeNs

export type Seen = Snapshot & {
  /** When it was first seen as it is, ms of a clock that only goes on. */
  readonly since: number
}

export const dropTimes = {
  lookEveryMs: 2_000,
  /** After so long without a change a file is complete. */
  unchangedMs: 30_000,
  /** How long a file without a `.json` is left for one to come. */
  sidecarMs: 5_000,
} as const
export type DropTimes = { readonly [Name in keyof typeof dropTimes]: number }

/**
 * Whether a file is complete: unchanged for 30 s, or renamed into its place. A write sets both of its times alike; a later change
 * of its name, its mode or its times only the one of them, and is the last thing that whoever copies a file does. It must have
 * been so when it was seen before.
 */
export function isComplete({ mtimeNs, ctimeNs, since }: Seen, now: number, wallNow: number, times: DropTimes): boolean {
  const lastMs = Number((mtimeNs > ctimeNs ? mtimeNs : ctimeNs) / 1_000_000n)
  const seenMs = now - since
  if (seenMs >= times.unchangedMs || wallNow - lastMs >= times.unchangedMs) return true
  return ctimeNs > mtimeNs && seenMs >= times.lookEveryMs / 2
}

export type ReadFile =
  | { readonly state: 'read'; readonly content: Buffer; readonly mtimeMs: number }
  /** It changed while it was read, is gone, or is no plain file. */
  | { readonly state: 'changed' | 'too-large' }

/** Reads a plain file as it was seen; links are not followed. Throws what the system says. */
export async function readSeen(path: string, seen: Snapshot, bytesMax: number): Promise<ReadFile> {
  let handle: FileHandle
  try {
    handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (error) {
    if (['ENOENT', 'ELOOP', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return { state: 'changed' }
    throw error
  }
  try {
    const before = await handle.stat({ bigint: true })
    if (!before.isFile() || !isSame(before, seen)) return { state: 'changed' }
    if (before.size > bytesMax) return { state: 'too-large' }
    const content = await handle.readFile()
    const after = await handle.stat({ bigint: true })
    if (!isSame(after, seen) || BigInt(content.length) !== seen.size) return { state: 'changed' }
    return { state: 'read', content, mtimeMs: Number(seen.mtimeNs / 1_000_000n) }
  } finally {
    await handle.close()
  }
}
