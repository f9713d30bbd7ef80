import type { SchemaIds } from '@icms/backbone/codec'
import { BackboneError } from '@icms/backbone/errors'
import confluent from '@kafkajs/confluent-schema-registry'

const { SchemaRegistry, SchemaType, COMPATIBILITY } = confluent
const requestMsMax = 5_000

const compatibility = COMPATIBILITY.FULL_TRANSITIVE
const mediaType = 'application/vnd.schemaregistry.v1+json'

type RegistryError = Error & { status?: number }
type AvroSchema = { type: confluent.SchemaType.AVRO; schema: string }

/**
 * Schema ids of a Confluent-compatible registry. A schema is fetched once per id and kept for ever: ids never change
 * their meaning. With `register` a schema is registered when it is first asked for (development), otherwise it must have
 * been. An id that the registry does not know is not remembered as missing: it may come.
 */
export function createSchemaIds(registryUrl: string, register: boolean): SchemaIds {
  const { host, auth } = splitCredentials(registryUrl)
  const registry = new SchemaRegistry({ host, ...(auth && { auth }), retry: { retries: 0 } })
  const schemas = new Map<number, object>()

  async function idFor(subject: string, schema: object): Promise<number> {
    const asAvro: AvroSchema = { type: SchemaType.AVRO, schema: JSON.stringify(schema) }
    try {
      if (!register) return await registry.getRegistryIdBySchema(subject, asAvro)
      return (await registry.register(asAvro, { subject, compatibility })).id
    } catch (error) {
      const id = register && isRefusal(error as RegistryError) ? await registeredByOther(subject, asAvro) : undefined
      if (id !== undefined) return id
      throw idTrouble(error as RegistryError, subject, register)
    }
  }

  /**
   * Several processes that start at once register the same, and the registry refuses the later ones: the subject is
   * there already, or it is there and its level of compatibility is not yet. Where the very schema is there, it will do;
   * the level is set once more, as whoever was to set it may have been killed.
   */
  async function registeredByOther(subject: string, schema: AvroSchema): Promise<number | undefined> {
    const id = await registry.getRegistryIdBySchema(subject, schema).catch(() => undefined)
    if (id === undefined) return undefined
    const path = `/config/${encodeURIComponent(subject)}`
    const { ok, status } = await ask(host, auth, path, { method: 'PUT', body: JSON.stringify({ compatibility }) })
    if (!ok) throw unreachable(new Error(`status ${status} when the compatibility of ${subject} was set`))
    return id
  }

  async function schemaFor(id: number): Promise<object | undefined> {
    const known = schemas.get(id)
    if (known) return known
    const schema = await fetchSchema(host, auth, id)
    if (schema) schemas.set(id, schema)
    return schema
  }

  return { idFor, schemaFor }
}

type Credentials = { username: string; password: string }

function splitCredentials(registryUrl: string): { host: string; auth?: Credentials } {
  const url = new URL(registryUrl)
  const auth = { username: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }
  url.username = ''
  url.password = ''
  const host = url.href.replace(/\/$/, '')
  return auth.username ? { host, auth } : { host }
}

/** The registry says no (409, 422, or 404 to a lookup), or it does not say anything that counts. */
function idTrouble(error: RegistryError, subject: string, register: boolean): BackboneError {
  const { status, name, message } = error
  if (!register && (status === 404 || name === 'ConfluentSchemaRegistryError'))
    return new BackboneError(
      'Incompatible',
      `our schema of ${subject} is not registered: run the deploy step that registers schemas`,
      error,
    )
  if (isRefusal(error))
    return new BackboneError('Incompatible', `the registry refuses our schema of ${subject} (${message})`, error)
  return unreachable(error)
}

const isRefusal = ({ status, name }: RegistryError) =>
  status === 409 || status === 422 || name === 'ConfluentSchemaRegistryCompatibilityError'

const unreachable = (error: Error) =>
  new BackboneError('NotNow', `the schema registry cannot be reached (${error.message})`, error)

/** The registry's client hands out its own types only, without what the schema says beside them; this is the schema. */
async function fetchSchema(host: string, auth: Credentials | undefined, id: number): Promise<object | undefined> {
  const { ok, status, body } = await ask(host, auth, `/schemas/ids/${id}`)
  if (status === 404) return undefined
  if (!ok) throw unreachable(new Error(`status ${status}`))
  return JSON.parse((JSON.parse(body) as { schema: string }).schema) as object
}

async function ask(host: string, auth: Credentials | undefined, path: string, init: RequestInit = {}) {
  const basic = auth && `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}`
  const headers = { accept: mediaType, 'content-type': mediaType, ...(basic && { authorization: basic }) }
  try {
    const response = await fetch(host + path, { ...init, headers, signal: AbortSignal.timeout(requestMsMax) })
    return { ok: response.ok, status: response.status, body: await response.text() }
  } catch (error) {
    throw unreachable(error as Error)
  }
}
