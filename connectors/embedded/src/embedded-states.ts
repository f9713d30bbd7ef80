import type { DatabaseSync } from 'node:sqlite'
import type { Codec } from '@icms/backbone/codec'
import type { Progress } from '@icms/backbone/port'
import type { InRecord } from '@icms/backbone/record'
import { progressIn } from '@icms/backbone/task-position'

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

/** How far the tasks of a service have read, or a group that ingests. */
export async function readProgress(db: DatabaseSync, codec: Codec, reader: string): Promise<Progress[]> {
  const positions = db.prepare("SELECT partition, value FROM states WHERE service = ? AND key = 'position'")
  const ingested = db.prepare(
    'SELECT name AS topic, partition, next FROM ingested JOIN topics USING (topic) WHERE reader = ?',
  )
  const tasks = (positions.all(reader) as Omit<StateLine, 'key'>[]).map(({ partition, value }) =>
    progressIn(codec, partition, value),
  )
  return [...(await Promise.all(tasks)).flat(), ...(ingested.all(reader) as Progress[])]
}
