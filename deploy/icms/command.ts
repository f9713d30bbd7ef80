import type { Gateway } from './gateway-client.ts'
import type { Output } from './output.ts'

/** How a command ends; scripts go by it, so none of them changes its meaning. */
export const exitCode = {
  done: 0,
  /** It was refused or failed, or something is wrong with what was looked at. */
  wrong: 1,
  /** The command or the settings are not right. */
  usage: 2,
  /** Gateway, broker or registry do not answer, or not yet: the same may be tried again. */
  notNow: 3,
  /** The gateway does not let this tool in, or not as far. */
  notAllowed: 4,
} as const

export type ExitCode = (typeof exitCode)[keyof typeof exitCode]

/** What ends a command with one line for people, and a code for scripts. */
export class Failure extends Error {
  readonly code: ExitCode
  constructor(code: keyof typeof exitCode, message: string) {
    super(message)
    this.code = exitCode[code]
  }
}

export type Option = {
  /** What stands for its value in help; without one it is a switch. */
  readonly value?: string
  readonly means: string
}

export type Given = Readonly<Record<string, string | boolean | undefined>>

export type Called = {
  readonly words: readonly string[]
  readonly given: Given
  readonly out: Output
  readonly gateway: Gateway
}

/** One command: how it is called, what it teaches, what it does. */
export type Command = {
  /** One or two words. */
  readonly name: string
  /** Words after the name, as help shows them; those in brackets may be left out, the last may end with `…`. */
  readonly words?: string
  readonly summary: string
  /** What there is to know, in a few lines. */
  readonly teaches: string
  readonly examples: readonly string[]
  readonly options?: Readonly<Record<string, Option>>
  readonly run: (called: Called) => Promise<ExitCode>
}

/** Text of an option that takes a value. */
export const textOf = (given: Given, name: string): string | undefined => {
  const value = given[name]
  return typeof value === 'string' ? value : undefined
}

/** A whole number from 1 of an option. */
export function countOf(given: Given, name: string, otherwise: number): number {
  const text = textOf(given, name)
  if (text === undefined) return otherwise
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new Failure('usage', `--${name} is '${text}'; it must be a whole number from 1`)
  return Number(text)
}
