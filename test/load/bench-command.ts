import { parseArgs } from 'node:util'
import type { Benchmark } from './benchmark.ts'
import { type Figure, isMet, ratioOf, tableOf } from './figures.ts'
import { type BenchServers, startServers } from './servers.ts'

/** `npm run bench [-- NAME …] [--small] [--json]`: measures, one benchmark after the other, and prints a table. */
const benchmarks: Readonly<Record<string, () => Promise<Benchmark>>> = {
  peers: async () => (await import('./hop-beside-peers.ts')).hopBesidePeers,
  alone: async () => (await import('./hop-alone.ts')).hopAlone,
  registrations: async () => (await import('./registrations.ts')).registrations,
  filings: async () => (await import('./filing-to-link.ts')).filingToLink,
  cost: async () => (await import('./cost-by-registrants.ts')).costByRegistrants,
  registrants: async () => (await import('./rows-and-memory.ts')).rowsAndMemory,
  recovery: async () => (await import('./recovery.ts')).recovery,
  restore: async () => (await import('./restore.ts')).restore,
  paper: async () => (await import('./paper.ts')).paper,
  embedded: async () => (await import('./embedded-commits.ts')).embeddedCommits,
  profile: async () => (await import('./where-time-goes.ts')).whereTimeGoes,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    small: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

async function help(): Promise<string> {
  const all = await Promise.all(Object.entries(benchmarks).map(async ([name, load]) => ({ name, ...(await load()) })))
  return `npm run bench                measures everything; some twenty minutes on an idle machine
npm run bench -- NAME ...    only these
    --small                  a quick look whether they work: the figures mean nothing
    --json                   the figures as JSON

${all.map(({ name, measures }) => `  ${name.padEnd(14)} ${measures}`).join('\n')}

Every figure is a ratio of what was measured in the same run on the same machine. Nothing else should run meanwhile.`
}

function chosen(): readonly string[] {
  const names = Object.keys(benchmarks)
  const unknown = positionals.filter(name => !names.includes(name))
  if (unknown.length > 0) throw new Error(`no benchmark is called ${unknown.join(', ')}: there are ${names.join(', ')}`)
  return positionals.length === 0 ? names : names.filter(name => positionals.includes(name))
}

async function measure(): Promise<void> {
  const wanted = chosen()
  let started: Promise<BenchServers> | undefined
  const results: { name: string; figures: readonly Figure[] }[] = []
  try {
    for (const name of wanted) {
      const { run, needs } = await benchmarks[name]!()
      const progress = (text: string) => process.stderr.write(`${name}: ${text}\n`)
      const missing = needs?.()
      if (missing !== undefined) {
        progress(`not measured: ${missing}`)
        if (positionals.includes(name)) process.exitCode = 1
        continue
      }
      const servers = () => (started ??= startServers())
      try {
        const found = await run({ isSmall: values.small, servers, progress })
        // What is so small says nothing of a goal.
        const figures = values.small ? found.map(({ what, measured, over }) => ({ what, measured, over })) : found
        results.push({ name, figures })
        if (!values.json) console.log(`\n${tableOf(figures)}\n`)
      } catch (error) {
        process.exitCode = 1
        process.stderr.write(`${name} could not be measured: ${(error as Error).message}\n`)
      }
    }
  } finally {
    await (await started)?.stop()
  }
  if (!values.json) return
  const withRatios = results.map(({ name, figures }) => ({
    name,
    figures: figures.map(figure => ({ ...figure, ratio: ratioOf(figure), met: isMet(figure) ?? null })),
  }))
  console.log(JSON.stringify({ small: values.small, results: withRatios }, null, 2))
}

if (values.help) console.log(await help())
else
  try {
    await measure()
  } catch (error) {
    console.error((error as Error).message)
    process.exitCode = 2
  }
process.exit()
