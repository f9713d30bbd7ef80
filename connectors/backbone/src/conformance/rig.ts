import type { Contracts } from '../contracts.ts'
import type { Keyring } from '../keyring.ts'
import type { ManualClock } from '../manual-clock.ts'
import type { Backbone } from '../port.ts'
import type { Probe } from '../probe.ts'
import type { InRecord, OutRecord } from '../record.ts'

/** A promise that only some adapters can be asked for: the others say why it does not concern them. */
export type Ability = 'several-instances' | 'separate-read-side' | 'broker-restart' | 'registry-outage' | 'compaction'

/** One deployment of an adapter under test: topics, logs and a read side of its own, empty at the start. */
export interface Rig {
  readonly name: string
  readonly clock: ManualClock
  readonly partitions: number
  /** What this rig can be asked for; a scenario that needs more is reported with the reason given here. */
  readonly can: Readonly<Record<Ability, true | string>>
  /** One process of the deployment, with contracts of its own where it is of another release. `kill` is kill -9. */
  instance(options?: InstanceOptions): Promise<Instance>
  /** Committed records of a topic, all partitions, in order within each; `from` counts per partition. */
  records(topic: string): Promise<InRecord[]>
  /** Writes as a foreign producer does: any bytes, any partition, key or none. */
  write(records: readonly (Omit<OutRecord, 'key'> & { readonly key: string | null })[]): Promise<void>
  /** Empties the read side and the edge memory (FLUSHALL). */
  flushReadSide(): Promise<void>
  /** Takes the read side and the edge memory away, and brings them back. */
  readSideAway(away: boolean): Promise<void>
  /** Makes the registry unreachable, and reachable again. */
  registryAway(away: boolean): Promise<void>
  /** Stops the broker by kill -9 and starts it again on the same data and port. */
  restartBroker(): Promise<void>
  /** Writes garbage transactions or other work that must stay invisible to the input topic (aborted, control records). */
  writeAborted(topic: string, records: readonly OutRecord[]): Promise<void>
  /** Compacts the changelogs, where that is not immediate. */
  compact(service: string): Promise<void>
  stop(): Promise<void>
}

export type InstanceOptions = {
  readonly probe?: Probe
  readonly contracts?: Contracts
  /** Encrypts personal data; the scenario opens it. */
  readonly keyring?: Keyring
}

export type Instance = {
  readonly backbone: Backbone
  kill(): Promise<void>
  close(): Promise<void>
}

/** What a rig is made from. `topics` are created with the rig's partition count; `compacted` ones as changelogs are. */
export type RigNeeds = {
  readonly contracts: Contracts
  readonly topics: readonly { readonly name: string; readonly compacted?: boolean; readonly partitions?: number }[]
  readonly partitions?: number
  /** UTC ms at which the driven clock starts. */
  readonly start?: number
}

export type MakeRig = (needs: RigNeeds) => Promise<Rig>
