import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Deployable } from '@icms/backbone/deployable'
import { loadDeployable } from '@icms/deploy/host/deployables'
import { serviceNames } from '@icms/deploy/host/settings'
import { createTestHost } from '@icms/reference-data/test-host'
import { defaultPolicy } from '@icms/schemas/policy'
import type { FastifyPluginAsync } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'

const dataDir = mkdtempSync(join(tmpdir(), 'icms-origin-'))
let stop: (() => Promise<void>) | undefined
afterAll(async () => {
  await stop?.()
  rmSync(dataDir, { recursive: true, force: true })
})

type Route = { readonly service: string; readonly url: string }
const routes: Route[] = []

/** The same service, with the routes of its edge noted as they are declared. */
const noting = (deployable: Deployable<FastifyPluginAsync>): Deployable<FastifyPluginAsync> => ({
  ...deployable,
  async start(context) {
    const started = await deployable.start(context)
    const service = deployable.service.name
    const edges = (started.edges ?? []).map(({ prefix, plugin }) => {
      const noted: FastifyPluginAsync = async (server, options) => {
        server.addHook('onRoute', ({ url }) => void routes.push({ service, url }))
        await plugin(server, options)
      }
      return { prefix, plugin: noted }
    })
    return { ...started, edges }
  },
})

beforeAll(async () => {
  const deployables = await Promise.all(serviceNames.map(name => loadDeployable(name, defaultPolicy)))
  const host = await createTestHost(deployables.map(noting), { context: { dataDir } })
  stop = host.stop
}, 60_000)

const conf = readFileSync(join(import.meta.dirname, '../../deploy/containers/nginx.conf'), 'utf8')
const [, table = ''] = /map \$uri \$service \{([^}]*)\}/.exec(conf) ?? []
const rows = [...table.matchAll(/^\s*~(\S+)\s+([a-z-]+);/gm)].map(([, pattern, service]) => ({
  pattern: new RegExp(pattern!),
  service: service!,
}))
const otherwise = /^\s*default\s+([a-z-]+);/m.exec(table)?.[1]
/** Whom the proxy asks for a path: the first row that fits, as nginx does. */
const askedFor = (path: string) => rows.find(({ pattern }) => pattern.test(path))?.service ?? otherwise

test('the proxy asks for every page and every operation the service that has it', () => {
  expect(new Set(routes.map(({ service }) => service)).size).toBeGreaterThan(5)
  const astray = routes
    .map(({ service, url }) => ({ service, url, asked: askedFor(url.replaceAll(/:\w+/g, 'x')) }))
    .filter(({ service, asked }) => service !== asked)
  expect(astray).toEqual([])
})

test('every name in the proxy’s table is a service, and staff sign in at one place', () => {
  expect(
    [otherwise, ...rows.map(({ service }) => service)].filter(name => !serviceNames.includes(name as never)),
  ).toEqual([])
  const signIn = ['/staff/sign-in', '/staff/callback', '/oidc/auth', '/oidc/sign-in/x'].map(askedFor)
  expect(new Set(signIn).size).toBe(1)
  const operations = ['/ops', '/ops/audit', '/api/v1/ops/topics'].map(askedFor)
  expect(new Set(operations).size).toBe(1)
})

test('the description of every service with an edge can be asked for', () => {
  const [, named = ''] = /\/api\/openapi\/\(\?<one>([^)]*)\)/.exec(conf) ?? []
  expect(named.split('|').toSorted()).toEqual([...new Set(routes.map(({ service }) => service))].toSorted())
})

test('a path that only begins like a service’s is not that service’s', () => {
  expect(['/accounts', '/casess', '/mailing', '/desk/vettings'].map(askedFor)).toEqual(Array(4).fill(otherwise))
})
