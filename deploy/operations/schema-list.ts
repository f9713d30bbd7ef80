import type { Codec } from '@icms/backbone/codec'
import { contracts } from '@icms/schemas/contracts'

/** One schema that this build writes, with the id that its messages carry. */
export type ListedSchema = {
  readonly subject: string
  readonly topic: string
  readonly type: string
  readonly fullName: string
  readonly id: number | null
}

/** Every schema that this build writes, by topic. Asks the registry for those that this process has not met. Throws `NotNow`. */
export async function listSchemas(codec: Pick<Codec, 'idOf' | 'ready'>): Promise<readonly ListedSchema[]> {
  await codec.ready()
  return Array.from(contracts.subjects(), ({ subject, topic, fullName }) => ({
    subject,
    topic,
    type: fullName.slice(fullName.lastIndexOf('.') + 1),
    fullName,
    id: codec.idOf(fullName) ?? null,
  })).toSorted((a, b) => (a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0))
}
