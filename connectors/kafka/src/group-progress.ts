import type { Progress } from '@icms/backbone/port'
import type { Connections } from './connections.ts'
import { toBackboneError } from './kafka-errors.ts'
import type { Names } from './names.ts'

/** What the members of a group last told the broker of how far they have read. Throws `NotNow`. */
export async function groupProgress(connections: Connections, names: Names, reader: string): Promise<Progress[]> {
  const admin = connections.kafka().admin()
  try {
    await admin.connect()
    const told = await admin.fetchOffsets({ groupId: names.group(reader) })
    return told.flatMap(({ topic, partitions }) =>
      partitions
        .map(({ partition, offset }) => ({ topic: names.own(topic), partition, next: Number(offset) }))
        .filter(({ next }) => next >= 0),
    )
  } catch (error) {
    throw toBackboneError(error, `asking how far ${reader} has read`)
  } finally {
    void admin.disconnect().catch(() => {})
  }
}
