import avro from 'avsc'
import type { Message } from './evidence.ts'
import type { RawRecord } from './read-by-kcat.ts'

/** The text of the schema with this id, wherever a registry keeps it. */
export type FindSchema = (id: number) => Promise<string>

/** Asks a schema registry by its REST interface. */
export const schemasOf =
  (registryUrl: string): FindSchema =>
  async id => {
    const answer = await fetch(`${registryUrl}/schemas/ids/${id}`)
    if (!answer.ok) throw new Error(`the registry answered ${answer.status} for schema ${id}`)
    return ((await answer.json()) as { schema: string }).schema
  }

/** Decodes records by the schema that each names in its first five bytes, by avsc alone. */
export async function decodeAll(records: readonly RawRecord[], findSchema: FindSchema): Promise<readonly Message[]> {
  const types = new Map<number, avro.Type | undefined>()
  const ids = new Set(records.flatMap(({ value }) => (value && isFramed(value) ? [value.readInt32BE(1)] : [])))
  for (const id of ids)
    types.set(
      id,
      await findSchema(id).then(
        text => avro.Type.forSchema(JSON.parse(text) as avro.Schema, { wrapUnions: 'auto' }),
        () => undefined,
      ),
    )
  return records.map(record => {
    const { value } = record
    const type = value && isFramed(value) ? types.get(value.readInt32BE(1)) : undefined
    if (!type) return { ...record, type: '', data: undefined }
    try {
      return { ...record, type: type.name!.replace(/^.*\./, ''), data: type.fromBuffer(value!.subarray(5)) }
    } catch {
      return { ...record, type: '', data: undefined }
    }
  })
}

/** Confluent's framing: a zero byte and four of the id. */
const isFramed = (value: Buffer) => value.length >= 5 && value[0] === 0
