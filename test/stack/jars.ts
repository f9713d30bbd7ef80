import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { announceWhile } from './announce.ts'
import { hasProgram } from './programs.ts'

/** What a pom names, and how it is spoken of. */
export type Jars = { readonly pom: string; readonly name: string; readonly what: string }

const treeFolder = join(import.meta.dirname, '..', '..')
const stackJars: Jars = {
  pom: join(import.meta.dirname, 'pom.xml'),
  name: 'stack',
  what: 'Kafka and the schema registry from Maven Central (190 MB, once)',
}

const cacheFolder = () => process.env.ICMS_CACHE_DIR ?? join(treeFolder, '.cache')

/** Where the jars that a pom names lie, or would lie: another pom has another folder. */
export const folderOfJars = ({ pom, name }: Jars): string =>
  join(cacheFolder(), `${name}-${createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 12)}`)

/** Where the jars of the broker and the registry lie, or would lie. */
export const jarsFolder = (): string => folderOfJars(stackJars)

export const hasJars = (): boolean => existsSync(jarsFolder())

/**
 * Brings Kafka and the registry (190 MB) from Maven Central into the cache folder, once. Says what it does.
 * Throws with Maven's own words when it cannot.
 */
export const fetchJars = (): Promise<string> => fetchJarsOf(stackJars)

/** The same of the jars that another pom names. */
export const fetchJarsOf = async (jars: Jars): Promise<string> => {
  const folder = folderOfJars(jars)
  if (existsSync(folder)) return folder
  if (!hasProgram('mvn')) throw new Error('Maven (mvn) is not installed: apt-get install maven')
  mkdirSync(cacheFolder(), { recursive: true })
  const unfinished = mkdtempSync(`${folder}.`)
  try {
    await announceWhile(jars.what, runMaven(jars.pom, unfinished))
    // Two runs may have fetched side by side: the first one's folder stays.
    if (!existsSync(folder)) renameSync(unfinished, folder)
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
  return folder
}

const runMaven = async (pom: string, target: string): Promise<void> => {
  const args = ['-B', '-ntp', '-q', '-f', pom, `-Dstack.folder=${target}`, 'package']
  const maven = spawn('mvn', args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const printed: Buffer[] = []
  maven.stdout.on('data', data => printed.push(data))
  maven.stderr.on('data', data => printed.push(data))
  const [code] = await once(maven, 'close')
  if (code === 0) return
  const words = Buffer.concat(printed).toString().split('\n').slice(0, 20).join('\n')
  throw new Error(`Maven could not fetch what ${pom} names (exit code ${code}):\n${words}`)
}
