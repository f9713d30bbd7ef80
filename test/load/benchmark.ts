import type { Figure } from './figures.ts'
import type { BenchServers } from './servers.ts'

/** What a benchmark is given. */
export type Bench = {
  /** A quick look whether it works at all: its figures mean nothing. */
  readonly isSmall: boolean
  /** Kafka, registry and Redis on loopback, the same for all benchmarks of a run; started when first asked for. */
  servers(): Promise<BenchServers>
  /** What it is doing now, for whoever waits. */
  progress(text: string): void
}

export type Benchmark = {
  /** One line: what is measured, and what it is divided by. */
  readonly measures: string
  /** What is missing to run it here; nothing where it can. */
  needs?(): string | undefined
  run(bench: Bench): Promise<readonly Figure[]>
}
