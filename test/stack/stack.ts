import type { StackProcess } from './stack-process.ts'

export type StackNeeds = {
  readonly registry: boolean
  readonly redis: boolean
  /** Partitions of a topic that is created without saying how many. */
  readonly partitions: number
  /** For benchmarks: the broker's JVM is that of Kafka's own scripts, and not one that starts quickly. */
  readonly forLoad?: boolean
  /** For a stack that runs as long as a person likes: its data may grow beyond what fits into memory. */
  readonly onDisk?: boolean
}

/** A running Kafka, with a schema registry and a Redis where they were asked for. */
export interface Stack {
  /** Where it came from, for messages to people. */
  readonly origin: string
  readonly brokers: readonly string[]
  /** Base URL of the Confluent-compatible API, without a slash at its end. */
  readonly registryUrl?: string
  readonly redisUrl?: string
  /** Handles to hurt the servers with; absent where they are somebody else's (named in the environment). */
  readonly broker?: StackProcess
  readonly registry?: StackProcess
  readonly redis?: StackProcess
  /** Ends every server and removes its data. May be called again. */
  stop(): Promise<void>
}
