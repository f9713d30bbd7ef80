import { DatabaseSync } from 'node:sqlite'
import { decodeAll } from './decode.ts'
import type { Message } from './evidence.ts'
import type { RawRecord } from './read-by-kcat.ts'

type Stored = { readonly partition: number; readonly key: string | null; readonly value: Uint8Array | null }
type LogRow = Stored & {
  readonly topic: string
  readonly position: number
  readonly headers: string
  readonly at: number
}
type StateRow = Stored & { readonly service: string }
type SchemaRow = { readonly id: number; readonly schema: string }

/**
 * Everything that is committed in a file of the embedded backbone, by SQL of its own, as one moment has it. States are
 * told as the changelog that they would be; of a key that has none its chain is told to be forgotten, as the file does not
 * say whether it ever had one.
 */
export async function readEmbedded(file: string): Promise<readonly Message[]> {
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    db.exec('BEGIN')
    const all = <Row>(sql: string) => db.prepare(sql).all() as unknown as readonly Row[]
    const records = all<LogRow>(
      'SELECT name AS topic, partition, position, key, value, headers, at FROM log JOIN topics USING (topic) ORDER BY name, partition, position',
    ).map(recordOf)
    const states = all<StateRow>('SELECT service, partition, key, value FROM states').map((row, i) => stateOf(row, i))
    const schemas = new Map(all<SchemaRow>('SELECT id, schema FROM schemas').map(({ id, schema }) => [id, schema]))
    const raw = [...records, ...forgotten(records, states), ...states]
    return await decodeAll(raw, async id => schemas.get(id) ?? Promise.reject(new Error(`no schema ${id}`)))
  } finally {
    db.close()
  }
}

/** What a compacted topic takes away is zeroes of the same length. */
const leftOf = (value: Uint8Array | null) =>
  value === null || value.every(byte => byte === 0) ? null : Buffer.from(value)
const keyOf = (key: string | null) => (key === null ? null : Buffer.from(key))

const recordOf = ({ topic, partition, position, key, value, headers, at }: LogRow): RawRecord => ({
  ...{ topic, partition, offset: position, at },
  key: keyOf(key),
  value: leftOf(value),
  headers: JSON.parse(headers) as Record<string, string>,
})

const stateOf = ({ service, partition, key, value }: StateRow, offset: number): RawRecord => ({
  ...{ topic: `${service}.state.v1`, partition, offset, at: 0, headers: {} },
  key: keyOf(key),
  value: leftOf(value),
})

function forgotten(records: readonly RawRecord[], states: readonly RawRecord[]): RawRecord[] {
  const kept = new Set(states.map(({ topic, key }) => `${topic} ${key}`))
  const found = new Map<string, RawRecord>()
  for (const { topic, headers } of records) {
    const [, service] = /^(.+)\.events\.v1$/.exec(topic) ?? []
    const [, chain] = /^\d+;[\w-]*;(.+)$/.exec(headers.icms_chain ?? '') ?? []
    if (service === undefined || chain === undefined || kept.has(`${service}.state.v1 state/${chain}`)) continue
    const place = { topic: `${service}.state.v1`, partition: 0, offset: 0, at: 0, headers: {}, value: null }
    found.set(`${service} ${chain}`, { ...place, key: Buffer.from(`state/${chain}`) })
  }
  return [...found.values()]
}
