import type { Profiler } from 'node:inspector'

/** Whose work it is: the first whose files match, seen from what ran at a sample back to what called it. */
export type Owner = { readonly name: string; readonly files: RegExp }

export type Shares = {
  /** Microseconds of the thread by owner, the largest first. What belongs to none is `other`. */
  readonly micros: ReadonlyMap<string, number>
  readonly busyMicros: number
  readonly idleMicros: number
}

const idle = '(idle)'
/** Work of the engine that nobody called for. */
const engine: ReadonlyMap<string, string> = new Map([
  ['(garbage collector)', 'garbage collection'],
  ['(program)', 'the engine'],
])

/**
 * Divides what a thread did by whose it was. A sample belongs to the nearest caller that an owner claims: what Node does for a file
 * (a hash, a write to a socket) is that file's.
 */
export function sharesOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile, owners: readonly Owner[]): Shares {
  const byId = new Map(nodes.map(node => [node.id, node]))
  const callers = new Map(nodes.flatMap(node => (node.children ?? []).map(child => [child, node.id] as const)))
  const known = new Map<number, string>()

  function ownerOf(id: number): string {
    const found = known.get(id)
    if (found !== undefined) return found
    const { functionName, url } = byId.get(id)!.callFrame
    const caller = callers.get(id)
    const owner =
      engine.get(functionName) ??
      owners.find(({ files }) => files.test(url))?.name ??
      (caller === undefined ? 'other' : ownerOf(caller))
    known.set(id, owner)
    return owner
  }

  const micros = new Map<string, number>()
  let idleMicros = 0
  let busyMicros = 0
  for (const [i, id] of samples.entries()) {
    const took = timeDeltas[i] ?? 0
    if (byId.get(id)!.callFrame.functionName === idle) idleMicros += took
    else {
      busyMicros += took
      micros.set(ownerOf(id), (micros.get(ownerOf(id)) ?? 0) + took)
    }
  }
  return { micros: new Map([...micros].sort(([, a], [, b]) => b - a)), busyMicros, idleMicros }
}
