// Runs on Node 20 with nothing installed: no packages, no TypeScript.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const noteEveryMs = 4000

/**
 * Makes `node_modules` what package-lock.json says, by `npm ci`, unless it is so already. Prints what goes on, and waits
 * while another command does it. Throws with npm's own words when npm fails.
 */
export const installPackages = async root => {
  if (whyInstall(root) === undefined) return
  const release = await takeTurn(root)
  try {
    const why = whyInstall(root)
    if (why !== undefined) await install(root, why)
  } finally {
    release()
  }
}

const hashOf = root =>
  createHash('sha256')
    .update(readFileSync(lockfileOf(root)))
    .digest('hex')
const lockfileOf = root => join(root, 'package-lock.json')
const stampOf = root => join(root, 'node_modules', '.icms-lock')

/** Why packages have to be installed; undefined when they are there. */
const whyInstall = root => {
  const packages = join(root, 'node_modules')
  if (!existsSync(packages)) return 'no packages yet'
  const installed = join(packages, '.package-lock.json')
  const stamp = stampOf(root)
  // npm writes this file last: without it an install was cut short.
  if (existsSync(installed)) {
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOf(root)) return undefined
    // Somebody's own `npm install` brought them: npm's record is as young as the lockfile.
    if (statSync(installed).mtimeMs >= statSync(lockfileOf(root)).mtimeMs) return undefined
  }
  return 'the packages are not those of package-lock.json'
}

/** One command installs at a time. Two would remove each other's files. */
const takeTurn = async root => {
  const file = join(root, '.cache', 'installing')
  mkdirSync(dirname(file), { recursive: true })
  let saidSo = false
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    const holder = Number(readIfThere(file))
    if (holder > 0 && !isRunning(holder)) {
      rmSync(file, { force: true })
      continue
    }
    if (!saidSo) console.log(`process ${holder} is installing the packages: waiting for it ...`)
    saidSo = true
    await new Promise(resolve => setTimeout(resolve, 200))
  }
}

const readIfThere = file => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

const isRunning = pid => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

const install = async (root, why) => {
  const startedAt = Date.now()
  const seconds = () => Math.round((Date.now() - startedAt) / 1000)
  console.log(`${why}: installing them (npm ci) ...`)
  const note = setInterval(() => console.log(`installing packages ... ${seconds()} s`), noteEveryMs)
  try {
    await npmCi(root)
  } finally {
    clearInterval(note)
  }
  if (existsSync(join(root, 'node_modules'))) writeFileSync(stampOf(root), hashOf(root))
  console.log(`packages installed in ${seconds()} s`)
}

// Only errors: the warnings are about engines (Node 24 comes with the packages) and install scripts (none is needed).
const npmCi = root =>
  new Promise((resolve, reject) => {
    const args = ['ci', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error']
    const options = { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] }
    const viaNode = process.env.npm_execpath?.endsWith('.js')
    const npm = viaNode
      ? spawn(process.execPath, [process.env.npm_execpath, ...args], options)
      : spawn('npm', args, { ...options, shell: process.platform === 'win32' })
    const words = []
    npm.stderr.on('data', data => words.push(data))
    npm.on('error', reject)
    npm.on('close', code => {
      if (code === 0) resolve()
      else reject(new Error(`npm ci failed with exit code ${code}:\n${Buffer.concat(words)}`))
    })
  })
