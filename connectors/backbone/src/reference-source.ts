import { type Clock, pause } from './clock.ts'
import { isBackboneError } from './errors.ts'
import type { Backbone } from './port.ts'
import type { InRecord } from './record.ts'
import { noReference, type Reference, type ReferenceEntry, withEntry } from './reference.ts'
import type { ReferenceSource } from './runtime.ts'

const retryMs = 200

/** A table that never changes: for services and tests that need no reference data. */
export const fixedReference = (reference: Reference = noReference): ReferenceSource => ({
  current: () => reference,
  atLeast: () => Promise.resolve(),
  onChange: () => () => {},
})

/**
 * Follows the topic of reference data and folds it into one table for all tasks of this process. Resolves when all that
 * had been recorded is in it. A record that `entryOf` does not know is skipped.
 */
export async function followReference(
  backbone: Backbone,
  clock: Clock,
  topic: string,
  entryOf: (fullName: string, data: unknown) => ReferenceEntry | undefined,
): Promise<ReferenceSource & { stop(): Promise<void> }> {
  const { codec } = backbone
  let table = noReference
  /** While a value waits for its schema: all that came since waits behind it. */
  let order: Promise<void> | undefined
  const changed = new Set<() => void>()
  function fold(value: Uint8Array) {
    const entry = entryOf(codec.nameOf(value), codec.decode(value))
    const next = entry ? withEntry(table, entry) : table
    if (next === table) return
    table = next
    for (const callback of [...changed]) callback()
  }
  async function foldAfter(before: Promise<void> | undefined, value: Uint8Array) {
    try {
      await before
      if (!codec.isPrepared(value)) await prepared(backbone, clock, value)
      fold(value)
    } catch {
      // What cannot be read is no entry.
    }
  }
  function take({ value }: InRecord) {
    if (!value) return
    if (order || !codec.isPrepared(value)) {
      const mine: Promise<void> = foldAfter(order, value).then(() => {
        if (order === mine) order = undefined
      })
      order = mine
      return
    }
    try {
      fold(value)
    } catch {
      // What cannot be read is no entry.
    }
  }
  const following = await backbone.follow(topic, take)
  const caughtUp = async () => {
    await following.caughtUp()
    await order
  }
  await caughtUp()
  return {
    current: () => table,
    async atLeast(version) {
      while (table.version < version) {
        await caughtUp()
        if (table.version < version) await pause(clock, retryMs)
      }
    },
    onChange(callback) {
      changed.add(callback)
      return () => void changed.delete(callback)
    },
    stop: () => following.stop(),
  }
}

async function prepared(backbone: Backbone, clock: Clock, value: Uint8Array) {
  for (;;) {
    try {
      return await backbone.codec.prepare([value])
    } catch (error) {
      if (!isBackboneError(error, 'NotNow')) throw error
      await pause(clock, retryMs)
    }
  }
}
