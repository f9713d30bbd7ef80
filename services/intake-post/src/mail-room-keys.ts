import { readFile, stat } from 'node:fs/promises'
import type { JWK } from 'jose'
import { isOfMailRoom } from './manifest-signature.ts'

/** Keys by which the mail room signs: a JWK set (RFC 7517) with more than one while they change. */
export type MailRoomKeys = { current(): Promise<readonly JWK[]> }

type Log = (message: string, fields?: Readonly<Record<string, unknown>>) => void

/**
 * Reads the file again whenever it changes. While it cannot be read the keys before stay, and it is said once; without a
 * file nobody's signature is good.
 */
export function keysInFile(file: string | undefined, log: Log): MailRoomKeys {
  let keys: readonly JWK[] = []
  let seen = ''
  let told = ''
  return {
    async current() {
      if (file === undefined) return keys
      try {
        const { mtimeMs, size, ino } = await stat(file)
        const now = `${mtimeMs} ${size} ${ino}`
        if (now === seen) return keys
        const { keys: read, mistakes } = parseKeySet(await readFile(file, 'utf8'))
        if (mistakes.length === 0) [keys, seen, told] = [read, now, '']
        else tell(mistakes[0]!)
      } catch (error) {
        tell(String((error as NodeJS.ErrnoException).code ?? 'it cannot be read'))
      }
      return keys
    },
  }

  function tell(why: string) {
    if (why !== told) log('keys of the mail room could not be read again; those before stay', { why })
    told = why
  }
}

/** Reads a JWK set. Every mistake is one line: which key, and what it must be. */
export function parseKeySet(text: string): { readonly keys: readonly JWK[]; readonly mistakes: readonly string[] } {
  const given = keysOf(text)
  if (!Array.isArray(given) || given.length === 0)
    return {
      keys: [],
      mistakes: ['it must be a JWK set such as {"keys":[{"kty":"OKP","crv":"Ed25519","kid":"…","x":"…"}]}'],
    }
  const mistakes = given.flatMap((key: JWK | null, i) => {
    if (typeof key !== 'object' || key === null) return [`keys[${i}] must be a JWK`]
    return [
      ...(isOfMailRoom(key)
        ? []
        : [`keys[${i}] must be a public Ed25519 key for signatures (kty OKP, crv Ed25519, x)`]),
      ...(typeof key.kid === 'string' && key.kid ? [] : [`keys[${i}].kid must name the key`]),
      ...('d' in key ? [`keys[${i}] has its private half (d); only the mail room may have that`] : []),
    ]
  })
  return { keys: mistakes.length === 0 ? (given as JWK[]) : [], mistakes }
}

function keysOf(text: string): unknown {
  try {
    return (JSON.parse(text) as { keys?: unknown } | null)?.keys
  } catch {
    return undefined
  }
}
