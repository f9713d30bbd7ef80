import { parentPort, workerData } from 'node:worker_threads'
import { plantedBugs } from './planted-bugs.ts'
import { plant } from './planting.ts'

/** Runs the seeds that it is told, one after the other, with a bug planted or none. */
const { bug: name } = workerData as { bug: string | undefined }
const bug = name === undefined ? undefined : plantedBugs.find(one => one.name === name)
if (name !== undefined && !bug) throw new Error(`no bug is called '${name}'`)
if (bug) plant(bug)
// While servers are away hundreds of errors are made of which only the code is asked.
Error.stackTraceLimit = 0
const { runSeed } = await import('./run-seed.ts')

async function run(seed: number) {
  const { history: _, ...outcome } = await runSeed(seed)
  parentPort!.postMessage(outcome)
}

parentPort!.on('message', (seed: number) => void run(seed))
