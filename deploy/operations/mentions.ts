import type { Backbone } from '@icms/backbone/port'
import { header, type InRecord } from '@icms/backbone/record'

/** How a record names an id: `key`, `id`, `cause`, `dead letter`, `place`, or the names of the fields that hold it. */
export type Mention = { readonly record: InRecord; readonly as: readonly string[] }

const idFields = /(Id|Ids|loginName|reference|caseNumber)$/i

/** Records of a topic that name one of these ids. What holds none of them is passed over without being decoded. */
export async function* mentionsIn(backbone: Backbone, topic: string, ids: readonly string[]): AsyncIterable<Mention> {
  const texts = ids.map(id => Buffer.from(id))
  for await (const record of backbone.read(topic)) {
    const { key, headers, partition, offset, value } = record
    const as = new Set<string>()
    const look = (name: string, id: string | null | undefined) => {
      if (id && ids.includes(id)) as.add(name)
    }
    look('key', key)
    look('id', headers[header.id])
    look('cause', headers[header.cause])
    look('dead letter', headers[header.deadLetter])
    look('place', `${topic}/${partition}/${offset}`)
    if (value && texts.some(text => bufferOf(value).includes(text)))
      for (const field of await fieldsOf(backbone, value, ids)) as.add(field)
    if (as.size > 0) yield { record, as: [...as] }
  }
}

const bufferOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Ids are never personal, so nothing is decrypted. */
async function fieldsOf({ codec }: Backbone, value: Uint8Array, ids: readonly string[]): Promise<Iterable<string>> {
  try {
    await codec.prepare([value])
    const found = new Set<string>()
    collect(codec.peek(value), '', ids, found)
    return found
  } catch {
    return []
  }
}

function collect(value: unknown, name: string, ids: readonly string[], found: Set<string>): void {
  if (typeof value === 'string') {
    if (ids.includes(value) && (idFields.test(name) || name === 'key')) found.add(name)
  } else if (Array.isArray(value)) for (const item of value) collect(item, name, ids, found)
  else if (value !== null && typeof value === 'object' && !ArrayBuffer.isView(value))
    for (const [field, inner] of Object.entries(value)) collect(inner, field, ids, found)
}
