import { randomBytes, randomInt } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serviceNames } from '@icms/deploy/host/settings'
import { freePort } from '../stack/free-port.ts'
import { closingLines, failureOf, nothing } from '../stack/tally.ts'
import { startChecks } from './checks.ts'
import { type ChosenImages, chooseImages, imageSettings } from './choose-images.ts'
import { type Composed, openComposed } from './composed.ts'
import { bytesOfImage, docker, findCompose, whyNoEngine } from './engine.ts'
import { runProgram } from './run-program.ts'
import { checkGateway } from './gateway-checks.ts'

/**
 * `npm run test:containers [-- --own-images]`: builds the image, brings up what `deploy/compose.yaml` names, registers one
 * individual through it, and takes it down, however it went. Where no engine answers it says how to get one and counts
 * one skip; with `REQUIRE_CONTAINERS=1` that is a failure.
 */
const root = join(import.meta.dirname, '..', '..')
const image = 'icms-registration-gateway:test'

const close = (tally: typeof nothing): void => {
  console.log(`\n${closingLines(tally)}`)
  process.exitCode = tally.failed > 0 ? 1 : 0
}

const build = async ({ base }: ChosenImages): Promise<void> => {
  const registry = (await runProgram('npm', ['config', 'get', 'registry'])).trim()
  // An image remembers its arguments: an address with a password in it is left to the image's own default.
  const packages = new URL(registry).username ? [] : ['--build-arg', `NPM_CONFIG_REGISTRY=${registry}`]
  const from = ['--build-arg', `BASE_IMAGE=${base}`, ...packages]
  await docker([
    'build',
    '--network',
    'host',
    ...from,
    '--file',
    join(root, 'deploy', 'Dockerfile'),
    '--tag',
    image,
    root,
  ])
  console.log(`  ${image}: ${Math.round((await bytesOfImage(image)) / 1e6)} MB`)
}

/** Settings of a deployment that nobody else has: its own secrets, port and network. */
const settingsFor = (images: ChosenImages, port: number) => ({
  ICMS_SECRET: randomBytes(48).toString('base64'),
  ICMS_MASTER_KEYS: randomBytes(32).toString('base64'),
  ICMS_PUBLIC_ORIGIN: `http://localhost:${port}`,
  ICMS_PUBLISHED: `127.0.0.1:${port}`,
  ICMS_EDGE_NETWORK: `172.30.${randomInt(1, 250)}`,
  ICMS_STAFF_OIDC_BUILT_IN: 'off-loopback',
  ICMS_IMAGE: image,
  ...Object.fromEntries(
    Object.entries(imageSettings).map(([name, variable]) => [variable, images[name as keyof ChosenImages]]),
  ),
})

const tryIt = async (images: ChosenImages): Promise<typeof nothing> => {
  const settings = settingsFor(images, await freePort())
  const folder = mkdtempSync(join(tmpdir(), 'icms-containers-'))
  const envFile = join(folder, 'settings.env')
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`)
  writeFileSync(envFile, lines.join(''), { mode: 0o600 })
  const project = `icms-test-${randomBytes(4).toString('hex')}`
  const composed = openComposed({ program: (await findCompose())!, project, envFile, folder })
  const { check, tally } = startChecks()
  const takeDown = endingBySignal(composed)
  try {
    await check('the compose file is valid', async () => void (await composed.compose('config', '--quiet')))
    await check('the image is built', () => build(images))
    await checkGateway({ check, composed, settings, services: serviceNames })
    if (tally().failed > 0) await tellLogs(composed)
    await check('everything is taken down, volumes and networks too', () => downAndGone(composed, project), 'always')
    return tally()
  } finally {
    await takeDown()
  }
}

/** Ctrl-C takes everything down too, and says so. */
const endingBySignal = (composed: Composed): (() => Promise<void>) => {
  const end = (signal: string) => {
    console.log(`\n${signal}: taking everything down ...`)
    void composed.sweep().then(() => process.exit(1))
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end)
  return () => composed.sweep()
}

const downAndGone = async (composed: Composed, project: string): Promise<void> => {
  await composed.compose('down', '--volumes', '--remove-orphans', '--timeout', '5')
  const mine = ['--quiet', '--filter', `label=com.docker.compose.project=${project}`]
  const left = await Promise.all([
    docker(['ps', '--all', ...mine]),
    docker(['volume', 'ls', ...mine]),
    docker(['network', 'ls', ...mine]),
  ])
  if (left.join('').trim()) throw new Error(`still there: ${left.join(' ').trim()}`)
}

const tellLogs = async (composed: Composed): Promise<void> => {
  const logs = await composed.compose('logs', '--no-color', '--tail', '8').catch((error: Error) => error.message)
  console.log(`\nwhat they printed last:\n${logs}`)
}

try {
  const noEngine = await whyNoEngine()
  if (noEngine) {
    const isRequired = process.env.REQUIRE_CONTAINERS === '1'
    console.log(`${isRequired ? 'FAILED' : 'not run'}: ${noEngine}`)
    close(isRequired ? failureOf('containers, which are required, were not tried') : { ...nothing, skipped: 1 })
  } else {
    close(await tryIt(await chooseImages(process.argv.includes('--own-images'))))
  }
} catch (error) {
  close(failureOf((error as Error).message))
}
