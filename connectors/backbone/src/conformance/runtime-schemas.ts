import { readdirSync, readFileSync } from 'node:fs'
import { operationsTopic } from '../operations-events.ts'

const avro = new URL('../../../../schemas/avro/', import.meta.url)

const read = (file: string) =>
  JSON.parse(readFileSync(new URL(file, avro), 'utf8')) as { fields: { name: string; type: unknown }[] }

/** The records that another refers to by name. */
const shared: Readonly<Record<string, string>> = {
  'icms.backbone.HeldInput': 'backbone/HeldInput.avsc',
  'icms.common.SetAsideInput': 'common/SetAsideInput.avsc',
}

function schemaIn(file: string): object {
  const schema = read(file)
  for (const field of schema.fields) {
    const named = typeof field.type === 'string' ? shared[field.type] : undefined
    if (named) field.type = read(named)
  }
  return schema
}

/** One of the runtime's own records, as the product has it. */
export const runtimeSchema = (name: string): object => schemaIn(`backbone/${name}.avsc`)

/** What the runtime keeps in the state of any service. */
export const stateSchemas = (): object[] =>
  ['KeyState', 'TaskPosition', 'Hold', 'HeldInput', 'DeadLetter', 'ChannelUse'].map(runtimeSchema)

/** What the runtime of any service tells operations. */
export const operationsSchemas = (): object[] =>
  readdirSync(new URL(operationsTopic, avro)).map(file => schemaIn(`${operationsTopic}/${file}`))
