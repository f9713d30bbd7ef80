export type Member = { readonly id: string; readonly owned: readonly number[] }

/**
 * Partition numbers by member: partition p of every topic goes to the same one. Balanced to within one, and a member
 * keeps what it has where balance allows: a task that moves must be restored.
 */
export function assignTogether(members: readonly Member[], partitions: number): Map<string, number[]> {
  const sorted = members.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const free = new Set(Array.from({ length: partitions }, (_, p) => p))
  const given = new Map<string, number[]>(sorted.map(m => [m.id, []]))
  const least = Math.floor(partitions / sorted.length)
  let oneMore = partitions % sorted.length
  for (const { id, owned } of sorted) {
    const mine = given.get(id)!
    for (const partition of owned) {
      if (!free.has(partition)) continue
      if (mine.length === least) {
        if (oneMore === 0) break
        oneMore--
      } else if (mine.length > least) break
      mine.push(partition)
      free.delete(partition)
    }
  }
  for (const partition of free) {
    const smallest = [...given.values()].reduce((a, b) => (b.length < a.length ? b : a))
    smallest.push(partition)
  }
  for (const mine of given.values()) mine.sort((a, b) => a - b)
  return given
}
