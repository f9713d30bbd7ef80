import { parseArgs } from 'node:util'
import { type ChaosOutcome, runChaos } from './chaos.ts'
import { runEmbeddedChaos } from './embedded-chaos.ts'
import type { Violation } from './judge/evidence.ts'

/** `npm run chaos -- --minutes N [--seed S] [--embedded]`: see `--help`. */
const help = `npm run chaos -- --minutes 5            hurts every process and server for so long, then judges what is there
npm run chaos -- --minutes 5 --seed 7    the same faults in the same order
npm run chaos -- --embedded              the embedded default: killed, its folder copied, both judged

Exit code: 0 where every invariant held, 1 where one did not, 2 where it could not be run.`

const valuesOf = () =>
  parseArgs({
    options: {
      minutes: { type: 'string', default: '1' },
      seed: { type: 'string' },
      embedded: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values

const linesMax = 8
const killsPerMinute = 6

/** A few of each invariant; one cause often has many. */
function told(violations: readonly Violation[]): string[] {
  const by = Map.groupBy(violations, ({ invariant }) => invariant)
  return [...by].flatMap(([invariant, all]) => [
    ...all.slice(0, linesMax).map(({ what }) => `${invariant}: ${what}`),
    ...(all.length > linesMax ? [`${invariant}: and ${all.length - linesMax} more`] : []),
  ])
}

async function run() {
  const values = valuesOf()
  if (values.help) return console.log(help)
  if (!/^[1-9]\d{0,3}$/.test(values.minutes))
    throw new Error(`--minutes is a number from 1; '${values.minutes}' is none`)
  const seed = values.seed ?? String(Date.now() % 1_000_000)
  if (!/^\w{1,20}$/.test(seed)) throw new Error(`--seed is at most 20 letters and digits; '${seed}' is not`)
  const options = `${values.embedded ? '--embedded ' : ''}--minutes ${values.minutes}`
  console.log(`seed ${seed}: again with npm run chaos -- ${options} --seed ${seed}`)
  const say = (line: string) => console.log(line)
  const minutes = Number(values.minutes)
  const outcome: ChaosOutcome = values.embedded
    ? await runEmbeddedChaos({ kills: killsPerMinute * minutes, seed, say })
    : await runChaos({ minutes, seed, say })
  console.log(`\n${outcome.summary.join('\n')}`)
  const { violations, logs } = outcome
  if (violations.length === 0) return console.log('found: every invariant held')
  for (const line of told(violations)) console.log(`found: ${line}`)
  console.log(`\nwhat the processes printed is in ${logs}`)
  process.exitCode = 1
}

// Leaving by `exit` takes down what was started.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(2))
run().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 2
})
