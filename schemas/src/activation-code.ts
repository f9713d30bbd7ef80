import { createHmac, timingSafeEqual } from 'node:crypto'

/** Crockford's digits: without I, L, O and U, so that what is read off a page is typed as it was meant. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 10

/**
 * The activation code of an account, such as `4T7KX-9QH2B`: 50 bits of a keyed hash of the ids. It is in no message and
 * no store: whoever has the key works it out where it is shown (the mail) and where it is checked (the edge).
 */
export function activationCodeOf(key: Uint8Array, accountId: string, activationId: string): string {
  const hash = createHmac('sha256', key)
    .update(JSON.stringify(['activation-code', accountId, activationId]))
    .digest()
  return readableCodeOf(hash, length)
}

/** Five bits of a hash for each character, at most 12, with a hyphen in the middle. */
export function readableCodeOf(hash: Buffer, characters: number): string {
  let left = hash.readBigUInt64BE()
  let code = ''
  for (let place = 0; place < characters; place += 1) {
    code += digits[Number(left % 32n)]
    left /= 32n
  }
  return `${code.slice(0, characters / 2)}-${code.slice(characters / 2)}`
}

/** True when what was typed is the code, however it was spaced or capitalised; O reads as 0, I and L as 1. Constant time. */
export function isActivationCode(typed: string, code: string): boolean {
  const given = createHmac('sha256', 'compare')
    .update(canonical(typed.slice(0, 100)))
    .digest()
  const wanted = createHmac('sha256', 'compare').update(canonical(code)).digest()
  return timingSafeEqual(given, wanted)
}

const canonical = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-\u2010-\u2015\u2212]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
