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

/** A fax gateway, a scanning station: by what it is known, and where it is let in. */
export type MachineAccess = {
  /** At most 40 small letters, digits, dots and hyphens: it is the actor's id. */
  readonly name: string
  /** Any of them is good: there is more than one while they are changed. */
  readonly passwords: readonly string[]
  readonly may: readonly ('fax' | 'scan')[]
}

/** How the mail room reaches us. */
export type ScanSettings = {
  /** Absolute path: where envelopes are put that do not come by HTTP. */
  readonly folder?: string | undefined
  /** JWK set of the keys that the mail room signs with. */
  readonly keysFile?: string | undefined
  /** Without a file of keys a pair is made that stands in for the mail room's. */
  readonly isDemonstration: boolean
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
  /** Machines that are let in; nobody where it is empty. */
  readonly machines: readonly MachineAccess[]
  /** A folder that faxes are dropped into; none where nothing is set. */
  readonly faxFolder?: string | undefined
  /** Where it is missing, nobody's signature is good and no folder is looked at. */
  readonly scan?: ScanSettings | undefined
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
  /** What it cannot do just now though it is ready for the rest, one line each, for `/readyz`: no names of anybody or anything. */
  readonly troubles?: () => readonly string[]
}

/** A service as a host runs it: every service folder's `main.ts` has one. */
export type Deployable<Plugin = unknown> = {
  readonly service: Service
  readonly start: (context: HostContext) => Promise<Started<Plugin>>
}
