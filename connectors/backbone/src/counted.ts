import type { Runtime, Signal } from './runtime.ts'

type Count = Pick<Signal, 'name' | 'labels' | 'seconds' | 'count'>

/** Counts what inputs do, and tells it when their commit was taken: what is taken back was never counted. */
export function createCounted(runtime: Runtime, partition: number) {
  const service = runtime.service.name
  const { signal } = runtime
  const counts: Count[] = []

  return {
    add(name: Signal['name'], labels?: Signal['labels']) {
      if (signal) counts.push(labels ? { name, count: 1, labels } : { name, count: 1 })
    },
    addTimed(name: Signal['name'], seconds: number) {
      if (signal) counts.push({ name, count: 1, seconds })
    },
    mark: () => counts.length,
    undoTo(mark: number) {
      counts.length = Math.min(counts.length, mark)
    },
    /** The commit was taken: one signal for all that counts alike. */
    tell() {
      if (!signal) return
      const alike = new Map<string, { -readonly [P in keyof Count]: Count[P] }>()
      for (const one of counts) {
        const { name, labels, seconds, count } = one
        if (seconds !== undefined) {
          signal({ ...one, service, partition })
          continue
        }
        let label: string = name
        for (const part in labels) label += ` ${labels[part as keyof typeof labels]}`
        const same = alike.get(label)
        if (same) same.count += count
        else alike.set(label, { ...one })
      }
      for (const one of alike.values()) signal({ ...one, service, partition })
      counts.length = 0
    },
    forget() {
      counts.length = 0
    },
  }
}

export type Counted = ReturnType<typeof createCounted>
