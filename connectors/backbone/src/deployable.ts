import type { Clock } from './clock.ts'
import type { Documents } from './documents.ts'
import type { CommandPort } from './edge.ts'
import type { Entropy } from './entropy.ts'
import type { Retention } from './erasure.ts'
import type { Backbone } from './port.ts'
import type { EffectHandler, Place, ReferenceSource, Signal } from './runtime.ts'
import type { Service } from './service.ts'

/** A mail server of ours for what comes back: where it listens, and the domain of its addresses. */
export type BounceSettings = {
  readonly host: string
  readonly port: number
  readonly domain: string
  /** For STARTTLS, in PEM. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined
}

/** What a host gives to each service that it runs. */
export type HostContext = {
  readonly backbone: Backbone
  readonly commands: CommandPort
  readonly clock: Clock
  readonly entropy: Entropy
  readonly reference: ReferenceSource
  readonly place: (type: string) => Place
  /** A key of 32 bytes for one purpose. */
  readonly secret: (purpose: string) => Uint8Array
  /** Where people reach the gateway, without a trailing slash. */
  readonly publicUrl: string
  readonly dataDir: string
  readonly documents: Documents
  readonly retention: Retention
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  /** Where mails lie that can be shown; without it those of the built-in mailbox are in the data folder. */
  readonly mailFolder?: string | undefined
  /** Where reports on mails are taken; undefined where nothing is set. */
  readonly bounces: BounceSettings | undefined
  /** Counts what happens, for metrics: ids and names only. */
  readonly signal: (signal: Omit<Signal, 'partition'>) => void
  /** One line for operators: ids and names only. */
  readonly log: (message: string, fields?: Readonly<Record<string, unknown>>) => void
}

/** What a service adds to its host beside its tasks. */
export type Started<Plugin = unknown> = {
  readonly effects?: Readonly<Record<string, EffectHandler>>
  /** HTTP plugins of its edge, each with its prefix ('' for several). */
  readonly edges?: readonly { readonly prefix: string; readonly plugin: Plugin }[]
  /** Called when all services run: seeds, bridges. */
  readonly running?: () => Promise<void>
  readonly stop?: () => Promise<void>
}

/** A service as a host runs it: every service folder's `main.ts` has one. */
export type Deployable<Plugin = unknown> = {
  readonly service: Service
  readonly start: (context: HostContext) => Promise<Started<Plugin>>
}
