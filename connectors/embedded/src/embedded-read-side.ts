import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Row } from '@icms/backbone/aggregate'
import type { Clock } from '@icms/backbone/clock'
import { partitionOf } from '@icms/backbone/partitioner'
import type { Outcome, ReadSide, ReadSideChanges, RowQuery } from '@icms/backbone/port'
import { pageRowsMax, placeOf, placeText } from '@icms/backbone/row-order'
import type { RowPlaces, Shown } from './written-parts.ts'

const outcomeMsMax = 7 * 24 * 3_600_000

const placesOf = (row: Row): RowPlaces =>
  Object.entries(row.indexes ?? {}).map(([field, { value, order }]) => ({ field, value, place: order }))

/** A commit's changes as the writer takes them. `now`: UTC ms, from which outcomes expire. */
export function shownOf({ rows, outcomes }: ReadSideChanges, now: number): Shown[] {
  const shown: Shown[] = []
  for (const { before, after } of rows) {
    if (before) shown.push({ kind: 'hide', name: before.table, id: before.id, places: placesOf(before) })
    if (after)
      shown.push({ kind: 'row', name: after.table, id: after.id, row: JSON.stringify(after), places: placesOf(after) })
  }
  for (const outcome of outcomes)
    shown.push({
      kind: 'outcome',
      command: outcome.commandId,
      outcome: outcomeText(outcome),
      until: now + outcomeMsMax,
      now,
    })
  return shown
}

const outcomeText = ({ body, outputs }: Outcome) =>
  JSON.stringify([body, outputs.map(({ type, value }) => [type, Buffer.from(value).toString('base64')])])

function outcomeOf(commandId: string, text: string): Outcome {
  const [body, outputs] = JSON.parse(text) as [string, [string, string][]]
  return { commandId, body, outputs: outputs.map(([type, value]) => ({ type, value: Buffer.from(value, 'base64') })) }
}

/** Rows and outcomes are in the file that decisions are in, and in the same transaction: what is read is what was committed. */
export function createEmbeddedReadSide(db: DatabaseSync, partitions: number, clock: Clock) {
  const waiting = new Map<string, Set<() => void>>()
  const shownBy = db.prepare('SELECT shown_by FROM tasks WHERE service = ? AND partition = ?')
  const shown = db.prepare('SELECT count(*) AS ready FROM tasks WHERE service = ? AND shown_by IS NOT NULL')
  const one = db.prepare('SELECT row FROM rows WHERE service = ? AND partition = ? AND name = ? AND id = ?')
  const outcome = db.prepare(
    'SELECT outcome FROM outcomes WHERE service = ? AND partition = ? AND command = ? AND until > ?',
  )
  const pages = new Map<string, StatementSync>()

  function pageOf(service: string, query: RowQuery, rowsMax: number) {
    const [order, beyond] = query.descending ? ['DESC', '<'] : ['ASC', '>']
    const after = query.after === undefined ? undefined : placeOf(query.after)
    const text = `SELECT row, place, id FROM row_places JOIN rows USING (service, partition, name, id)
      WHERE service = ? AND name = ? AND field = ? AND value = ? ${after ? `AND (place, id) ${beyond} (?, ?)` : ''}
      ORDER BY place ${order}, id ${order} LIMIT ?`
    const page = pages.get(text) ?? db.prepare(text)
    pages.set(text, page)
    return page.all(service, query.table, query.index, query.value, ...(after ? [after.order, after.id] : []), rowsMax)
  }

  /** Whether rows are whole and what they are is read together: a rebuilding may begin between the two. */
  function atOneMoment<T>(read: () => T): T {
    db.exec('BEGIN')
    try {
      return read()
    } finally {
      db.exec('COMMIT')
    }
  }

  const readSide: ReadSide = {
    async get(service, table, id, key = id) {
      const partition = partitionOf(key, partitions)
      return atOneMoment(() => {
        if (typeof shownBy.get(service, partition)?.shown_by !== 'string') return { state: 'rebuilding' }
        const found = one.get(service, partition, table, id)
        return { state: 'ready', found: found && (JSON.parse(found.row as string) as Row) }
      })
    },
    async list(service, query) {
      const limit = Math.max(1, Math.min(query.limit, pageRowsMax))
      const lines = atOneMoment(() =>
        shown.get(service)?.ready === partitions ? pageOf(service, query, limit + 1) : undefined,
      )
      if (!lines) return { state: 'rebuilding' }
      const rows = lines.slice(0, limit).map(line => JSON.parse(line.row as string) as Row)
      const last = lines.length > limit ? lines[limit - 1] : undefined
      const next = last && placeText({ order: last.place as number, id: last.id as string })
      return { state: 'ready', found: next ? { rows, next } : { rows } }
    },
    async outcome(service, key, commandId) {
      const found = outcome.get(service, partitionOf(key, partitions), commandId, clock.now())
      return found && outcomeOf(commandId, found.outcome as string)
    },
    async onOutcome(service, commandId, callback) {
      const name = `${service} ${commandId}`
      waiting.set(name, (waiting.get(name) ?? new Set()).add(callback))
      return () => {
        const callbacks = waiting.get(name)
        callbacks?.delete(callback)
        if (callbacks?.size === 0) waiting.delete(name)
      }
    },
  }

  return {
    readSide,
    announce(service: string, outcomes: readonly Outcome[]) {
      for (const { commandId } of outcomes)
        for (const callback of [...(waiting.get(`${service} ${commandId}`) ?? [])]) callback()
    },
  }
}

export type EmbeddedReadSide = ReturnType<typeof createEmbeddedReadSide>
