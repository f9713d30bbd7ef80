import type { Type } from 'avsc'
import { BackboneError } from './errors.ts'

const headerBytes = 5
/** Confluent's framing: a zero, the schema's id in four bytes, and then Avro. */
export const isFramed = (bytes: Uint8Array | null): bytes is Uint8Array =>
  bytes !== null && bytes.length >= headerBytes && bytes[0] === 0

/** Id of the schema of a value. Throws `Unreadable`. */
export function frameId(bytes: Uint8Array): number {
  if (!isFramed(bytes))
    throw new BackboneError('Unreadable', 'not framed: a value starts with a zero byte and a schema id of four bytes')
  return ((bytes[1]! << 24) | (bytes[2]! << 16) | (bytes[3]! << 8) | bytes[4]!) >>> 0
}

/** Where a value is written until its length is known: few are longer. */
const scratch = Buffer.allocUnsafeSlow(65_536)

/** Frames a value. Throws where it does not fit its schema, without saying where. */
export function writeFramed(type: Type, id: number, value: unknown): Buffer {
  const end = type.encode(value, scratch, headerBytes)
  const isLong = end < 0
  const written = isLong ? Buffer.allocUnsafe(scratch.length - end) : scratch
  if (isLong) type.encode(value, written, headerBytes)
  written[0] = 0
  written.writeUInt32BE(id, 1)
  if (isLong) return written
  const framed = Buffer.allocUnsafe(end)
  written.copy(framed, 0, 0, end)
  return framed
}

/** Throws an error that names the field which does not fit, where one does not. */
export function refuseMisfit(fullName: string, type: Type, value: unknown) {
  const misfits: string[] = []
  if (!type.isValid(value, { errorHook: path => misfits.push(path.join('.')) }))
    throw new Error(`${fullName} does not fit its schema at ${misfits.slice(0, 5).join(', ') || 'its root'}`)
}

/** Throws where bytes are left, or are wanting. */
export function readFramed(type: Type, bytes: Uint8Array, resolver?: Parameters<Type['decode']>[2]): unknown {
  const framed = asBuffer(bytes)
  const { value, offset } = type.decode(framed, headerBytes, resolver)
  if (offset !== framed.length)
    throw new Error(offset < 0 ? 'the bytes end too early' : 'more bytes than the value has')
  return value
}

/** The same bytes, not a copy. */
export const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
