import type { SchemaIds } from '../codec.ts'
import { BackboneError } from '../errors.ts'

/** A schema registry in memory: the same schema has the same id whatever its subject; it can be taken away. */
export function createMemorySchemaIds(): SchemaIds & { setAway(away: boolean): void } {
  const ids = new Map<string, number>()
  const schemas: object[] = []
  let away = false
  const reachable = () => {
    if (away) throw new BackboneError('NotNow', 'the schema registry cannot be reached')
  }
  return {
    async idFor(_subject, schema) {
      reachable()
      const text = JSON.stringify(schema)
      const id = ids.get(text) ?? schemas.push(JSON.parse(text) as object)
      ids.set(text, id)
      return id
    },
    async schemaFor(id) {
      reachable()
      return schemas[id - 1]
    },
    setAway(value) {
      away = value
    },
  }
}
