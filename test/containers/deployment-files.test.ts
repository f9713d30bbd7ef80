import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serviceNames } from '@icms/deploy/host/settings'
import { expect, test } from 'vitest'
import { readSourceTree, root } from '../graph/source-tree.ts'
import { imageSettings } from './choose-images.ts'
import { composeFile, defaultOf, readCompose } from './compose-file.ts'

const { services, volumes } = readCompose()
const all = Object.entries(services)
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const composeText = readFileSync(composeFile, 'utf8')
const dockerfile = read('deploy/Dockerfile')
const sources = [...readSourceTree().values()]

const failing = (isWrong: (service: (typeof all)[number][1], name: string) => boolean) =>
  all.filter(([name, service]) => isWrong(service, name)).map(([name]) => name)

test('every service of the gateway is one of compose, by itself; beside them only what they need', () => {
  const hosts = all.filter(
    ([name, { command }]) => command?.length === 1 && command[0] === name && name !== 'mail-sink',
  )
  expect(hosts.map(([name]) => name).toSorted()).toEqual(serviceNames.toSorted())
  const others = Object.keys(services).filter(name => !serviceNames.includes(name as never))
  const servers = ['kafka', 'registry', 'redis', 'mail-sink', 'proxy']
  expect(others.toSorted()).toEqual([...servers, 'topics', 'schemas', 'icms'].toSorted())
})

test('nothing in compose is root, writes its root, keeps a capability or takes more than its share', () => {
  expect(failing(({ user }) => !user || /^(0|root)(:|$)/.test(user))).toEqual([])
  expect(failing(({ read_only }) => read_only !== true)).toEqual([])
  expect(failing(({ cap_drop }) => cap_drop?.[0] !== 'ALL')).toEqual([])
  expect(failing(({ security_opt }) => !security_opt?.includes('no-new-privileges:true'))).toEqual([])
  expect(failing(({ mem_limit, cpus, pids_limit }) => !mem_limit || !cpus || !pids_limit)).toEqual([])
  expect(composeText).not.toMatch(/privileged: true|docker\.sock|cap_add|network_mode: host/)
})

test('what stays up is asked for its health and started again; what ends is neither', () => {
  const ends = ['topics', 'schemas', 'icms']
  expect(failing(({ healthcheck }) => healthcheck?.disable === true).toSorted()).toEqual(ends.toSorted())
  expect(failing(({ restart }) => restart === 'no').toSorted()).toEqual(ends.toSorted())
  expect(failing(({ healthcheck, restart }, name) => !ends.includes(name) && !(healthcheck?.test && restart))).toEqual(
    [],
  )
})

test('only the proxy is reached from outside, and every image is a setting', () => {
  expect(failing(service => 'ports' in service)).toEqual(['proxy'])
  expect(failing(({ image }) => !/^\$\{ICMS_[A-Z_]*IMAGE:-[^}]+\}$/.test(image))).toEqual([])
  for (const variable of Object.values(imageSettings).filter(name => name !== 'ICMS_BASE_IMAGE'))
    expect(defaultOf(variable)).toMatch(/^[a-z]/)
  expect(dockerfile).toMatch(/^ARG BASE_IMAGE=\S+$/m)
})

test('what is said of a client is believed of the proxy, by an address that is the proxy’s alone', () => {
  const { edge } = services.proxy!.networks as { edge: { ipv4_address: string } }
  for (const name of serviceNames)
    expect(String(services[name]?.environment?.ICMS_TRUSTED_PROXIES).split(',')[0]).toBe(edge.ipv4_address)
  const [, end] = /\.(\d+)$/.exec(edge.ipv4_address) ?? []
  expect(composeText).toMatch(/ip_range: \S+\.128\/25/)
  expect(Number(end)).toBeLessThan(128)
})

/** What the gateway reads: named in its code, and not in a comment or a text alone. */
const ofGateway = new Set(
  sources
    .filter(({ path, isTest }) => !isTest && /^(deploy\/(host|bin)|connectors\/web)\//.test(path))
    .flatMap(({ text }) => [...text.matchAll(/\b(ICMS_[A-Z_]+)\b/g)].map(([, name]) => name!)),
)

test('every setting in compose and in its example is one that the gateway reads, or one of compose that is explained', () => {
  const set = all.flatMap(([, { environment = {} }]) =>
    Object.keys(environment).filter(name => name.startsWith('ICMS_')),
  )
  expect(set.filter(name => !ofGateway.has(name))).toEqual([])
  const explained = new Set([...read('deploy/README.md').matchAll(/`(ICMS_[A-Z_]+)`/g)].map(([, name]) => name!))
  const variables = [...composeText.matchAll(/\$\{(ICMS_[A-Z_]+)/g)].map(([, name]) => name!)
  expect(variables.filter(name => !explained.has(name))).toEqual([])
  const example = [...read('deploy/compose.env.example').matchAll(/^#?(ICMS_[A-Z_]+)=/gm)].map(([, name]) => name!)
  expect(example.filter(name => !variables.includes(name) && !ofGateway.has(name))).toEqual([])
})

test('who keeps or erases files has the volume of documents', () => {
  const touches = /\b(eraseSubject|erasureWanted|purgeDocuments|documents\.store|\.documents\b)/
  const needing = serviceNames.filter(name =>
    sources.some(({ path, isTest, text }) => !isTest && path.startsWith(`services/${name}/src/`) && touches.test(text)),
  )
  expect(needing.length).toBeGreaterThan(1)
  const having = serviceNames.filter(name => services[name]?.volumes?.includes('documents:/documents'))
  expect(having.toSorted()).toEqual(needing.toSorted())
})

test('what compose mounts and the image copies or runs is there, and no secret is in its reach', () => {
  const mounts = all.flatMap(([, { volumes: own = [] }]) => own.map(volume => volume.split(':')[0]!))
  const missing = mounts.filter(from =>
    from.startsWith('.') ? !existsSync(join(root, 'deploy', from)) : !Object.keys(volumes).includes(from),
  )
  expect(missing).toEqual([])
  const programs = [...`${dockerfile}${composeText}`.matchAll(/\b(deploy\/bin\/[\w.-]+)/g)].map(([, path]) => path!)
  expect(programs.filter(path => !existsSync(join(root, path)))).toEqual([])
  const ignored = read('.dockerignore').split('\n')
  expect(ignored).toContain('*')
  expect(ignored).toEqual(expect.arrayContaining(['**/.env', '**/*.env', '**/.data', '**/node_modules']))
  const manifests = globSync('{schemas,services/*,connectors/*,deploy,test}/package.json', { cwd: root })
  const letIn = ignored.filter(line => line.startsWith('!')).map(line => line.slice(1))
  expect(manifests.filter(path => !letIn.some(name => path === name || path.startsWith(`${name}/`)))).toEqual([])
  expect(read('.gitignore').split('\n')).toContain('.env')
})
