import type { SchemaIdsAtHand } from '../codec.ts'
import { BackboneError } from '../errors.ts'

/** Schemas are never changed, and every one is registered by every host of a test run. */
const textOf = new WeakMap<object, string>()

/** A schema registry in memory: the same schema has the same id whatever its subject; it can be taken away. */
export function createMemorySchemaIds(): SchemaIdsAtHand & { setAway(away: boolean): void } {
  const ids = new Map<string, number>()
  const texts: string[] = []
  let away = false
  const reachable = () => {
    if (away) throw new BackboneError('NotNow', 'the schema registry cannot be reached')
  }
  return {
    idFor(_subject, schema) {
      reachable()
      const text = textOf.get(schema) ?? JSON.stringify(schema)
      textOf.set(schema, text)
      const id = ids.get(text) ?? texts.push(text)
      ids.set(text, id)
      return id
    },
    async schemaFor(id) {
      reachable()
      const text = texts[id - 1]
      return text === undefined ? undefined : (JSON.parse(text) as object)
    },
    setAway(value) {
      away = value
    },
  }
}
