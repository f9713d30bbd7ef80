// Runs on Node 20 with nothing installed: no packages, no TypeScript.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const noteEveryMs = 4000

/**
 * Makes `node_modules` what package-lock.json says, by `npm ci`, unless it is so already. Prints what goes on.
 * Throws with npm's own words when npm fails.
 */
export const installPackages = async root => {
  const lockfile = join(root, 'package-lock.json')
  const packages = join(root, 'node_modules')
  const installed = join(packages, '.package-lock.json')
  const stamp = join(packages, '.icms-lock')
  const hash = createHash('sha256').update(readFileSync(lockfile)).digest('hex')
  // npm writes this file last: without it an install was cut short.
  if (existsSync(installed)) {
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
    // Somebody's own `npm install` brought them: npm's record is as young as the lockfile.
    if (statSync(installed).mtimeMs >= statSync(lockfile).mtimeMs) return
  }
  const startedAt = Date.now()
  const seconds = () => Math.round((Date.now() - startedAt) / 1000)
  const what = existsSync(packages) ? 'the packages are not those of package-lock.json' : 'no packages yet'
  console.log(`${what}: installing them (npm ci) ...`)
  const note = setInterval(() => console.log(`installing packages ... ${seconds()} s`), noteEveryMs)
  try {
    await npmCi(root)
  } finally {
    clearInterval(note)
  }
  if (existsSync(packages)) writeFileSync(stamp, hash)
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
