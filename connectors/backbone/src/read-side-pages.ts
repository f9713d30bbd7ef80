import type { TaskMemory } from './batch.ts'
import { decodeEntry, partsOf, rowsOf, sealRow } from './key-entry.ts'
import type { Outcome, ReadSideChanges, RowChange } from './port.ts'
import type { Runtime } from './runtime.ts'
import type { Stager } from './stage.ts'

/** Entries of one page; small enough for one call of the read side. */
const pageEntriesMax = 100

/** All that the read side should hold of a task, page by page, from memory. */
export function* readSideOf(runtime: Runtime, memory: TaskMemory, stager: Stager): Iterable<ReadSideChanges> {
  const aggregates = new Map(runtime.service.aggregates.map(a => [a.name, a]))
  let rows: RowChange[] = []
  let outcomes: Outcome[] = []
  for (const row of stager.dead.rows(memory.bytes)) rows.push({ after: row })
  for (const row of stager.channels.rows(memory.bytes)) rows.push({ after: row })
  for (const [stateKey, bytes] of memory.bytes) {
    const parts = partsOf(stateKey)
    const aggregate = parts && aggregates.get(parts.aggregate)
    if (!parts || !aggregate) continue
    const entry = memory.decoded.get(stateKey) ?? decodeEntry(runtime.codec, aggregate, parts.key, bytes)
    for (const after of rowsOf(entry)) rows.push({ after: sealRow(runtime.codec, entry, after) })
    outcomes.push(...entry.outcomes)
    if (rows.length + outcomes.length < pageEntriesMax) continue
    yield { rows, outcomes }
    rows = []
    outcomes = []
  }
  yield { rows, outcomes }
}
