import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readSecrets } from '../host/secrets.ts'
import { readSettings, type Settings } from '../host/settings.ts'
import { SettingsError } from '../host/settings-error.ts'
import { operatorHeader } from '../operations/operator-access.ts'
import { operatorTokenOf } from '../operations/operator-token.ts'
import { Failure } from './command.ts'

/** The running gateway, as this tool asks it. Everything throws a `Failure`. */
export type Gateway = {
  /** Query parameters that are undefined are left out; with `personalData` it asks as one who may read it. */
  get<T>(path: string, query?: Readonly<Record<string, string | number | boolean | undefined>>): Promise<T>
  post<T>(path: string, body: unknown): Promise<T>
  readonly settings: () => Settings
}

type Environment = Readonly<Record<string, string | undefined>>

const triesMax = 5
const requestMsMax = 60_000

/** Settings are read when they are first needed: help needs none. */
export function createGateway(environment: Environment): Gateway {
  const settings = once(() => {
    try {
      return readSettings(environment)
    } catch (error) {
      throw error instanceof SettingsError ? new Failure('usage', error.mistakes.join('\n')) : error
    }
  })
  const origin = once(() => {
    const { host, port, publicOrigin } = settings().web
    return publicOrigin ?? `http://${host}:${port}`
  })
  const name = environment.ICMS_OPERATOR?.trim()

  function token(readsPersonalData: boolean): string {
    const { operatorPersonalData, secret, dataDir } = settings()
    if (readsPersonalData) {
      if (operatorPersonalData) return operatorPersonalData
      throw new Failure(
        'notAllowed',
        'personal data is shown to those alone who were given ICMS_OPERATOR_PERSONAL_DATA: set it, and ICMS_OPERATOR to your staff id',
      )
    }
    if (!secret && !existsSync(join(dataDir, 'development-secret')))
      throw new Failure(
        'notNow',
        `no gateway was ever started with the data folder ${dataDir}: start it with 'npm start', or give this tool its ICMS_DATA_DIR or ICMS_SECRET`,
      )
    return operatorTokenOf(readSecrets(settings()))
  }

  async function ask(path: string, init: RequestInit, readsPersonalData: boolean): Promise<unknown> {
    const headers = {
      authorization: `Bearer ${token(readsPersonalData)}`,
      accept: 'application/json',
      ...(name && { [operatorHeader]: name }),
      ...(init.body ? { 'content-type': 'application/json' } : {}),
    }
    for (let tries = 1; ; tries++) {
      const signal = AbortSignal.timeout(requestMsMax)
      const response = await fetch(`${origin()}/api/v1/ops${path}`, { ...init, headers, signal }).catch(
        (error: Error) => {
          throw unreachable(error)
        },
      )
      // What was only asked may be asked again; what was to be done is repeated by whoever knows that it may be.
      const isLater = response.status === 429 || (response.status === 503 && init.method === undefined)
      if (!isLater || tries === triesMax) return answerOf(response, readsPersonalData)
      await response.body?.cancel()
      await sleep(1_000 * Math.min(30, Number(response.headers.get('retry-after')) || 1))
    }
  }

  function unreachable(error: Error): Failure {
    const why = (error.cause as Error | undefined)?.message || error.message
    return new Failure(
      'notNow',
      `no gateway answers at ${origin()} (${why}); start it with 'npm start', or set ICMS_PUBLIC_ORIGIN to where it is`,
    )
  }

  async function answerOf(response: Response, readsPersonalData: boolean): Promise<unknown> {
    const { status } = response
    const body = (await response.json().catch(() => ({}))) as {
      title?: string
      detail?: string
      errors?: { path: string; message: string }[]
    }
    if (response.ok) return body
    if (status === 401 || status === 403)
      throw new Failure(
        'notAllowed',
        readsPersonalData
          ? `the gateway at ${origin()} has another ICMS_OPERATOR_PERSONAL_DATA, or none: then nobody reads personal data here`
          : `the gateway at ${origin()} has another secret: give this tool the same ICMS_DATA_DIR or ICMS_SECRET`,
      )
    const errors = (body.errors ?? []).map(({ path, message }) => ` ${path}: ${message}`).join(';')
    const detail = `${body.detail ?? `the gateway answered ${status}`}${errors}`
    if (status === 503 || status === 429) throw new Failure('notNow', body.title ? `${body.title}. ${detail}` : detail)
    throw new Failure(
      'wrong',
      status === 404 ? `the gateway at ${origin()} does not know this: is it of another version?` : detail,
    )
  }

  return {
    get: async <T>(path: string, query: Readonly<Record<string, string | number | boolean | undefined>> = {}) => {
      const given = Object.entries(query).flatMap(([field, value]) =>
        value === undefined || value === false ? [] : [[field, String(value)] as [string, string]],
      )
      const text = given.length === 0 ? '' : `?${new URLSearchParams(given)}`
      return (await ask(path + text, {}, query.personalData === true)) as T
    },
    post: async <T>(path: string, body: unknown) =>
      (await ask(path, { method: 'POST', body: JSON.stringify(body) }, false)) as T,
    settings,
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
