import avro from 'avsc'
import type { AvroSchema } from './avro-schema.ts'

/** What avsc builds for a schema: encodes, decodes, checks and resolves. */
export type AvroType = avro.Type

/**
 * Builds the codec of a self-contained schema. Every part of the product builds its codecs here, so that a value means
 * the same everywhere: an optional value is bare, a union of records is wrapped by full name, times are numbers. A long
 * is exact from -2^52 to 2^53 - 2. Throws when the schema is not valid Avro.
 */
export const buildType = (schema: AvroSchema): AvroType =>
  avro.Type.forSchema(schema as avro.Schema, { wrapUnions: 'auto', omitRecordMethods: true })
