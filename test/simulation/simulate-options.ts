import { parseArgs } from 'node:util'
import { plantedBugs } from './planted-bugs.ts'
import { keptIn } from './kept-acts.ts'

/** What `npm run simulate` is asked for. */
export type SimulateOptions =
  | { readonly run: 'help' }
  | { readonly run: 'many'; readonly from: number; readonly count: number; readonly bug: string | undefined }
  | {
      readonly run: 'one'
      readonly seed: number
      readonly keep: ReadonlySet<number> | undefined
      readonly history: boolean
      readonly bug: string | undefined
    }
  | { readonly run: 'planted'; readonly count: number; readonly bug: string | undefined }

export const usage = `npm run simulate -- --seeds 1000 --from 1   runs seeds; says by how little one breaks an invariant
npm run simulate -- --seed 17               one of them again; --history prints all that happened
npm run simulate -- --seed 17 --keep 3,5-9  the same, with these acts and faults only
npm run simulate -- --planted               how soon each planted bug is caught; --bug '...' one of them
with --bug '...' the first three run with that bug planted
exit code: 0 every invariant held, 1 one was broken or too few bugs were caught, 2 it was asked for something else`

const seedsDefault = 100
/** Within so many seeds a planted bug is to be caught. */
const plantedSeedsDefault = 200

const options = {
  seeds: { type: 'string' },
  from: { type: 'string' },
  seed: { type: 'string' },
  keep: { type: 'string' },
  history: { type: 'boolean' },
  bug: { type: 'string' },
  planted: { type: 'boolean' },
  help: { type: 'boolean' },
} as const
type Option = keyof typeof options

/** Options that go together, the first of which asks for it. */
const together: Readonly<Record<'one' | 'planted' | 'many', readonly Option[]>> = {
  one: ['seed', 'keep', 'history', 'bug'],
  planted: ['planted', 'seeds', 'bug'],
  many: ['seeds', 'from', 'bug'],
}

/** Reads the arguments. Throws for what cannot be, with what would. */
export function simulateOptions(args: readonly string[]): SimulateOptions {
  const { values } = parseArgs({ args: [...args], options })
  if (values.help) return { run: 'help' }
  const run = values.planted ? 'planted' : values.seed === undefined ? 'many' : 'one'
  for (const name of Object.keys(values) as Option[])
    if (!together[run].includes(name))
      throw new Error(
        `--${name} does not go with ${run === 'many' ? 'many seeds: name one by --seed' : `--${together[run][0]}`}`,
      )
  const bug = values.bug
  if (bug !== undefined && !plantedBugs.some(known => known.name === bug))
    throw new Error(`no bug is called '${bug}'; there are:\n${plantedBugs.map(known => `  ${known.name}`).join('\n')}`)
  const { keep: kept, history = false } = values
  switch (run) {
    case 'one': {
      const keep = kept === undefined ? undefined : keptIn(kept)
      return { run, seed: numberOf('seed', values.seed), keep, history, bug }
    }
    case 'planted':
      return { run, count: numberOf('seeds', values.seeds, plantedSeedsDefault), bug }
    case 'many':
      return {
        run,
        from: numberOf('from', values.from, 1),
        count: numberOf('seeds', values.seeds, seedsDefault),
        bug,
      }
  }
}

function numberOf(name: Option, text: string | undefined, otherwise?: number): number {
  if (text === undefined && otherwise !== undefined) return otherwise
  if (!/^[1-9]\d{0,8}$/.test(text ?? ''))
    throw new Error(`--${name} is a number from 1 to 999999999; '${text}' is none`)
  return Number(text)
}
