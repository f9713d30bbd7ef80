/** Where the personal texts of a record are, worked out once from its schema. */
export type PersonalFields = {
  /** The field with the id whose data key protects the record. */
  readonly subject: string
  /** The value with every personal text changed; what holds none is shared with the value given. */
  change(value: unknown, text: (text: string) => string): unknown
}

type Schema = string | readonly Schema[] | SchemaObject
type SchemaObject = {
  readonly type: Schema
  readonly name?: string
  readonly namespace?: string
  readonly subject?: string
  readonly fields?: readonly SchemaField[]
  readonly items?: Schema
  readonly values?: Schema
}
type SchemaField = { readonly name: string; readonly type: Schema; readonly personal?: boolean }
type Text = (text: string) => string
/** Changes the personal texts of one part; missing where a part has none. */
type Change = ((value: unknown, text: Text) => unknown) | undefined

/** The personal fields of a self-contained schema; nothing where it has none, or no subject to protect them for. */
export function personalFieldsOf(schema: object): PersonalFields | undefined {
  const { subject } = schema as SchemaObject
  if (subject === undefined) return undefined
  const change = changeOf(schema as SchemaObject, false, new Map(), '')
  return change && { subject, change }
}

function changeOf(schema: Schema, personal: boolean, named: Map<string, Change>, namespace: string): Change {
  if (typeof schema === 'string') {
    if (schema === 'string') return personal ? (value, text) => text(value as string) : undefined
    return named.get(nameOf(schema, namespace))
  }
  if (isUnion(schema)) return ofUnion(schema, personal, named, namespace)
  const { type } = schema
  if (type === 'record') return ofRecord(schema, named, namespace)
  if (type === 'array') return ofItems(changeOf(schema.items!, personal, named, namespace))
  if (type === 'map') return ofValues(changeOf(schema.values!, personal, named, namespace))
  if (type === 'enum' || type === 'fixed') return undefined
  return changeOf(type, personal, named, namespace)
}

const isUnion = (schema: Schema): schema is readonly Schema[] => Array.isArray(schema)

function ofRecord(schema: SchemaObject, named: Map<string, Change>, around: string): Change {
  const namespace = schema.namespace ?? around
  const changes: [string, NonNullable<Change>][] = []
  const change: NonNullable<Change> = (value, text) => {
    const changed = { ...(value as Record<string, unknown>) }
    for (const [field, changeField] of changes)
      if (changed[field] !== undefined) changed[field] = changeField(changed[field], text)
    return changed
  }
  // Known before its fields are read, for a record may hold others of its own kind.
  named.set(`${namespace}.${schema.name}`, change)
  for (const { name, type, personal = false } of schema.fields ?? []) {
    const changeField = changeOf(type, personal, named, namespace)
    if (changeField) changes.push([name, changeField])
  }
  if (changes.length > 0) return change
  named.set(`${namespace}.${schema.name}`, undefined)
  return undefined
}

/** One of several records is wrapped by its full name; anything else stands bare. */
function ofUnion(
  branches: readonly Schema[],
  personal: boolean,
  named: Map<string, Change>,
  namespace: string,
): Change {
  const present = branches.filter(branch => branch !== 'null')
  const changes = present.map(branch => changeOf(branch, personal, named, namespace))
  if (changes.every(change => change === undefined)) return undefined
  const [only] = changes
  if (present.length === 1) return (value, text) => (value === null ? value : only!(value, text))
  if (!present.every(branch => isRecord(branch, named, namespace)))
    throw new Error('personal texts are found in a union of records, or of one thing and null; in no other')
  const byName = new Map(present.map((branch, i) => [nameOf(branch, namespace), changes[i]]))
  return (value, text) => {
    if (value === null || typeof value !== 'object') return value
    const [[name, inner] = ['', undefined]] = Object.entries(value)
    return { [name]: byName.get(name)?.(inner, text) ?? inner }
  }
}

const isRecord = (branch: Schema, named: ReadonlyMap<string, Change>, namespace: string): boolean =>
  typeof branch === 'string' ? named.has(nameOf(branch, namespace)) : !isUnion(branch) && branch.type === 'record'

function nameOf(branch: Schema, namespace: string): string {
  if (typeof branch === 'string') return branch.includes('.') ? branch : `${namespace}.${branch}`
  if (isUnion(branch)) return ''
  return `${branch.namespace ?? namespace}.${branch.name}`
}

const ofItems = (item: Change): Change => item && ((value, text) => (value as unknown[]).map(one => item(one, text)))

const ofValues = (item: Change): Change =>
  item &&
  ((value, text) =>
    Object.fromEntries(Object.entries(value as Record<string, unknown>).map(([name, one]) => [name, item(one, text)])))
