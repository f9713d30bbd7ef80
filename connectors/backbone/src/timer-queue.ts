/** A timer of one key of one aggregate. */
export type QueuedTimer = { readonly stateKey: string; readonly name: string; readonly at: number }

/**
 * The timers of a task in due order: a binary heap whose entries are dropped lazily, since most timers are cancelled
 * before they are due. Ties are broken by key and name, so that the order never depends on the order of arrival.
 */
export function createTimerQueue() {
  const heap: QueuedTimer[] = []
  const wanted = new Map<string, Map<string, number>>()

  const isWanted = (t: QueuedTimer) => wanted.get(t.stateKey)?.get(t.name) === t.at

  function push(timer: QueuedTimer) {
    let i = heap.push(timer) - 1
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (compare(heap[parent]!, timer) <= 0) break
      heap[i] = heap[parent]!
      i = parent
    }
    heap[i] = timer
  }

  function pop() {
    const last = heap.pop()
    if (!last || heap.length === 0) return
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && compare(heap[child + 1]!, heap[child]!) < 0) child++
      if (compare(last, heap[child]!) <= 0) break
      heap[i] = heap[child]!
      i = child
    }
    heap[i] = last
  }

  function first(): QueuedTimer | undefined {
    while (heap[0] && !isWanted(heap[0])) pop()
    return heap[0]
  }

  return {
    /** Replaces all timers of a key. */
    set(stateKey: string, timers: readonly { readonly name: string; readonly at: number }[]) {
      const before = wanted.get(stateKey)
      if (timers.length === 0) return void wanted.delete(stateKey)
      wanted.set(stateKey, new Map(timers.map(t => [t.name, t.at])))
      for (const t of timers) if (before?.get(t.name) !== t.at) push({ stateKey, name: t.name, at: t.at })
    },
    /** When the earliest timer is due. */
    next: (): number | undefined => first()?.at,
    /** Takes up to `limit` timers due at or before `instant`, in due order. What is not `set` again is gone. */
    take(instant: number, limit: number): QueuedTimer[] {
      const taken: QueuedTimer[] = []
      for (let t = first(); t && t.at <= instant && taken.length < limit; t = first()) {
        taken.push(t)
        wanted.get(t.stateKey)?.delete(t.name)
        pop()
      }
      return taken
    },
    /** How many are due at or before an instant. */
    dueBy(instant: number): number {
      let count = 0
      const below = [0]
      for (let i = below.pop(); i !== undefined; i = below.pop()) {
        const timer = heap[i]
        if (!timer || timer.at > instant) continue
        if (isWanted(timer)) count++
        below.push(2 * i + 1, 2 * i + 2)
      }
      return count
    },
    size: () => [...wanted.values()].reduce((sum, timers) => sum + timers.size, 0),
  }
}

export type TimerQueue = ReturnType<typeof createTimerQueue>

function compare(a: QueuedTimer, b: QueuedTimer): number {
  if (a.at !== b.at) return a.at - b.at
  if (a.stateKey !== b.stateKey) return a.stateKey < b.stateKey ? -1 : 1
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}
