import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Topics } from './generated/messages.ts'

/**
 * The example message of a record, for tests and documents: one journey of fictional people, from
 * `schemas/examples/<topic>/<record>.json`. Throws when there is none.
 */
export const exampleOf = <T extends keyof Topics, Name extends keyof Topics[T] & string>(
  topic: T,
  name: Name,
): Topics[T][Name] => JSON.parse(readFileSync(join(import.meta.dirname, '../examples', topic, `${name}.json`), 'utf8'))
