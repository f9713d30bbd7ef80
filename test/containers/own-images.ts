import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { announceWhile } from '../stack/announce.ts'
import { fetchJars, hasJars } from '../stack/jars.ts'
import { installPackages } from '../stack/missing-programs.ts'
import { hasProgram } from '../stack/programs.ts'
import { debianPlaces } from './debian-places.ts'
import { docker, hasImage } from './engine.ts'
import { runProgram } from './run-program.ts'

const root = join(import.meta.dirname, '..', '..')
const dockerfiles = join(root, 'deploy', 'images')
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly packageManager: string
  readonly optionalDependencies: Readonly<Record<string, string>>
}
const suite = process.env.ICMS_DEBIAN_SUITE ?? 'bookworm'

// 'localhost' as the registry: an engine that has not got one of them asks nobody on the network for it.
const named = (name: string) => `localhost/icms-${name}`
const debian = named(`debian:${suite}`)

/** What `npm run images` makes, each in place of an image that is otherwise pulled. */
export const ownImages = {
  base: named('node:24'),
  kafka: named('kafka:own'),
  registry: named('registry:own'),
  redis: named('redis:own'),
  proxy: named('nginx:own'),
} as const
export type OwnImage = keyof typeof ownImages

const missingPackages = (): readonly string[] => [
  ...(hasProgram('debootstrap') ? [] : ['debootstrap']),
  ...(hasJars() || hasProgram('mvn') ? [] : ['maven']),
]

/** Why images cannot be made here, or undefined. Installs what is missing where it may. */
export const whyNoOwnImages = async (): Promise<string | undefined> => {
  if (process.getuid?.() !== 0) return 'debootstrap needs root'
  if (missingPackages().length > 0) await installPackages(missingPackages())
  const missing = missingPackages()
  return missing.length === 0 ? undefined : `apt-get install ${missing.join(' ')}`
}

/**
 * Makes images out of Debian's packages, Maven Central and npm alone, for where none can be pulled. What is there already
 * stays unless `afresh`. Takes three minutes and 1.5 GB. Throws with the words of the program that failed.
 */
export const makeOwnImages = async (wanted: readonly OwnImage[], { afresh = false } = {}): Promise<void> => {
  const isMissing = async (name: string) => afresh || !(await hasImage(name))
  const folder = mkdtempSync(join(tmpdir(), 'icms-images-'))
  try {
    if (await isMissing(debian)) await announceWhile(`image ${debian}`, makeDebian(join(folder, 'debian')))
    for (const name of wanted)
      if (await isMissing(ownImages[name]))
        await announceWhile(`image ${ownImages[name]}`, makeImage[name](join(folder, name)))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Builds `dockerfile` with a folder as its context. The host's network: a bridge reaches nothing without iptables. */
const build = (dockerfile: string, image: string, context: string): Promise<string> => {
  const file = join(dockerfiles, `${dockerfile}.Dockerfile`)
  const base = ['--build-arg', `BASE_IMAGE=${debian}`]
  return docker(['build', '--network', 'host', ...base, '--tag', image, '--file', file, context])
}

const makeDebian = async (context: string): Promise<void> => {
  const { mirror, securityMirror } = await debianPlaces(suite)
  const system = join(context, 'system')
  mkdirSync(system, { recursive: true })
  const packages = '--include=ca-certificates'
  await runProgram('debootstrap', ['--variant=minbase', packages, suite, system, mirror])
  writeFileSync(
    join(system, 'etc/apt/sources.list'),
    `deb ${mirror} ${suite} main\ndeb ${mirror} ${suite}-updates main\ndeb ${securityMirror} ${suite}-security main\n`,
  )
  const unneeded = ['./var/cache/apt/archives', './var/lib/apt/lists', './dev'].map(path => `--exclude=${path}/*`)
  await runProgram('tar', ['-C', system, ...unneeded, '-cf', join(context, 'system.tar'), '.'])
  rmSync(system, { recursive: true, force: true })
  const certificates = join(context, 'certificates')
  mkdirSync(certificates)
  const trusted = '/usr/local/share/ca-certificates'
  for (const name of listed(trusted))
    if (name.endsWith('.crt')) cpSync(join(trusted, name), join(certificates, name), { dereference: true })
  await build('debian', debian, context)
}

const listed = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** The version of this tree's own Node, and its npm. */
const makeNode = async (context: string): Promise<void> => {
  const node = `node-linux-${process.arch}`
  const version = manifest.optionalDependencies[node]
  if (!version) throw new Error(`there is no Node for ${process.arch} among the optional dependencies of package.json`)
  mkdirSync(context, { recursive: true })
  const packages = [`${node}@${version}`, manifest.packageManager]
  await runProgram('npm', ['install', '--prefix', context, '--no-save', '--ignore-scripts', ...packages], {
    cwd: context,
  })
  cpSync(join(context, 'node_modules', node, 'bin/node'), join(context, 'node'))
  cpSync(join(context, 'node_modules/npm'), join(context, 'npm'), { recursive: true })
  rmSync(join(context, 'node_modules'), { recursive: true })
  await build('node', ownImages.base, context)
}

const makeOfPackages = async (dockerfile: string, image: string, context: string): Promise<void> => {
  mkdirSync(context, { recursive: true })
  await build(dockerfile, image, context)
}

const makeImage: Readonly<Record<OwnImage, (context: string) => Promise<unknown>>> = {
  base: makeNode,
  kafka: async () => build('kafka', ownImages.kafka, join(await fetchJars(), 'broker')),
  registry: async () => build('registry', ownImages.registry, join(await fetchJars(), 'registry')),
  redis: context => makeOfPackages('redis', ownImages.redis, context),
  proxy: context => makeOfPackages('nginx', ownImages.proxy, context),
}
