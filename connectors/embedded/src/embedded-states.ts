import type { DatabaseSync } from 'node:sqlite'
import type { InRecord } from '@icms/backbone/record'

type StateLine = { partition: number; key: string; value: Uint8Array }

const pageStates = 500

/**
 * The states of a service as a changelog shows them: here they are kept in a table, so each is there once. Read page by
 * page, since a reading that stays open would hold everybody's view of the file where it began.
 */
export function* readStates(db: DatabaseSync, topic: string, service: string): Iterable<InRecord> {
  const page = db.prepare(
    'SELECT partition, key, value FROM states WHERE service = ? AND (partition, key) > (?, ?) ORDER BY partition, key LIMIT ?',
  )
  let offset = 0
  let after: readonly [number, string] = [-1, '']
  for (;;) {
    const lines = page.all(service, ...after, pageStates) as StateLine[]
    for (const { partition, key, value } of lines) {
      if (partition !== after[0]) offset = 0
      after = [partition, key]
      yield { topic, partition, offset: offset++, key, value, headers: {}, at: 0 }
    }
    if (lines.length < pageStates) return
  }
}
