import type { Type } from 'avsc'
import type { Contracts, Subject } from './contracts.ts'
import { BackboneError } from './errors.ts'
import { frameId, isFramed, readFramed, refuseMisfit, writeFramed } from './framing.ts'
import type { FreshKeys, Keyring } from './keyring.ts'
import type { PersonalFields } from './personal-fields.ts'
import { createProtection, type Shown } from './protection.ts'
import { schemaOf } from './schema-of.ts'

/** Schema ids by content, as a schema registry gives them. Both methods throw `NotNow` while it cannot be reached. */
export interface SchemaIds {
  /** The id of a schema that was registered for this subject; throws `NotNow` also where a deploy step is still missing. */
  idFor(subject: string, schema: object): Promise<number>
  /** The schema of an id, or `undefined` where the registry knows none. */
  schemaFor(id: number): Promise<object | undefined>
}

/** The same where nobody has to be asked: nothing is waited for. */
export type SchemaIdsAtHand = Omit<SchemaIds, 'idFor'> & { idFor(subject: string, schema: object): number }

/**
 * The one place that bytes pass: Confluent's framing (0, id as four bytes, Avro), and personal texts encrypted with the
 * data key of their subject where there is a keyring. Synchronous once prepared.
 */
export interface Codec {
  /** Learns the ids of what is written, or of the part that is needed. Before the first `encode`; what is known is not asked for again. */
  ready(isNeeded?: (subject: Subject) => boolean): Promise<void>
  /** Learns the writers' schemas and the data keys of these values. Throws `NotNow`; an id that nobody knows is found by `nameOf`. */
  prepare(values: Iterable<Uint8Array | null>): Promise<void>
  /** Whether `prepare` has surely nothing to learn of a value: then nobody has to wait for it. */
  isPrepared(bytes: Uint8Array | null): boolean
  /** As `prepare`, for all that was restored: every key that is durable by now, without looking at each value. */
  prepareRestored(values: Iterable<Uint8Array | null>): Promise<void>
  /** The id that what we write under a full name is framed with; nothing where none was learnt. */
  idOf(fullName: string): number | undefined
  /** Full name of the record in framed bytes. Throws `Unreadable`. */
  nameOf(bytes: Uint8Array): string
  /** Texts of a subject that was erased are `erasedText`. Throws `Unreadable`. */
  decode(bytes: Uint8Array): unknown
  /** As `decode`, with personal texts left encrypted: for what looks at anything else. */
  peek(bytes: Uint8Array): unknown
  /** Learns the schema's id, and makes the data key of the value's subject durable where it has none: before an edge encodes. Throws `NotNow`. */
  prepareToEncode(fullName: string, value: unknown): Promise<void>
  /** For a batch: keys that it makes; `made` is told how to take back each. Nothing where nothing is encrypted. */
  fresh(made: (undo: () => void) => void): FreshKeys | undefined
  /** Throws an `Error` that names the field which does not fit. Keys that are missing are made in `fresh`. */
  encode(fullName: string, value: unknown, fresh?: FreshKeys): Uint8Array
  /** What a page is to show, encrypted for the subject of the state that it comes from; as it is where that has none. */
  seal(fullName: string, state: unknown, data: Shown, fresh?: FreshKeys): Shown
  /** Learns the data keys of what was sealed. Throws `NotNow`. */
  prepareToOpen(sealed: readonly Shown[]): Promise<void>
  /** What was sealed; of a subject that was erased it says `erased` and nothing else. */
  open(data: Shown): Shown
  /** How many subjects were erased: when it changes, what was decoded before says too much. */
  erasures(): number
}

/** Schemas that the registry is asked for at a time. */
const askingMax = 8

type Reader = { fullName: string; read(bytes: Uint8Array): unknown; personal: PersonalFields | undefined }

export function createCodec(contracts: Contracts, ids: SchemaIds | SchemaIdsAtHand, keyring?: Keyring): Codec {
  const protection = keyring && createProtection(keyring)
  const all = [...contracts.subjects()]
  const writers = new Map<string, { id: number; type: Type; personal: PersonalFields | undefined }>()
  const readers = new Map<number, Reader | undefined>()
  /** Values that were read while they were prepared, personal texts still encrypted. */
  const prepared = new WeakMap<Uint8Array, unknown>()

  function readerOf(bytes: Uint8Array): Reader {
    const id = frameId(bytes)
    const reader = readers.get(id)
    if (!reader) throw new BackboneError('Unreadable', `schema id ${id} is not in the registry`)
    return reader
  }

  function readerFor(schema: object): Reader {
    const writer = contracts.buildType(schema)
    const fullName = writer.name ?? ''
    const ours = contracts.typeOf(fullName)
    if (!ours) return { fullName, read: () => unknownRecord(fullName), personal: undefined }
    if (ours.equals(writer)) return readerOfOurs(fullName, ours)
    const resolver = ours.createResolver(writer)
    return { ...readerOfOurs(fullName, ours), read: bytes => readFramed(ours, bytes, resolver) }
  }

  const readerOfOurs = (fullName: string, type: Type): Reader => ({
    fullName,
    read: bytes => readFramed(type, bytes),
    personal: contracts.personalOf(fullName),
  })

  /** Waits only for ids that have to be asked for. */
  function learnOne({ subject, fullName }: Subject): undefined | Promise<void> {
    const type = contracts.typeOf(fullName)
    if (!type) throw new Error(`the contracts list ${subject} but have no schema for ${fullName}`)
    const keep = (id: number) => {
      writers.set(fullName, { id, type, personal: contracts.personalOf(fullName) })
      readers.set(id, readerOfOurs(fullName, type))
    }
    const id = ids.idFor(subject, schemaOf(type))
    if (typeof id !== 'number') return id.then(keep)
    keep(id)
  }

  function writerOf(fullName: string) {
    const writer = writers.get(fullName)
    if (!writer) throw new Error(`no subject of ours carries ${fullName}`)
    return writer
  }

  /** The writers' schemas of nearly all values are known: only then is nothing waited for. */
  function learnReader(bytes: Uint8Array | null): Reader | undefined | Promise<Reader | undefined> {
    if (!isFramed(bytes)) return undefined
    const id = frameId(bytes)
    return readers.get(id) ?? askForReader(id)
  }

  async function askForReader(id: number): Promise<Reader | undefined> {
    const schema = await ids.schemaFor(id)
    if (schema) readers.set(id, readerFor(schema))
    return readers.get(id)
  }

  function readAhead({ read, personal }: Reader, bytes: Uint8Array): boolean {
    if (!personal || !protection) return true
    try {
      const value = read(bytes)
      prepared.set(bytes, value)
      return protection.knowsKeys(personal, value)
    } catch {
      return true
    }
  }

  function read(bytes: Uint8Array, decrypt: boolean): unknown {
    const reader = readerOf(bytes)
    const { fullName, personal } = reader
    try {
      const value = (protection && prepared.get(bytes)) ?? reader.read(bytes)
      return decrypt && protection && personal ? protection.decrypt(fullName, personal, value) : value
    } catch (error) {
      if (error instanceof BackboneError) throw error
      throw new BackboneError('Unreadable', `bytes do not fit the schema of ${fullName}`, error)
    }
  }

  return {
    async ready(isNeeded = () => true) {
      const left = all.filter(isNeeded)
      const learn = async () => {
        for (let next = left.shift(); next; next = left.shift()) {
          const learning = learnOne(next)
          if (learning) await learning
        }
      }
      await Promise.all(Array.from({ length: askingMax }, learn))
    },
    async prepare(values) {
      let knowsKeys = true
      for (const bytes of values) {
        const learnt = learnReader(bytes)
        const reader = learnt instanceof Promise ? await learnt : learnt
        if (reader && !readAhead(reader, bytes!)) knowsKeys = false
      }
      if (!knowsKeys) await keyring?.caughtUp()
    },
    isPrepared(bytes) {
      if (!isFramed(bytes)) return true
      const reader = readers.get(frameId(bytes))
      return reader !== undefined && !(protection && reader.personal)
    },
    async prepareRestored(values) {
      for (const bytes of values) {
        const learnt = learnReader(bytes)
        if (learnt instanceof Promise) await learnt
      }
      await keyring?.caughtUp()
    },
    idOf: fullName => writers.get(fullName)?.id,
    nameOf: bytes => readerOf(bytes).fullName,
    decode: bytes => read(bytes, true),
    peek: bytes => read(bytes, false),
    async prepareToEncode(fullName, value) {
      for (const one of writers.has(fullName) ? [] : all) if (one.fullName === fullName) await learnOne(one)
      const { personal } = writerOf(fullName)
      const subjectId = personal && (value as Record<string, unknown> | null)?.[personal.subject]
      // A value without its subject is refused where it is encoded.
      if (typeof subjectId === 'string') await keyring?.ensure(subjectId)
    },
    fresh: made => keyring?.fresh(made),
    encode(fullName, value, fresh) {
      const { id, type, personal } = writerOf(fullName)
      // A record whose fields all have defaults would be made of anything.
      const isRecord = typeof value === 'object' && value !== null
      if (!isRecord || (protection && personal)) refuseMisfit(fullName, type, value)
      if (protection && personal) return writeFramed(type, id, protection.encrypt(fullName, personal, value, fresh))
      try {
        return writeFramed(type, id, value)
      } catch (error) {
        refuseMisfit(fullName, type, value)
        throw error
      }
    },
    seal(fullName, state, data, fresh) {
      const personal = contracts.personalOf(fullName)
      return protection && personal ? protection.seal(personal, state, data, fresh) : data
    },
    async prepareToOpen(sealed) {
      if (protection && !sealed.every(protection.canOpen)) await keyring?.caughtUp()
    },
    open: data => (protection ? protection.open(data) : data),
    erasures: () => keyring?.erasedCount() ?? 0,
  }
}

function unknownRecord(fullName: string): never {
  throw new Error(`this build has no schema named ${fullName}`)
}
