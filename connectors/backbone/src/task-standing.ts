import type { KeyEntry } from './key-entry.ts'

/** How one task stands, for metrics: of the partition that is open here, and of no other. */
export type TaskStanding = {
  readonly partition: number
  /** Entries of its state: keys, and what the runtime keeps beside them. */
  readonly states: number
  readonly deadLetters: number
  readonly heldKeys: number
  /** Calls on the world that run now. */
  readonly callsRunning: number
  /** It cannot read what it has before the schema registry is back. */
  readonly waitsForRegistry: boolean
  /** Timers that should have fired: they are due for longer than publishers may take. */
  readonly timersOverdue: number
  /** Where keys stand, of aggregates that say so. */
  readonly keys: readonly { readonly aggregate: string; readonly standing: string; readonly count: number }[]
}

/** The word of an aggregate for where a key stands; nothing where it has none. */
export const standingOf = ({ aggregate, state }: KeyEntry): string | undefined =>
  state === undefined ? undefined : aggregate.standing?.(state)

/** Counts what is kept as it is committed, so that nobody has to go through all of it to know. */
export function createTaskCounts() {
  const deadLetters = new Set<string>()
  const heldKeys = new Set<string>()
  const byWord = new Map<string, number>()

  function countKey(aggregate: string, word: string | undefined, by: 1 | -1) {
    if (word === undefined) return
    const name = `${aggregate}/${word}`
    byWord.set(name, (byWord.get(name) ?? 0) + by)
  }

  return {
    /** An entry of the state as it is now; `undefined` when it went. */
    entry(stateKey: string, value: Uint8Array | null | undefined) {
      const among = stateKey.startsWith('dead/') ? deadLetters : stateKey.startsWith('hold/') ? heldKeys : undefined
      if (value) among?.add(stateKey)
      else among?.delete(stateKey)
    },
    /** A key as it was and as it is. */
    key(before: KeyEntry | undefined, after: KeyEntry) {
      const { name } = after.aggregate
      if (before) countKey(name, standingOf(before), -1)
      countKey(name, standingOf(after), 1)
    },
    standing(rest: Omit<TaskStanding, 'deadLetters' | 'heldKeys' | 'keys'>): TaskStanding {
      const keys = Array.from(byWord, ([name, count]) => {
        const slash = name.indexOf('/')
        return { aggregate: name.slice(0, slash), standing: name.slice(slash + 1), count }
      })
      return { ...rest, deadLetters: deadLetters.size, heldKeys: heldKeys.size, keys }
    },
  }
}
