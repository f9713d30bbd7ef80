import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { makeClassArchives } from './class-archives.ts'
import { fetchJars, hasJars } from './jars.ts'
import { startLocalStack } from './local-stack.ts'
import { hasProgram, javaMajor } from './programs.ts'
import type { Stack, StackNeeds } from './stack.ts'

export type StackSource = { readonly name: string; readonly start: (needs: StackNeeds) => Promise<Stack> }

/** Kafka 4 does not run on an older one. */
const javaMajorMin = 17

/**
 * The servers that the environment names, if it names a broker. They are not ours: nothing is started, hurt or stopped.
 * Throws when a broker is named without its registry or Redis.
 */
export const namedStack = (): Stack | undefined => {
  const { ICMS_KAFKA_BROKERS, ICMS_REGISTRY_URL, ICMS_REDIS_URL } = process.env
  if (!ICMS_KAFKA_BROKERS) return undefined
  if (!ICMS_REGISTRY_URL || !ICMS_REDIS_URL) {
    throw new Error('ICMS_KAFKA_BROKERS is set: set ICMS_REGISTRY_URL and ICMS_REDIS_URL too, or none of the three')
  }
  return {
    origin: 'the environment (ICMS_KAFKA_BROKERS, ICMS_REGISTRY_URL, ICMS_REDIS_URL)',
    brokers: ICMS_KAFKA_BROKERS.split(',').map(broker => broker.trim()),
    registryUrl: ICMS_REGISTRY_URL.replace(/\/$/, ''),
    redisUrl: ICMS_REDIS_URL,
    stop: async () => {},
  }
}

/** Something to start a stack from, or a sentence that says what is missing and how to get it. */
export const findOwnSource = async (): Promise<StackSource | string> => {
  const containers = await containerSource()
  if (typeof containers !== 'string') return containers
  const local = localSource()
  return typeof local === 'string' ? `${containers}; ${local}` : local
}

/**
 * Why tests that need Kafka cannot run and what to do, or undefined when they can. A reason in `ICMS_TEST_NO_STACK`
 * leaves them out.
 */
export const whyNoStack = async (): Promise<string | undefined> => {
  if (process.env.ICMS_TEST_NO_STACK) return process.env.ICMS_TEST_NO_STACK
  if (namedStack()) return undefined
  const source = await findOwnSource()
  return typeof source === 'string' ? source : undefined
}

const containerSource = async (): Promise<StackSource | string> => {
  const { DOCKER_HOST, HOME = '', XDG_RUNTIME_DIR = '' } = process.env
  const sockets = ['/var/run/docker.sock', join(XDG_RUNTIME_DIR, 'docker.sock'), join(HOME, '.docker/run/docker.sock')]
  if (!DOCKER_HOST && !sockets.some(socket => existsSync(socket))) return 'no container engine'
  // Loading the client takes a second, for nothing on a machine without an engine.
  const { startContainerStack, whyNoContainers } = await import('./container-stack.ts')
  return (await whyNoContainers()) ?? { name: 'containers', start: startContainerStack }
}

/** Debian packages that a stack on the local JVM needs and this machine has not. */
export const missingForLocalStack = (): readonly string[] => [
  ...((javaMajor() ?? 0) < javaMajorMin ? ['default-jre-headless'] : []),
  ...(hasJars() || hasProgram('mvn') ? [] : ['maven']),
  ...(hasProgram('redis-server') ? [] : ['redis-server']),
]

/** What a stack on the local JVM starts from: the folder of the jars. Fetched once, and run once. */
export const prepareJars = async (): Promise<string> => {
  const folder = await fetchJars()
  await makeClassArchives(folder)
  return folder
}

const localSource = (): StackSource | string => {
  const missing = missingForLocalStack()
  if (missing.length > 0) return `no ${missing.join(', no ')}: apt-get install ${missing.join(' ')}`
  return { name: 'the JVM of this machine', start: async needs => startLocalStack(needs, await prepareJars()) }
}
