import { parseArgs } from 'node:util'
import { plantedBugs } from './planted-bugs.ts'
import { plant } from './planting.ts'
import { describeAct, describeFault } from './plan-text.ts'
import { type SeedOutcome, runSeeds } from './many-seeds.ts'

/**
 * `npm run simulate -- --seeds 1000 --from 1`: runs seeds until one breaks an invariant, and then says by how little.
 * `-- --seed 17 [--keep 3,17,20-25]`: one run again, exactly. `-- --planted [name]`: how soon each planted bug is caught.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    keep: { type: 'string' },
    history: { type: 'boolean', default: false },
    bug: { type: 'string' },
    planted: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const number = (name: 'seeds' | 'from' | 'seed', text: string) => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`--${name} is a number from 1; '${text}' is none`)
  return Number(text)
}
const shrinkRunsMax = 400

/** What repeats a run of this thread exactly. */
const again = (seed: number, keep?: string) =>
  `npm run simulate -- --seed ${seed}${keep === undefined ? '' : ` --keep ${keep}`}${values.bug ? ` --bug '${values.bug}'` : ''}`

async function one(seed: number) {
  const bug = plantedBugs.find(known => known.name === values.bug)
  if (values.bug !== undefined && !bug) throw new Error(`no bug is called '${values.bug}': --planted lists them`)
  if (bug) plant(bug)
  const [{ simulate }, { planFrom }, { keepText, keptIn, partOf, shrink }] = await Promise.all([
    import('./simulate.ts'),
    import('./plan.ts'),
    import('./shrinking.ts'),
  ])
  const whole = planFrom(seed)
  const plan = values.keep === undefined ? whole : partOf(whole, keptIn(values.keep))
  const outcome = await simulate(seed, plan, values.history)
  if (values.history) console.log(outcome.history.join('\n'))
  console.log(`seed ${seed}: ${outcome.inputs} inputs, ${outcome.records} messages, history ${outcome.digest}`)
  if (!outcome.violation) return console.log('every invariant held')
  process.exitCode = 1
  console.log(`\n${outcome.violation.invariant} is broken: ${outcome.violation.what}`)
  if (values.keep !== undefined) return
  console.log(`again:   ${again(seed)}`)
  const kept = await shrink(plan, outcome.violation, shrinkRunsMax, left => process.stderr.write(`\r${left} left  `))
  process.stderr.write('\r')
  const shortest = partOf(plan, new Set(kept))
  const { violation } = await simulate(seed, shortest)
  console.log(`\n${kept.length} of ${whole.acts.length + whole.faults.length} still break it: ${violation?.what}`)
  const lines = [...shortest.acts.map(describeAct), ...shortest.faults.map(describeFault)]
  console.log(
    lines
      .toSorted((a, b) => a.at - b.at || a.id - b.id)
      .map(line => `  ${line.text}`)
      .join('\n'),
  )
  console.log(`\nagain:   ${again(seed, keepText(kept))}`)
}

async function many(from: number, count: number) {
  const startedAt = performance.now()
  let runs = 0
  let inputs = 0
  let found: SeedOutcome | undefined
  await runSeeds({
    ...{ from, count, bug: values.bug },
    done(outcome) {
      runs++
      inputs += outcome.inputs
      if (outcome.violation && (!found || outcome.seed < found.seed)) found = outcome
      if (process.stderr.isTTY) process.stderr.write(`\r${runs} of ${count} seeds, ${inputs} inputs`)
      else if (runs % 100 === 0) console.log(`${runs} of ${count} seeds, ${inputs} inputs`)
      return !found
    },
  })
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0)
  console.log(`\r${runs} seeds from ${from}, ${inputs} inputs, ${seconds} s`)
  if (!found) return console.log('every invariant held')
  console.log(`\nseed ${found.seed} breaks an invariant:`)
  await one(found.seed)
}

async function planted(count: number) {
  const chosen = plantedBugs.filter(bug => values.bug === undefined || bug.name === values.bug)
  const missed: string[] = []
  for (const { name, area } of chosen) {
    let after = 0
    let caught: SeedOutcome | undefined
    await runSeeds({
      ...{ from: 1, count, bug: name },
      done(outcome) {
        after++
        if (outcome.violation) caught ??= outcome
        return !caught
      },
    })
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

if (values.help) {
  console.log(`npm run simulate -- --seeds 1000 --from 1   runs seeds; says by how little one breaks an invariant
npm run simulate -- --seed 17               one of them again; --history prints all that happened
npm run simulate -- --seed 17 --keep 3,5-9  the same, with these acts and faults only
npm run simulate -- --planted               how soon each planted bug is caught; --bug '...' one of them`)
} else {
  try {
    if (values.planted) await planted(number('seeds', process.argv.includes('--seeds') ? values.seeds : '200'))
    else if (values.seed !== undefined) await one(number('seed', values.seed))
    else await many(number('from', values.from), number('seeds', values.seeds))
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 2
  }
}
