import type { DatabaseSync } from 'node:sqlite'
import { type Count, countedOf, countOne, type EdgeMemory, refuseBeyondLimits } from '@icms/backbone/edge-memory'
import { BackboneError } from '@icms/backbone/errors'
import type { EmbeddedProcess } from './embedded-process.ts'
import type { Writer } from './writer.ts'

const unwrittenMax = 10_000

/**
 * What edges remember, in the same file. A name is remembered when it is on the disk. A count is answered at once and
 * written behind, since every request is counted and none should wait for a flush: kill -9 may lose the last moment's.
 * The era began with the file, which is lost as a whole or not at all.
 */
export function createEmbeddedEdgeMemory(
  db: DatabaseSync,
  writer: Writer,
  { clock, alive }: Pick<EmbeddedProcess, 'clock' | 'alive'>,
): { readonly edgeMemory: EdgeMemory; settled(): Promise<unknown> } {
  const era = String(db.prepare("SELECT value FROM deployment WHERE name = 'era'").get()!.value)
  const remembered = db.prepare('SELECT 1 FROM remembered WHERE name = ? AND until > ?')
  const counted = db.prepare('SELECT count, until FROM counted WHERE name = ?')
  const unwritten = new Map<string, Count>()
  const beingWritten = new Map<string, Promise<void>>()

  function written(name: string): Count | undefined {
    const found = counted.get(name)
    return found && { count: Number(found.count), untilMs: Number(found.until) }
  }

  function makeRoom() {
    if (unwritten.size < unwrittenMax) return
    for (const [name, { untilMs }] of unwritten) if (untilMs <= clock.now()) unwritten.delete(name)
    if (unwritten.size >= unwrittenMax)
      throw new BackboneError('NotNow', 'the disk does not keep up: too many counts are waiting to be written')
  }

  /** Until the file says what was counted last. What cannot be written counts on here, and is tried again with the next. */
  async function write(name: string) {
    try {
      for (let count = unwritten.get(name); count; count = unwritten.get(name)) {
        await writer.write({ kind: 'count', name, count: count.count, until: count.untilMs, now: clock.now() })
        if (unwritten.get(name) === count) unwritten.delete(name)
      }
    } catch {
      // Said by whatever has to be on the disk.
    } finally {
      beingWritten.delete(name)
    }
  }

  const edgeMemory: EdgeMemory = {
    async era() {
      alive()
      return era
    },
    async remember(name, forMs) {
      alive()
      refuseBeyondLimits(name, forMs)
      const now = clock.now()
      await writer.write({ kind: 'remember', name, until: now + forMs, now })
    },
    async isRemembered(name, known) {
      alive()
      return known !== era || remembered.get(name, clock.now()) !== undefined
    },
    async count(name, windowMs) {
      alive()
      refuseBeyondLimits(name, windowMs)
      if (!unwritten.has(name)) makeRoom()
      const now = clock.now()
      const next = countOne(unwritten.get(name) ?? written(name), now, windowMs)
      unwritten.set(name, next)
      if (!beingWritten.has(name)) beingWritten.set(name, write(name))
      return countedOf(next, now)
    },
  }

  return {
    edgeMemory,
    /** When all that was counted is in the file, as far as it can be written. */
    settled: () => Promise.all(beingWritten.values()),
  }
}
