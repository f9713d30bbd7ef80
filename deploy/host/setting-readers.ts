import { parseEmailAddress } from '@icms/schemas/email-address'
import { areOnePair, readPemFile } from './pem-file.ts'

/** Reads single settings; what is wrong with one is added to the mistakes, and something possible is answered for it. */
export function createSettingReaders(environment: Readonly<Record<string, string | undefined>>, mistakes: string[]) {
  const text = (name: string) => environment[name]?.trim() || undefined
  const wrong = (name: string, what: string) => void mistakes.push(`${name} ${what}`)

  function oneOf<T extends string>(name: string, allowed: readonly T[], otherwise: T): T {
    const value = text(name) ?? otherwise
    if (allowed.includes(value as T)) return value as T
    wrong(name, `is '${value}'; it can be ${allowed.join(', ')}`)
    return otherwise
  }
  function whole(name: string, otherwise: number, min: number, max: number): number {
    const value = text(name)
    if (value === undefined) return otherwise
    const number = Number(value)
    if (/^\d+$/.test(value) && number >= min && number <= max) return number
    wrong(name, `is '${value}'; it must be a whole number from ${min} to ${max}`)
    return otherwise
  }
  const flag = (name: string, otherwise: boolean) =>
    oneOf(name, ['true', 'false'] as const, otherwise ? 'true' : 'false') === 'true'

  function url(name: string, schemes: readonly string[]): string | undefined {
    const value = text(name)
    if (value === undefined) return undefined
    if (URL.canParse(value) && schemes.includes(new URL(value).protocol)) return value.replace(/\/$/, '')
    wrong(name, `is not a URL that starts with ${schemes.map(s => `${s}//`).join(' or ')}`)
    return undefined
  }

  function pem(name: string, kind: 'certificates' | 'private key'): string | undefined {
    const file = text(name)
    const { pem, problem } = file ? readPemFile(file, kind) : {}
    if (problem) wrong(name, problem)
    return pem
  }
  function both<T>(one: string, other: string, make: () => T): T | undefined {
    const missing = [one, other].filter(name => !text(name))
    if (missing.length === 1) wrong(missing[0]!, `is needed with ${missing[0] === one ? other : one}`)
    return missing.length === 0 ? make() : undefined
  }
  const certificate = (file: string, keyFile: string) =>
    both(file, keyFile, () => {
      const [cert, key] = [pem(file, 'certificates'), pem(keyFile, 'private key')]
      if (!cert || !key) return undefined
      if (!areOnePair(cert, key)) wrong(keyFile, `is not the key of ${file}`)
      return { cert, key }
    })

  function mailDomain(name: string): string {
    const address = parseEmailAddress(`x@${text(name)}`)
    if (!address.ok) wrong(name, `is '${text(name)}'; it must be a domain such as bounces.court.example`)
    return address.ok ? address.value.slice(2) : ''
  }

  function hardToGuess(name: string): string | undefined {
    const value = text(name)
    if (value && value.length < 32) wrong(name, 'is too short; 32 characters or more, chosen at random')
    return value
  }

  return { text, wrong, oneOf, whole, flag, url, pem, both, certificate, mailDomain, hardToGuess }
}
