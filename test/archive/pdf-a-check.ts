import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { fetchJarsOf, folderOfJars, type Jars } from '../stack/jars.ts'
import { hasProgram } from '../stack/programs.ts'

const verapdf: Jars = {
  pom: join(import.meta.dirname, 'pom.xml'),
  name: 'verapdf',
  what: 'veraPDF from Maven Central (9 MB, once)',
}
const program = join(import.meta.dirname, 'CheckPdfA.java')

/** Debian packages that the check needs and this machine has not. */
export const missingForPdfACheck = (): readonly string[] => [
  // The program is one file that Java compiles as it starts.
  ...(hasProgram('javac') ? [] : ['default-jdk-headless']),
  ...(existsSync(folderOfJars(verapdf)) || hasProgram('mvn') ? [] : ['maven']),
]

/** Why files cannot be checked here and what to do, or undefined when they can. */
export const whyNoPdfACheck = (): string | undefined => {
  const missing = missingForPdfACheck()
  return missing.length > 0 ? `no ${missing.join(', no ')}: apt-get install ${missing.join(' ')}` : undefined
}

/** What veraPDF says of files: for each by its path the clauses of PDF/A-2b that it breaks, none where it is sound. */
export async function checkPdfA(files: readonly string[]): Promise<Readonly<Record<string, readonly string[]>>> {
  const folder = await fetchJarsOf(verapdf)
  // It lives for seconds: compiling its code thoroughly would cost more than running it.
  const run = [
    '-Xmx512m',
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-cp',
    join(folder, 'verapdf', '*'),
    program,
    ...files,
  ]
  const { stdout } = await promisify(execFile)('java', run, { timeout: 100_000, maxBuffer: 10_000_000 })
  const told: Record<string, string[]> = {}
  let clauses: string[] = []
  for (const line of stdout.split('\n')) {
    const [, answer, file] = /^(yes|no) (.*)$/.exec(line) ?? []
    if (file) told[file] = clauses = answer === 'yes' ? [] : ['not PDF/A-2b']
    else if (line.startsWith('  ')) clauses.push(line.trim())
  }
  return told
}
