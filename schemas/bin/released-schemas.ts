import { appendFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AvroRecord } from '../src/avro-schema.ts'

const folder = join(import.meta.dirname, '../released')

/** A schema of a record as it was released on a topic, or under `backbone` for the runtime's own. */
export type ReleasedSchema = { readonly topic: string; readonly fullName: string; readonly schema: AvroRecord }

/** Every released schema, oldest first for each record, from `released/<topic>.jsonl`: one a line, only ever appended. */
export const readReleased = (): readonly ReleasedSchema[] => {
  mkdirSync(folder, { recursive: true })
  return readdirSync(folder)
    .filter(file => file.endsWith('.jsonl'))
    .sort()
    .flatMap(file =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .filter(line => line !== '')
        .map(line => ({ topic: file.slice(0, -'.jsonl'.length), ...JSON.parse(line) })),
    )
}

/** Adds a released schema after those before it. */
export const appendReleased = ({ topic, fullName, schema }: ReleasedSchema): void => {
  mkdirSync(folder, { recursive: true })
  appendFileSync(join(folder, `${topic}.jsonl`), `${JSON.stringify({ fullName, schema })}\n`)
}
