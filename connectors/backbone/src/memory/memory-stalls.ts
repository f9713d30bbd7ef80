/** Deliveries of a topic to one service that stall, while all others go on: what is written at one time is then read in any order. */
export function createMemoryStalls() {
  /** How many stalls there are of a service and topic. */
  const stalled = new Map<string, number>()
  const listeners = new Set<() => void>()
  const nameOf = (service: string, topic: string) => `${service} ${topic}`
  return {
    isStalled: (service: string, topic: string) => stalled.size > 0 && stalled.has(nameOf(service, topic)),
    /** Answers how to end it. */
    stall(service: string, topic: string): () => void {
      const name = nameOf(service, topic)
      stalled.set(name, (stalled.get(name) ?? 0) + 1)
      return () => {
        const left = stalled.get(name)! - 1
        if (left > 0) return void stalled.set(name, left)
        stalled.delete(name)
        for (const listener of [...listeners]) listener()
      }
    },
    onEnd(listener: () => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
