import type { AvroRecord } from './avro-schema.ts'
import { placesIn } from './schema-places.ts'

/**
 * Paths of the fields of a self-contained schema that hold personal data, in the order of the schema, such as
 * `form.name.surnameEn` or `reasons[].textEn`. A field that is tagged is given whole: all text in it is personal.
 */
export const personalPathsIn = (schema: AvroRecord): readonly string[] =>
  placesIn(schema)
    .filter(({ field }) => field?.personal === true)
    .map(({ path }) => path)
