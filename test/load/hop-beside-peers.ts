import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Benchmark } from './benchmark.ts'
import type { Figure } from './figures.ts'

const run = promisify(execFile)
const setting = 'ICMS_BENCH_PEERS'
const hop = join(import.meta.dirname, 'hop.ts')
const slow = 200
const fast = 1_000

/** What the driver prints of one program. */
type Driven = {
  readonly perSecond: number
  readonly cpuMicrosPerMessage: number
  readonly latencyMs: Readonly<Record<string, { readonly p50: number; readonly p99: number }>>
}

const names = {
  ours: 'our hop',
  'kafka-streams': 'Kafka Streams, its defaults',
  'kafka-streams-fast': 'Kafka Streams, commits every 5 ms',
  nestjs: 'NestJS, state in Redis',
} as const
type Name = keyof typeof names

/** The same hop as others would write it, driven by a program that is not ours. */
export const hopBesidePeers: Benchmark = {
  measures: 'the hop beside the same one on Kafka Streams and NestJS: throughput, processor time, latency',
  needs() {
    const folder = process.env[setting]
    if (!folder) return `${setting} does not name the folder with drive.cjs and the peers that were built there`
    return existsSync(join(folder, 'drive.cjs')) ? undefined : `the folder that ${setting} names has no drive.cjs`
  },
  async run({ isSmall, servers, progress }) {
    const { brokers, registryUrl, redisUrl } = await servers()
    const where = ['--brokers', brokers.join(','), '--registry', registryUrl, '--redis', redisUrl]
    async function drive(name: Name, how: readonly string[]): Promise<Driven> {
      const whom = name === 'ours' ? ['--target', `${process.execPath} ${hop}`] : ['--peer', name]
      const args = [join(process.env[setting]!, 'drive.cjs'), ...where, ...whom, ...how]
      return JSON.parse((await run(process.execPath, args)).stdout) as Driven
    }
    const all = Object.keys(names) as Name[]
    // The broker compiles what it runs often, on the same processors: who comes first would pay for it.
    for (const name of isSmall ? [] : all) {
      progress(`${names[name]}, not measured yet`)
      await drive(name, ['--messages', '20000', '--rates', String(slow)])
    }
    const driven = {} as Record<Name, Driven>
    for (const name of all) {
      progress(names[name])
      driven[name] = await drive(name, ['--messages', String(isSmall ? 20_000 : 300_000)])
    }
    return figuresOf(driven)
  },
}

function figuresOf(driven: Readonly<Record<Name, Driven>>): Figure[] {
  const beside = (
    what: string,
    other: Name,
    unit: string,
    of: (driven: Driven) => number,
    goal?: Figure['goal'],
  ): Figure => ({
    what: `${what}, ${names.ours}`,
    measured: { value: of(driven.ours), unit },
    over: { what: names[other], value: of(driven[other]), unit },
    ...(goal && { goal }),
  })
  const perSecond = ({ perSecond }: Driven) => perSecond
  const cpu = (d: Driven) => d.cpuMicrosPerMessage
  const atMost = (bound: number) => ({ of: 'ratio', is: 'most', bound }) as const
  const atLeast = (bound: number) => ({ of: 'ratio', is: 'least', bound }) as const
  const latency = (rate: number, which: 'p50' | 'p99') => (d: Driven) => d.latencyMs[rate]![which]
  return [
    beside('backlog', 'kafka-streams', 'messages/s', perSecond, atLeast(1)),
    beside('backlog', 'kafka-streams-fast', 'messages/s', perSecond),
    beside('backlog', 'nestjs', 'messages/s', perSecond, atLeast(10)),
    beside('processor', 'kafka-streams', 'µs/message', cpu, atMost(0.9)),
    beside('processor', 'kafka-streams-fast', 'µs/message', cpu),
    beside('processor', 'nestjs', 'µs/message', cpu),
    ...[slow, fast].flatMap(rate =>
      (['p50', 'p99'] as const).flatMap(which =>
        (['kafka-streams', 'kafka-streams-fast', 'nestjs'] as const).map(other => {
          const isGoal = rate === slow && other === 'kafka-streams-fast'
          return beside(`${which} at ${rate}/s`, other, 'ms', latency(rate, which), isGoal ? atMost(0.5) : undefined)
        }),
      ),
    ),
  ]
}
