import type { Type } from 'avsc'
import { BackboneError } from './errors.ts'

/** Schema ids by content, as a schema registry gives them. Both methods throw `NotNow` while it cannot be reached. */
export interface SchemaIds {
  /** The id of a schema that was registered for this subject; throws `Incompatible` where a deploy step is missing. */
  idFor(subject: string, schema: object): Promise<number>
  /** The schema of an id, or `undefined` where the registry knows none. */
  schemaFor(id: number): Promise<object | undefined>
}

/** What the codec must know of the contracts: `@icms/schemas/catalogue` in the product, a few records in tests. */
export interface Contracts {
  /** Every (subject, full name) that is written. */
  subjects(): Iterable<{ subject: string; fullName: string }>
  /** The reader's type of a full name, or `undefined` where this build does not know it. */
  typeOf(fullName: string): Type | undefined
  /** A type for any schema, made with the same options as ours. */
  buildType(schema: object): Type
}

/** The one place that bytes pass: Confluent's framing (0, id as four bytes, Avro). Synchronous once prepared. */
export interface Codec {
  /** Learns the id of everything we write. Once, before the first `encode`. */
  ready(): Promise<void>
  /** Learns the writers' schemas of these values. Throws `NotNow`; an id that nobody knows is found by `nameOf`. */
  prepare(values: Iterable<Uint8Array | null>): Promise<void>
  /** Full name of the record in framed bytes. Throws `Unreadable`. */
  nameOf(bytes: Uint8Array): string
  /** Throws `Unreadable`. */
  decode(bytes: Uint8Array): unknown
  /** Throws an `Error` that names the field which does not fit. */
  encode(fullName: string, value: unknown): Uint8Array
}

const headerBytes = 5
/** Schemas that the registry is asked for at a time. */
const askingMax = 8

export function createCodec(contracts: Contracts, ids: SchemaIds): Codec {
  const writers = new Map<string, { id: number; type: Type }>()
  const readers = new Map<number, { fullName: string; read(bytes: Uint8Array): unknown } | undefined>()

  function frameId(bytes: Uint8Array): number {
    if (bytes.length < headerBytes || bytes[0] !== 0)
      throw new BackboneError('Unreadable', 'not framed: a value starts with a zero byte and a schema id of four bytes')
    return ((bytes[1]! << 24) | (bytes[2]! << 16) | (bytes[3]! << 8) | bytes[4]!) >>> 0
  }

  function readerOf(bytes: Uint8Array) {
    const id = frameId(bytes)
    const reader = readers.get(id)
    if (!reader) throw new BackboneError('Unreadable', `schema id ${id} is not in the registry`)
    return reader
  }

  function readerFor(schema: object) {
    const writer = contracts.buildType(schema)
    const fullName = writer.name ?? ''
    const ours = contracts.typeOf(fullName)
    if (!ours) return { fullName, read: () => unknownRecord(fullName) }
    if (ours.equals(writer)) return readerOfOurs(fullName, ours)
    const resolver = ours.createResolver(writer)
    return { fullName, read: (bytes: Uint8Array) => ours.fromBuffer(body(bytes), resolver) }
  }

  async function learnOne({ subject, fullName }: { subject: string; fullName: string }) {
    const type = contracts.typeOf(fullName)
    if (!type) throw new Error(`the contracts list ${subject} but have no schema for ${fullName}`)
    const schema = type.schema({ exportAttrs: true }) as object
    const id = await ids.idFor(subject, schema)
    writers.set(fullName, { id, type })
    readers.set(id, readerOfOurs(fullName, type))
  }

  return {
    async ready() {
      const left = [...contracts.subjects()]
      const learn = async () => {
        for (let next = left.shift(); next; next = left.shift()) await learnOne(next)
      }
      await Promise.all(Array.from({ length: askingMax }, learn))
    },
    async prepare(values) {
      for (const bytes of values) {
        if (!bytes || bytes.length < headerBytes || bytes[0] !== 0) continue
        const id = frameId(bytes)
        if (readers.get(id)) continue
        const schema = await ids.schemaFor(id)
        if (schema) readers.set(id, readerFor(schema))
      }
    },
    nameOf: bytes => readerOf(bytes).fullName,
    decode(bytes) {
      const reader = readerOf(bytes)
      try {
        return reader.read(bytes)
      } catch (error) {
        throw new BackboneError('Unreadable', `bytes do not fit the schema of ${reader.fullName}`, error)
      }
    },
    encode(fullName, value) {
      const writer = writers.get(fullName)
      if (!writer) throw new Error(`no subject of ours carries ${fullName}`)
      const misfits: string[] = []
      if (!writer.type.isValid(value, { errorHook: path => misfits.push(path.join('.')) }))
        throw new Error(`${fullName} does not fit its schema at ${misfits.slice(0, 5).join(', ') || 'its root'}`)
      const content = writer.type.toBuffer(value)
      const framed = Buffer.allocUnsafe(headerBytes + content.length)
      framed[0] = 0
      framed.writeUInt32BE(writer.id, 1)
      content.copy(framed, headerBytes)
      return framed
    },
  }
}

const body = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset + headerBytes, bytes.byteLength - headerBytes)

const readerOfOurs = (fullName: string, type: Type) => ({
  fullName,
  read: (bytes: Uint8Array): unknown => type.fromBuffer(body(bytes)),
})

function unknownRecord(fullName: string): never {
  throw new Error(`this build has no schema named ${fullName}`)
}
