import { type AvroEnum, type AvroRecord, type AvroSchema, fullNameOf, isNamed, isUnion } from './avro-schema.ts'
import { buildType } from './avro-type.ts'
import { type Place, placesIn } from './schema-places.ts'

/** A change that would break somebody: on which subject, where, why, and what to do instead. */
export type Incompatibility = {
  readonly subject: string
  /** Path of the field; empty for the record as a whole. */
  readonly path: string
  readonly why: string
  readonly todo: string
}

type Found = Omit<Incompatibility, 'subject'>

/**
 * What is incompatible, in the sense of FULL_TRANSITIVE, between a schema and each version that was released: any of
 * them must read what any other wrote. Avro's resolution, by avsc in both directions, finds missing defaults, changed
 * types, names and symbols. What it lets pass and would still make a reader misunderstand is found besides: another
 * logical type or format, text for bytes, another default, another personal tag or subject.
 */
export const findIncompatibilities = (
  subject: string,
  current: AvroRecord,
  released: readonly AvroRecord[],
): readonly Incompatibility[] =>
  released.flatMap((version, place) =>
    [
      ...unreadable(version, current, `it cannot read what version ${place + 1} wrote`, advice.backward),
      ...unreadable(current, version, `version ${place + 1} cannot read what it writes`, advice.forward),
      ...changedSubject(version, current),
      ...changedPlaces(placesIn(version), placesIn(current)),
    ].map(found => ({ subject, ...found })),
  )

const advice = {
  backward: 'give a new field a default; keep names, types and symbols, or put the new thing into a new field',
  forward: 'leave a field without a default where it is; put a new thing into a new field with a default',
  type: 'keep it, and add a field with a default for the new type',
  default: 'keep the default',
  personal: 'keep the tag, and add a field that is tagged as it should be',
  subject: 'keep the subject',
}

const unreadable = (writer: AvroRecord, reader: AvroRecord, what: string, todo: string): Found[] => {
  try {
    buildType(reader).createResolver(buildType(writer))
    return []
  } catch (error) {
    return [{ path: '', why: `${what}: ${error instanceof Error ? error.message : String(error)}`, todo }]
  }
}

const changedSubject = (released: AvroRecord, current: AvroRecord): Found[] =>
  released.subject === undefined || released.subject === current.subject
    ? []
    : [{ path: '', why: `what was written is encrypted for its subject ${released.subject}`, todo: advice.subject }]

const changedPlaces = (released: readonly Place[], current: readonly Place[]): Found[] => {
  const now = new Map(current.map(place => [place.path, place]))
  return released.flatMap(before => {
    const after = now.get(before.path)
    return after ? changedPlace(before, after).map(found => ({ path: before.path, ...found })) : []
  })
}

const changedPlace = (before: Place, after: Place): Omit<Found, 'path'>[] => {
  const found: Omit<Found, 'path'>[] = []
  const [was, is] = [kindOf(before.schema), kindOf(after.schema)]
  if (was !== is) found.push({ why: `was ${was}, is ${is}`, todo: advice.type })
  const [wasDefault, isDefault] = [defaultOf(before), defaultOf(after)]
  if (wasDefault !== undefined && wasDefault !== isDefault) {
    const why = `default was ${wasDefault}, is ${isDefault ?? 'none'}: older messages would say something else`
    found.push({ why, todo: advice.default })
  }
  if (before.field?.personal !== after.field?.personal) {
    const why = before.field?.personal
      ? 'is no longer personal: what was written is encrypted'
      : 'became personal: earlier versions cannot decrypt it'
    found.push({ why, todo: advice.personal })
  }
  return found
}

/** What kind of value stands in a place, with what Avro's resolution does not compare. */
const kindOf = (schema: AvroSchema): string => {
  if (typeof schema === 'string') return schema
  if (isUnion(schema)) return `one of ${schema.length}`
  if (isNamed(schema)) return `${schema.type} ${fullNameOf(schema.name, schema.namespace)}`
  const details = [schema.type, 'logicalType' in schema && schema.logicalType, 'format' in schema && schema.format]
  return details.filter(Boolean).join(' ')
}

const defaultOf = ({ field, schema }: Place): string | undefined => {
  if (field?.default !== undefined) return JSON.stringify(field.default)
  return isNamed(schema) && schema.type === 'enum' ? (schema as AvroEnum).default : undefined
}
