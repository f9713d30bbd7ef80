// Runs on Node 20 with nothing installed: no packages, no TypeScript.
import { spawn } from 'node:child_process'
import module from 'node:module'
import { constants } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { installPackages } from './install.mjs'

const nodeMajorMin = 24
const treeRoot = join(import.meta.dirname, '..', '..')

/**
 * Runs a TypeScript program of the tree with what it needs: the packages of the lockfile, and Node 24, which is one of
 * them. A program starts when it is imported, and takes its arguments from `process.argv` as usual.
 */
export const launch = async (program, root = treeRoot) => {
  try {
    await installPackages(root)
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
  if (Number.parseInt(process.versions.node, 10) >= nodeMajorMin) {
    // What was compiled once is not compiled again: half of the time that a start takes.
    module.enableCompileCache(join(root, 'node_modules', '.cache', 'node'))
    await import(pathToFileURL(join(root, program)).href)
  } else {
    runAgain(join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node'))
  }
}

// This happens where the system's Node is older and npm could not put the packages' own one first in the path.
const runAgain = node => {
  if (process.env.ICMS_LAUNCHED_BY === String(process.ppid)) refuse(`${node} is Node ${process.versions.node}`)
  const child = spawn(node, process.argv.slice(1), {
    stdio: 'inherit',
    env: { ...process.env, ICMS_LAUNCHED_BY: String(process.pid) },
    shell: process.platform === 'win32',
  })
  // A terminal sends Ctrl-C to both; the program decides what it means. What is sent to this process alone is passed on.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', error => refuse(error.message))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}

const refuse = why => {
  console.error(`Node ${nodeMajorMin} or later is needed and did not come with the packages (${why}): install it`)
  process.exit(1)
}
