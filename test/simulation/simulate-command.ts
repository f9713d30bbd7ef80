import { idsOf, keepText, partOf } from './kept-acts.ts'
import { plantedBugs } from './planted-bugs.ts'
import { plant } from './planting.ts'
import { describeAct, describeFault } from './plan-text.ts'
import { type SeedOutcome, runSeeds } from './many-seeds.ts'
import { type SimulateOptions, simulateOptions, usage } from './simulate-options.ts'

/**
 * `npm run simulate -- --seeds 1000 --from 1`: runs seeds until one breaks an invariant, and then says by how little.
 * `-- --seed 17 [--keep 3,17,20-25]`: one run again, exactly. `-- --planted [--bug name]`: how soon each planted bug is caught.
 */
const shrinkRunsMax = 400
/** Seeds between two lines of progress where they are not written over each other. */
const progressSeeds = 50

type OneOptions = Extract<SimulateOptions, { run: 'one' }>

const progress = (text: string) => process.stderr.isTTY && process.stderr.write(`\r${text}\u001b[K`)

/** What repeats a run of this thread exactly. */
const again = ({ seed, bug }: Pick<OneOptions, 'seed' | 'bug'>, keep?: string) =>
  `npm run simulate -- --seed ${seed}${keep === undefined ? '' : ` --keep ${keep}`}${bug ? ` --bug '${bug}'` : ''}`

async function one(asked: OneOptions) {
  const { seed, keep, history } = asked
  const bug = plantedBugs.find(known => known.name === asked.bug)
  if (bug) plant(bug)
  const [{ runSeed }, { planFrom }, { shrink }] = await Promise.all([
    import('./run-seed.ts'),
    import('./plan.ts'),
    import('./shrinking.ts'),
  ])
  const whole = planFrom(seed)
  const ids = idsOf(whole)
  const unknown = [...(keep ?? [])].filter(id => !ids.includes(id))
  if (unknown.length > 0)
    throw new Error(
      `the plan of seed ${seed} has what is numbered 0 to ${ids.length - 1}; ${keepText(unknown)} is not in it`,
    )
  const plan = keep ? partOf(whole, keep) : whole
  const outcome = await runSeed(seed, plan, history)
  if (history) console.log(outcome.history.join('\n'))
  console.log(`seed ${seed}: ${outcome.inputs} inputs, ${outcome.records} messages, history ${outcome.digest}`)
  if (!outcome.violation) return console.log('every invariant held')
  process.exitCode = 1
  console.log(`\n${outcome.violation.invariant} is broken: ${outcome.violation.what}`)
  if (keep) return
  console.log(`again:   ${again(asked)}`)
  const kept = await shrink(plan, outcome.violation, shrinkRunsMax, left => progress(`${left} left`))
  progress('')
  const shortest = partOf(plan, new Set(kept))
  const { violation } = await runSeed(seed, shortest)
  console.log(`\n${kept.length} of ${ids.length} still break it: ${violation?.what}`)
  const lines = [...shortest.acts.map(describeAct), ...shortest.faults.map(describeFault)]
  console.log(
    lines
      .toSorted((a, b) => a.at - b.at || a.id - b.id)
      .map(line => `  ${line.text}`)
      .join('\n'),
  )
  console.log(`\nagain:   ${again(asked, keepText(kept))}`)
}

async function many({ from, count, bug }: Extract<SimulateOptions, { run: 'many' }>) {
  const startedAt = performance.now()
  const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(0)
  let runs = 0
  let inputs = 0
  let found: SeedOutcome | undefined
  await runSeeds({
    ...{ from, count, bug },
    done(outcome) {
      runs++
      inputs += outcome.inputs
      if (outcome.violation && (!found || outcome.seed < found.seed)) found = outcome
      const text = `${runs} of ${count} seeds, ${inputs} inputs, ${seconds()} s`
      progress(text)
      if (!process.stderr.isTTY && runs % progressSeeds === 0) console.log(text)
      return !found
    },
  })
  progress('')
  console.log(`${runs} seeds from ${from}, ${inputs} inputs, ${seconds()} s`)
  if (!found) return console.log('every invariant held')
  console.log(`\nseed ${found.seed} breaks an invariant:`)
  await one({ run: 'one', seed: found.seed, keep: undefined, history: false, bug })
}

async function planted({ count, bug: only }: Extract<SimulateOptions, { run: 'planted' }>) {
  const chosen = plantedBugs.filter(bug => only === undefined || bug.name === only)
  const missed: string[] = []
  for (const { name, area } of chosen) {
    let after = 0
    let caught: SeedOutcome | undefined
    await runSeeds({
      ...{ from: 1, count, bug: name },
      done(outcome) {
        after++
        if (outcome.violation) caught ??= outcome
        progress(`${after} seeds with the bug '${name}'`)
        return !caught
      },
    })
    progress('')
    if (!caught) missed.push(name)
    const { invariant, what } = caught?.violation ?? { invariant: '', what: '' }
    console.log(`${caught ? `caught after ${String(after).padStart(3)}` : 'NOT CAUGHT      '}  ${area}: ${name}`)
    if (caught) console.log(`                   ${invariant}: ${what.slice(0, 140)}`)
  }
  const share = Math.floor(((chosen.length - missed.length) / chosen.length) * 100)
  console.log(
    `\n${chosen.length - missed.length} of ${chosen.length} planted bugs caught within ${count} seeds (${share} %)`,
  )
  if (missed.length > 0) console.log(`not caught: ${missed.join('; ')}`)
  process.exitCode = share >= 95 ? 0 : 1
}

try {
  const asked = simulateOptions(process.argv.slice(2))
  if (asked.run === 'help') console.log(usage)
  else if (asked.run === 'planted') await planted(asked)
  else if (asked.run === 'one') await one(asked)
  else await many(asked)
} catch (error) {
  console.error(
    `${error instanceof Error ? error.message : String(error)}\nnpm run simulate -- --help says what there is`,
  )
  process.exitCode = 2
}
