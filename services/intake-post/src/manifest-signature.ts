import type { EnvelopeProblem } from '@icms/schemas/generated/common'
import type { JWK } from 'jose'
import { problem } from './envelope-limits.ts'

const file = 'manifest.jws'

/**
 * Checks a detached JWS (RFC 7515, appendix F) over the exact bytes of a manifest: EdDSA with Ed25519 and nothing else, by a
 * key that the mail room is known by. What the signature itself says of keys and extensions is not followed.
 */
export async function checkSignature(
  manifest: Uint8Array,
  signature: Uint8Array,
  keys: readonly JWK[],
): Promise<readonly EnvelopeProblem[]> {
  const invalid = (why: string) => [problem('SIGNATURE_INVALID', file, why)]
  const parts = Buffer.from(signature).toString('latin1').trim().split('.')
  const [head = '', payload, value = ''] = parts
  if (parts.length !== 3 || payload !== '' || !base64url.test(head) || !base64url.test(value))
    return invalid('it must be a detached JWS in compact form: header..signature, both base64url')
  const header = headerOf(head)
  if (!header) return invalid('its header is not a JSON object')
  if (header.alg !== 'EdDSA') return invalid('its alg must be EdDSA')
  if (header.crit !== undefined) return invalid('it asks for extensions (crit); sign without any')
  const { kid } = header
  if (typeof kid !== 'string') return [problem('KEY_UNKNOWN', file, 'its header names no key; set kid')]
  const known = keys.filter(key => key.kid === kid && isOfMailRoom(key))
  if (known.length === 0) {
    const message = 'its kid is none of the keys that the mail room is known by; give us the new public key first'
    return [problem('KEY_UNKNOWN', file, message)]
  }
  const { compactVerify, importJWK } = await import('jose')
  const compact = `${head}.${Buffer.from(manifest).toString('base64url')}.${value}`
  const checks = known.map(async ({ kty, crv, x }) => {
    const key = await importJWK({ kty, crv, x } as JWK, 'EdDSA')
    await compactVerify(compact, key, { algorithms: ['EdDSA'] })
  })
  const checked = await Promise.allSettled(checks)
  return checked.some(({ status }) => status === 'fulfilled')
    ? []
    : invalid('it is not of these bytes of manifest.json by that key; sign the file exactly as it is in the zip')
}

const base64url = /^[\w-]+$/

/** Only an Ed25519 key for signatures: a key of another kind under the same name is no key. */
export const isOfMailRoom = ({ kty, crv, x, use, alg }: JWK): boolean =>
  kty === 'OKP' &&
  crv === 'Ed25519' &&
  typeof x === 'string' &&
  (use === undefined || use === 'sig') &&
  (alg === undefined || alg === 'EdDSA' || alg === 'Ed25519')

function headerOf(
  head: string,
): { readonly alg?: unknown; readonly kid?: unknown; readonly crit?: unknown } | undefined {
  try {
    const header: unknown = JSON.parse(Buffer.from(head, 'base64url').toString())
    return typeof header === 'object' && header !== null && !Array.isArray(header) ? header : undefined
  } catch {
    return undefined
  }
}
