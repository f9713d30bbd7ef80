import type { DatabaseSync } from 'node:sqlite'
import { createCodec, type SchemaIds } from '@icms/backbone/codec'
import type { Contracts } from '@icms/backbone/contracts'
import type { Writer } from './writer.ts'

/** Schema ids in the file itself, from 1: the same schema has the same id whatever its subject, as in a registry. */
export function createEmbeddedSchemaIds(db: DatabaseSync, writer: Writer): SchemaIds {
  const registered = db.prepare('SELECT id FROM subjects JOIN schemas USING (id) WHERE subject = ? AND schema = ?')
  const byId = db.prepare('SELECT schema FROM schemas WHERE id = ?')
  return {
    async idFor(subject, schema) {
      const text = JSON.stringify(schema)
      const found = registered.get(subject, text)
      return found ? Number(found.id) : (await writer.write({ kind: 'schema', subject, schema: text })).value
    },
    async schemaFor(id) {
      const found = byId.get(id)
      return found && (JSON.parse(found.schema as string) as object)
    },
  }
}

/** Registers all that these contracts write at once: in one flush to the disk instead of one for each schema. */
export async function registerTogether(contracts: Contracts, ids: SchemaIds): Promise<void> {
  const asked: { subject: string; schema: object }[] = []
  const asking: SchemaIds = {
    idFor: async (subject, schema) => asked.push({ subject, schema }),
    schemaFor: async () => undefined,
  }
  await createCodec(contracts, asking).ready()
  await Promise.all(asked.map(({ subject, schema }) => ids.idFor(subject, schema)))
}
