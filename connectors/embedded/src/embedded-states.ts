import type { DatabaseSync } from 'node:sqlite'
import type { InRecord } from '@icms/backbone/record'

type StateLine = { partition: number; key: string; value: Uint8Array }

/** The states of a service as a changelog shows them: here they are kept in a table, so each is there once. */
export function* readStates(db: DatabaseSync, topic: string, service: string): Iterable<InRecord> {
  const lines = db.prepare('SELECT partition, key, value FROM states WHERE service = ? ORDER BY partition, key')
  const offsets = new Map<number, number>()
  for (const { partition, key, value } of lines.iterate(service) as Iterable<StateLine>) {
    const offset = offsets.get(partition) ?? 0
    offsets.set(partition, offset + 1)
    yield { topic, partition, offset, key, value, headers: {}, at: 0 }
  }
}
