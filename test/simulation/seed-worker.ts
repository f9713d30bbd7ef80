import { parentPort, workerData } from 'node:worker_threads'
import { plantedBugs } from './planted-bugs.ts'
import { plant } from './planting.ts'

/** Runs the seeds that it is told, one after the other, with a bug planted or none. */
const { bug: name } = workerData as { bug: string | undefined }
const bug = name === undefined ? undefined : plantedBugs.find(one => one.name === name)
if (name !== undefined && !bug) throw new Error(`no bug is called '${name}'`)
if (bug) plant(bug)
const { simulate } = await import('./simulate.ts')

async function run(seed: number) {
  try {
    const { history: _, ...outcome } = await simulate(seed)
    parentPort!.postMessage(outcome)
  } catch (error) {
    // Whatever stops the simulation is a finding too.
    const violation = { invariant: 'L1', what: `the run stopped: ${error instanceof Error ? error.message : error}` }
    parentPort!.postMessage({ seed, violation, inputs: 0, records: 0, deaths: 0, zombies: 0, digest: '' })
  }
}

parentPort!.on('message', (seed: number) => void run(seed))
