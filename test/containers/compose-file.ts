import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

export const composeFile = join(import.meta.dirname, '..', '..', 'deploy', 'compose.yaml')

export type ComposeService = {
  readonly image: string
  readonly user?: string
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string | number>>
  readonly env_file?: readonly string[]
  readonly read_only?: boolean
  readonly cap_drop?: readonly string[]
  readonly security_opt?: readonly string[]
  readonly healthcheck?: Readonly<Record<string, unknown>>
  readonly restart?: string
  readonly mem_limit?: string
  readonly cpus?: number | string
  readonly pids_limit?: number
  readonly volumes?: readonly string[]
  readonly profiles?: readonly string[]
  readonly networks?: unknown
}

export type Compose = {
  readonly services: Readonly<Record<string, ComposeService>>
  readonly volumes: Readonly<Record<string, unknown>>
}

/** The file as it is written, its anchors resolved and its variables not. */
export const readCompose = (): Compose =>
  // Its anchors are our own, and may be used as often as there are services.
  parse(readFileSync(composeFile, 'utf8'), { merge: true, maxAliasCount: -1 }) as Compose

/** What the file says for a variable where nobody sets it. */
export const defaultOf = (variable: string): string => {
  const found = new RegExp(`\\$\\{${variable}:-([^}]*)\\}`).exec(readFileSync(composeFile, 'utf8'))
  if (!found?.[1]) throw new Error(`compose.yaml has no default for ${variable}`)
  return found[1]
}
