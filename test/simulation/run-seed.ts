import { type Plan, planFrom } from './plan.ts'
import { type Outcome, simulate } from './simulate.ts'

/** Simulates a seed, or a part of its plan. Whatever stops the simulation is a finding too. */
export async function runSeed(seed: number, plan: Plan = planFrom(seed), keepsHistory = false): Promise<Outcome> {
  try {
    return await simulate(seed, plan, keepsHistory)
  } catch (error) {
    const what = `the run stopped: ${error instanceof Error ? error.message : error}`
    const nothing = { records: 0, deaths: 0, zombies: 0, digest: '', history: [] }
    return { ...nothing, seed, inputs: plan.acts.length, violation: { invariant: 'L1', what } }
  }
}
