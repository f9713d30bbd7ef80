import type { Type } from 'avsc'
import type { Contracts } from './codec.ts'
import { type PersonalFields, personalFieldsOf } from './personal-fields.ts'
import type { Place } from './runtime.ts'

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
  const types = new Map<string, Type>()
  const personal = new Map<string, PersonalFields | undefined>()
  const places = new Map<string, Place>()
  for (const { topic, fullName, schema } of records) {
    if (!types.has(fullName)) {
      types.set(fullName, buildType(schema))
      personal.set(fullName, personalFieldsOf(schema))
    }
    if (foreign.includes(topic) || fullName.startsWith(runtimeNamespace)) continue
    const simple = fullName.slice(fullName.lastIndexOf('.') + 1)
    const other = places.get(simple)
    if (other && other.fullName !== fullName)
      throw new Error(`${simple} is both ${other.fullName} and ${fullName}: simple names are unique`)
    places.set(simple, { topic, fullName })
  }
  return {
    subjects: () => records.map(({ topic, fullName }) => ({ subject: `${topic}-${fullName}`, fullName })),
    typeOf: fullName => types.get(fullName),
    personalOf: fullName => personal.get(fullName),
    buildType,
    place(type) {
      const place = places.get(type)
      if (!place) throw new Error(`no topic of ours carries ${type}`)
      return place
    },
  }
}
