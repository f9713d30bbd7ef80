import { createHash, timingSafeEqual } from 'node:crypto'
import type { MachineAccess } from '@icms/backbone/deployable'

/** Let in on loopback where no file names any, as the demonstration staff are. */
export const demonstrationMachines: readonly MachineAccess[] = [
  { name: 'demo-fax-gateway', passwords: ['demonstration'], may: ['fax'] },
  { name: 'demo-scan-station', passwords: ['demonstration'], may: ['scan'] },
]

const areas = ['fax', 'scan'] as const
const namePattern = /^[a-z0-9][a-z0-9.-]{0,39}$/
const passwordLengthMin = 20
const passwordLengthMax = 200
const machinesMax = 100
const passwordsMax = 5

/**
 * Reads what a file says of machines (`{ machines: [{ name, passwords, may }] }`). Every mistake is one line: where it is
 * and what it must be; no password is in it.
 */
export function parseMachines(text: string): { machines: readonly MachineAccess[]; mistakes: readonly string[] } {
  const content = jsonOf(text)
  const given = (content as { machines?: unknown } | undefined)?.machines
  if (!Array.isArray(given) || given.length > machinesMax) {
    const form = `must be JSON such as {"machines":[{"name":"fax-1","passwords":["…"],"may":["fax"]}]}`
    return { machines: [], mistakes: [`${form}, with at most ${machinesMax} machines`] }
  }
  const mistakes = given.flatMap((machine: unknown, i) => mistakesIn(fieldsOf(machine), `machines[${i}]`))
  const names = given.map(machine => (machine as { name?: unknown } | null)?.name)
  for (const [i, name] of names.entries())
    if (names.indexOf(name) < i) mistakes.push(`machines[${i}].name is the same as that of another machine`)
  return { machines: mistakes.length === 0 ? (given as MachineAccess[]) : [], mistakes }
}

function mistakesIn({ name, passwords, may, ...others }: Readonly<Record<string, unknown>>, at: string): string[] {
  const mistakes = Object.keys(others).map(key => `${at}.${key} is not known; a machine has name, passwords and may`)
  if (typeof name !== 'string' || !namePattern.test(name))
    mistakes.push(`${at}.name must be 1 to 40 small letters, digits, dots or hyphens`)
  if (!Array.isArray(passwords) || passwords.length < 1 || passwords.length > passwordsMax)
    mistakes.push(`${at}.passwords must be a list of 1 to ${passwordsMax}`)
  else if (!passwords.every(isPassword))
    mistakes.push(
      `${at}.passwords must have ${passwordLengthMin} to ${passwordLengthMax} characters each, chosen at random`,
    )
  if (!Array.isArray(may) || may.length === 0 || !may.every(area => areas.includes(area)))
    mistakes.push(`${at}.may must be a list of ${areas.map(area => `"${area}"`).join(' and ')}`)
  return mistakes
}

const isPassword = (text: unknown): boolean =>
  typeof text === 'string' && text.length >= passwordLengthMin && text.length <= passwordLengthMax

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What a machine that is not there is compared with, so that its name takes as long as one that is. */
const nobody: MachineAccess = { name: '', passwords: [''], may: [] }

/** The machine of that name whose password it is; how long it takes tells nothing. */
export function machineByPassword(machines: readonly MachineAccess[], name: string, password: string) {
  return machineWhose(machines, name, own => own, password)
}

/** What a UsernameToken says (WS-Security UsernameToken Profile 1.1, and X-WSSE): SHA-1 over nonce, created, password. */
export type PasswordDigest = {
  readonly name: string
  /** Base64, as it came. */
  readonly digest: string
  readonly nonce: Uint8Array
  readonly created: string
}

/** The machine of that name whose password was digested; whether the token is fresh and new is not looked at. */
export function machineByDigest(machines: readonly MachineAccess[], { name, digest, nonce, created }: PasswordDigest) {
  const digestOf = (password: string) =>
    createHash('sha1').update(nonce).update(created).update(password).digest('base64')
  return machineWhose(machines, name, digestOf, digest)
}

function machineWhose(
  machines: readonly MachineAccess[],
  name: string,
  wantedOf: (password: string) => string,
  given: string,
): MachineAccess | undefined {
  const named = machines.find(machine => machine.name === name)
  const fits = (named ?? nobody).passwords.map(password => timingSafeEqual(hash(wantedOf(password)), hash(given)))
  return fits.includes(true) ? named : undefined
}

/** Of one length, whatever was given. */
const hash = (text: string): Uint8Array => createHash('sha256').update(text).digest()
