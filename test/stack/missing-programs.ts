import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { missingForPdfACheck } from '../archive/pdf-a-check.ts'
import { announceWhile } from './announce.ts'
import { findBrowser } from './browser.ts'
import { hasProgram } from './programs.ts'
import { findOwnSource, missingForLocalStack, namedStack, prepareJars } from './stack-source.ts'

/** Without one, nobody could look at the pages in Chinese, and widths would not be true. */
const chineseFont = 'fonts-wqy-zenhei'

/**
 * Gets what the tests need beside the npm packages: what a stack starts from (where brokers are named too, since those
 * are not hurt), Chromium, kcat for the tests that speak as somebody else's client, openssl for certificates,
 * libtiff's tools for facsimiles, Java's compiler for the check of archive files. Installs Debian packages where it may (as root, with apt-get) and otherwise prints the
 * command. Returns why there can be no stack when the jars cannot be fetched; other tests know what they lack.
 */
export const getMissingPrograms = async (): Promise<string | undefined> => {
  // Any Chromium does, at twice the time. By itself, since where it cannot be had the other packages are wanted still.
  if (!process.env.ICMS_CHROMIUM && !hasProgram('chromium-headless-shell'))
    await installPackages(['chromium-headless-shell', chineseFont])
  const needsLocalStack = typeof (await findOwnSource()) === 'string'
  const packages = [
    ...(needsLocalStack ? missingForLocalStack() : []),
    ...(findBrowser() ? [] : ['chromium', chineseFont]),
    ...['kcat', 'openssl'].filter(name => !hasProgram(name)),
    ...(hasProgram('tiffcp') ? [] : ['libtiff-tools']),
  ]
  const wanted = new Set([...packages, ...missingForPdfACheck()])
  if (wanted.size > 0) await installPackages([...wanted])
  const source = await findOwnSource()
  if (typeof source === 'string' || source.name === 'containers') return undefined
  try {
    await prepareJars()
    return undefined
  } catch (error) {
    return namedStack() ? undefined : String(error instanceof Error ? error.message : error)
  }
}

/** Installs Debian packages where it may, as root; otherwise says what to install. Never throws. */
export const installPackages = async (packages: readonly string[]): Promise<void> => {
  const names = packages.join(' ')
  if (process.getuid?.() !== 0 || !hasProgram('apt-get')) {
    console.log(`  not installed: ${names}. To run everything: sudo apt-get install ${names}`)
    return
  }
  try {
    await announceWhile(`Debian packages ${names}`, aptGet(packages))
  } catch (error) {
    console.log(`  ${error instanceof Error ? error.message : String(error)}`)
  }
}

const aptGet = async (packages: readonly string[]): Promise<void> => {
  await run('apt-get', ['update', '-q'])
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages])
}

const run = async (command: string, args: readonly string[]): Promise<void> => {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const printed: Buffer[] = []
  child.stdout.on('data', data => printed.push(data))
  child.stderr.on('data', data => printed.push(data))
  const [code] = await once(child, 'close')
  if (code === 0) return
  const end = Buffer.concat(printed).toString().trimEnd().split('\n').slice(-10).join('\n')
  throw new Error(`${command} ${args.join(' ')} failed with exit code ${code}:\n${end}`)
}
