import type { Type } from 'avsc'
import { type PersonalFields, personalFieldsOf } from './personal-fields.ts'
import type { Place } from './runtime.ts'

/** A record on a topic that it is written to, and the registry's subject of both. */
export type Subject = { readonly subject: string; readonly topic: string; readonly fullName: string }

/** What the codec must know of the contracts: `@icms/schemas/catalogue` in the product, a few records in tests. */
export interface Contracts {
  /** Everything that is written. */
  subjects(): Iterable<Subject>
  /** The reader's type of a full name, or `undefined` where this build does not know it. */
  typeOf(fullName: string): Type | undefined
  /** Where the personal texts of a record are; nothing where it has none that are ours to protect. */
  personalOf(fullName: string): PersonalFields | undefined
  /** A type for any schema, made with the same options as ours. */
  buildType(schema: object): Type
}

/** A record as the catalogue lists it. */
export type ListedRecord = { readonly topic: string; readonly fullName: string; readonly schema: object }

/** The runtime's own records: written to every service's internal topics. */
export const runtimeNamespace = 'icms.backbone.'

/**
 * Contracts from a list of records. Simple names are unique among the topics that services write; those of `foreign`
 * topics are read by connectors only and may repeat them.
 */
export function contractsFrom(
  records: readonly ListedRecord[],
  buildType: (schema: object) => Type,
  foreign: readonly string[] = [],
): Contracts & { place(type: string): Place } {
  const schemas = new Map(records.map(({ fullName, schema }) => [fullName, schema]))
  const types = new Map<string, Type | undefined>()
  const personal = new Map<string, PersonalFields | undefined>()
  const places = new Map<string, Place>()
  const subjects = records.map(({ topic, fullName }) => ({ subject: `${topic}-${fullName}`, topic, fullName }))
  for (const { topic, fullName } of records) {
    if (foreign.includes(topic) || fullName.startsWith(runtimeNamespace)) continue
    const simple = fullName.slice(fullName.lastIndexOf('.') + 1)
    const other = places.get(simple)
    if (other && other.fullName !== fullName)
      throw new Error(`${simple} is both ${other.fullName} and ${fullName}: simple names are unique`)
    places.set(simple, { topic, fullName })
  }
  /** A process meets a part of the records only, and to build the types of all is a fifth of its start. */
  function whenAsked<T>(
    made: Map<string, T | undefined>,
    fullName: string,
    make: (schema: object) => T,
  ): T | undefined {
    const schema = schemas.get(fullName)
    if (schema && !made.has(fullName)) made.set(fullName, make(schema))
    return made.get(fullName)
  }

  return {
    subjects: () => subjects,
    typeOf: fullName => whenAsked(types, fullName, buildType),
    personalOf: fullName => whenAsked(personal, fullName, personalFieldsOf),
    buildType,
    place(type) {
      const place = places.get(type)
      if (!place) throw new Error(`no topic of ours carries ${type}`)
      return place
    },
  }
}
