import type { SchemaIds } from '@icms/backbone/codec'
import { BackboneError } from '@icms/backbone/errors'
import type confluent from '@kafkajs/confluent-schema-registry'
import { whyRefused } from './refusals.ts'
import { askRegistry, type Registry, registryAt } from './registry-request.ts'

const compatibility = 'FULL_TRANSITIVE' as confluent.COMPATIBILITY.FULL_TRANSITIVE

type RegistryError = Error & { status?: number }
type AvroSchema = { type: confluent.SchemaType.AVRO; schema: string }

/**
 * What is registered when it is asked for: nothing, as a deploy step did it before; what is missing (development); or all,
 * which is that deploy step and also sees to the compatibility of subjects that are there.
 */
export type Registering = 'nothing' | 'missing' | 'all'

/**
 * Schema ids of a Confluent-compatible registry. A schema is fetched once per id and kept for ever: ids never change
 * their meaning. An id that the registry does not know is not remembered as missing: it may come.
 */
export function createSchemaIds(
  registryUrl: string,
  registering: Registering,
  ca?: string,
): SchemaIds & {
  /** Subjects that are registered, as far as the registry lists them. Throws `NotNow`. */
  subjects(): Promise<ReadonlySet<string>>
} {
  const register = registering !== 'nothing'
  const at = registryAt(registryUrl, ca)
  const { host, auth, agent } = at
  const client = { host, ...(auth && { auth }), ...(agent && { agent }), retry: { retries: 0 } }
  const schemas = new Map<number, object>()
  const ids = new Map<string, number>()
  let listed: ReadonlySet<string> | undefined

  /** What was learnt is not asked for again when a start tries once more. */
  async function idFor(subject: string, schema: object): Promise<number> {
    const text = JSON.stringify(schema)
    const known = ids.get(`${subject} ${text}`)
    if (known !== undefined) return known
    const id = await learn(subject, { type: 'AVRO' as confluent.SchemaType.AVRO, schema: text })
    ids.set(`${subject} ${text}`, id)
    return id
  }

  async function learn(subject: string, asAvro: AvroSchema): Promise<number> {
    // Nearly always it is there, and one question will do: the registry's client compiles what it registers, and asks twice.
    const isNew = registering === 'missing' && listed?.has(subject) === false
    const known = registering === 'all' ? undefined : await (isNew ? registerNew : lookUp)(at, subject, asAvro)
    if (known !== undefined) return known
    // With all that it brings it is loaded where something has to be registered, which a start has done for it.
    const { SchemaRegistry } = (await import('@kafkajs/confluent-schema-registry')).default
    const registry = new SchemaRegistry(client)
    try {
      if (!register) return await registry.getRegistryIdBySchema(subject, asAvro)
      return (await registry.register(asAvro, { subject, compatibility })).id
    } catch (error) {
      const mayBeOther = register && isRefusal(error as RegistryError)
      const id = mayBeOther ? await registeredByOther(registry, subject, asAvro) : undefined
      if (id !== undefined) return id
      if (mayBeOther && (await isBeingRegistered(at, subject, asAvro))) throw unreachable(error as Error)
      throw await idTrouble(at, error as RegistryError, subject, register)
    }
  }

  /**
   * Several processes that start at once register the same, and the registry refuses the later ones: the subject is
   * there already, or it is there and its level of compatibility is not yet. Where the very schema is there, it will do;
   * the level is set once more, as whoever was to set it may have been killed.
   */
  async function registeredByOther(
    registry: confluent.SchemaRegistry,
    subject: string,
    schema: AvroSchema,
  ): Promise<number | undefined> {
    const id = await registry.getRegistryIdBySchema(subject, schema).catch(() => undefined)
    if (id === undefined) return undefined
    await setCompatibility(at, subject)
    return id
  }

  async function schemaFor(id: number): Promise<object | undefined> {
    const known = schemas.get(id)
    if (known) return known
    const schema = await fetchSchema(at, id)
    if (schema) schemas.set(id, schema)
    return schema
  }

  async function subjects(): Promise<ReadonlySet<string>> {
    const { status, body } = await ask(at, '/subjects')
    listed = status === 200 ? new Set(JSON.parse(body) as string[]) : undefined
    return listed ?? new Set()
  }

  return { idFor, schemaFor, subjects }
}

/** Undefined where the registry does not say that it has this very schema under this subject. */
async function lookUp(at: Registry, subject: string, { schema }: AvroSchema): Promise<number | undefined> {
  const path = `/subjects/${encodeURIComponent(subject)}`
  const { status, body } = await ask(at, path, { method: 'POST', body: JSON.stringify({ schema }) })
  return status === 200 ? (JSON.parse(body) as { id: number }).id : undefined
}

/** Registers what a list did not have. Undefined where the registry does not take it: the usual way finds out why. */
async function registerNew(at: Registry, subject: string, { schema }: AvroSchema): Promise<number | undefined> {
  const path = `/subjects/${encodeURIComponent(subject)}/versions`
  const { status, body } = await ask(at, path, { method: 'POST', body: JSON.stringify({ schema }) })
  if (status !== 200) return undefined
  await setCompatibility(at, subject)
  return (JSON.parse(body) as { id: number }).id
}

async function setCompatibility(at: Registry, subject: string): Promise<void> {
  const path = `/config/${encodeURIComponent(subject)}`
  const { status } = await ask(at, path, { method: 'PUT', body: JSON.stringify({ compatibility }) })
  if (status !== 200) throw unreachable(new Error(`status ${status} when the compatibility of ${subject} was set`))
}

/**
 * Whether a refusal says only that another process is registering the same and has not ended: the registry finds nothing
 * wrong with the schema, or does not know the subject yet. A registry that cannot be asked so leaves it at its refusal.
 */
async function isBeingRegistered(at: Registry, subject: string, { schema }: AvroSchema): Promise<boolean> {
  const path = `/compatibility/subjects/${encodeURIComponent(subject)}/versions`
  const { status, body } = await ask(at, path, { method: 'POST', body: JSON.stringify({ schema }) })
  if (status === 404) return isUnknownSubject(body)
  return status === 200 && (JSON.parse(body) as { is_compatible: boolean }).is_compatible
}

/** 40401 and 40402: no such subject, or no version of it. Other answers of 404 come of a path that is not there. */
const isUnknownSubject = (body: string) => /"error_code"\s*:\s*4040[12]\b/.test(body)

/** The registry says no (409, 422, or 404 to a lookup), or it does not say anything that counts. */
async function idTrouble(
  at: Registry,
  error: RegistryError,
  subject: string,
  register: boolean,
): Promise<BackboneError> {
  const { status, name, message } = error
  if (!register && (status === 404 || name === 'ConfluentSchemaRegistryError'))
    return new BackboneError(
      'NotNow',
      `our schema of ${subject} is not registered: run the deploy step that registers schemas (npm run icms -- schemas register)`,
      error,
    )
  if (isRefusal(error))
    return new BackboneError(
      'Incompatible',
      `the registry refuses our schema of ${subject}, which must be FULL_TRANSITIVE compatible with those before (${message})`,
      error,
    )
  // Its client drops the socket's own error: ask by ourselves what is wrong.
  return ask(at, '/config').then(
    () => unreachable(error),
    (own: BackboneError) => own,
  )
}

const isRefusal = ({ status, name }: RegistryError) =>
  status === 409 || status === 422 || name === 'ConfluentSchemaRegistryCompatibilityError'

const unreachable = (error: Error) =>
  new BackboneError('NotNow', `the schema registry cannot be reached (${error.message})`, error)

/** The registry's client hands out its own types only, without what the schema says beside them; this is the schema. */
async function fetchSchema(at: Registry, id: number): Promise<object | undefined> {
  const { status, body } = await ask(at, `/schemas/ids/${id}`)
  if (status === 404) return undefined
  if (status !== 200) throw unreachable(new Error(`status ${status}`))
  return JSON.parse((JSON.parse(body) as { schema: string }).schema) as object
}

/** Throws `Incompatible` where it does not let us in, and `NotNow`. */
async function ask(at: Registry, path: string, init?: { method: string; body: string }) {
  const answer = await askRegistry(at, path, init).catch((error: Error) => {
    const why = whyRefused(error)
    throw why ? refused(why, error) : unreachable(error)
  })
  if (answer.status === 401 || answer.status === 403)
    throw refused(`status ${answer.status}: check user and password in ICMS_REGISTRY_URL`)
  return answer
}

const refused = (why: string, cause?: Error) =>
  new BackboneError('Incompatible', `the schema registry does not let us in: ${why}`, cause)
