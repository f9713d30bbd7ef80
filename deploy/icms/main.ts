import { readFileSync } from 'node:fs'
import { readSecrets } from '../host/secrets.ts'
import { readSettings } from '../host/settings.ts'
import { operatorTokenOf } from '../operations/operator-token.ts'
import { help } from './help.ts'
import type { Audited } from '../operations/audit.ts'
import { print } from './print.ts'

/**
 * The operators' tool. It talks to a running host (`ICMS_PUBLIC_ORIGIN`, by default the one on this machine) with a
 * token that is derived from the deployment's secret, so it works alike on both backbones.
 * Exit codes: 0 done, 1 it could not be done, 2 called wrongly.
 */
async function run(args: readonly string[]): Promise<number> {
  const asJson = args.includes('--json')
  const options = new Map(
    args.filter(a => a.startsWith('--')).map(a => [a.slice(2).split('=')[0]!, a.split('=').slice(1).join('=')]),
  )
  const [command, ...words] = args.filter(a => !a.startsWith('--'))
  if (!command || command === 'help' || options.has('help')) {
    process.stdout.write(help)
    return command || options.has('help') ? 0 : 2
  }
  const step = [command, ...words].join(' ')
  if (step === 'topics create' || step === 'schemas register' || step === 'schemas check') {
    const { deployStep } = await import('./deploy-steps.ts')
    process.stdout.write(`${await deployStep(step, readSettings(process.env))}\n`)
    return 0
  }
  const call = caller()
  switch (`${command}/${words.length}`) {
    case 'topics/0':
      return print(asJson, await call('/topics'), 'topics')
    case 'tail/1': {
      const query = new URLSearchParams([...options].filter(([name]) => ['key', 'limit'].includes(name)))
      return print(asJson, await call(`/topics/${encodeURIComponent(words[0]!)}/records?${query}`), 'records')
    }
    case 'publish/2': {
      const records = readRecords(words[1]!)
      const body = JSON.stringify({ records })
      return print(
        asJson,
        await call(`/topics/${encodeURIComponent(words[0]!)}/records`, { method: 'POST', body }),
        'published',
      )
    }
    case 'timeline/1':
      return print(asJson, await call(`/timeline/${encodeURIComponent(words[0]!)}`), 'records')
    case 'audit/1':
      if (words[0] === 'verify') {
        const audited = (await call('/audit')) as Audited
        print(asJson, audited, 'audit')
        return audited.faults.length === 0 ? 0 : 1
      }
      break
    case 'audit/2':
      if (words[0] === 'trail') return print(asJson, await call(`/audit/${encodeURIComponent(words[1]!)}`), 'trail')
      break
    case 'dead-letters/1':
      if (words[0] === 'list') return print(asJson, await call('/dead-letters'), 'dead-letters')
      break
    case 'keys/1':
      if (words[0] === 'status') return print(asJson, await call('/keys'), 'keys')
      if (words[0] === 'rotate') return print(asJson, await rotateKeys(call), 'keys')
  }
  process.stderr.write(`'${[command, ...words].join(' ')}' is no command of this tool\n\n${help}`)
  return 2
}

class Failure extends Error {}

function caller() {
  const settings = readSettings(process.env)
  const { host, port, publicOrigin } = settings.web
  const origin = publicOrigin ?? `http://${host}:${port}`
  const authorization = `Bearer ${operatorTokenOf(readSecrets(settings))}`
  return async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const headers = {
      authorization,
      accept: 'application/json',
      ...(init.body ? { 'content-type': 'application/json' } : {}),
    }
    const response = await fetch(`${origin}/api/v1/ops${path}`, { ...init, headers }).catch((error: Error) => {
      throw new Failure(
        `no gateway answers at ${origin} (${(error.cause as Error | undefined)?.message ?? error.message}); start it with 'npm start', or set ICMS_PUBLIC_ORIGIN`,
      )
    })
    const body = (await response.json()) as { detail?: string }
    if (response.ok) return body
    if (response.status === 401 || response.status === 403)
      throw new Failure(
        `the gateway at ${origin} has another secret: give this tool the same ICMS_DATA_DIR or ICMS_SECRET`,
      )
    throw new Failure(body.detail ?? `the gateway answered ${response.status}`)
  }
}

/** The gateway wraps some at a time; what an interruption leaves is done by the next call. */
async function rotateKeys(call: ReturnType<typeof caller>): Promise<unknown> {
  for (let total = 0; ; ) {
    const answer = (await call('/keys/rotations', { method: 'POST', body: '{}' })) as { wrapped: number }
    total += answer.wrapped
    if (answer.wrapped === 0) return { ...answer, wrapped: total }
  }
}

/** A file with one JSON record, or a list of them; `-` is standard input. */
function readRecords(file: string): unknown[] {
  try {
    const parsed = JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8')) as unknown
    return Array.isArray(parsed) ? parsed : [parsed]
  } catch (error) {
    throw new Failure(`${file}: ${(error as Error).message}`)
  }
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
