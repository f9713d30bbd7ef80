import { createHmac } from 'node:crypto'
import { readableCodeOf } from './activation-code.ts'

/**
 * The code that proves an address, such as `4T7K-9QH2`: 40 bits of a keyed hash of the ids. It is in no message and no
 * store: whoever has the key works it out where it is shown (the mail) and where it is checked (the edge).
 */
export function emailCodeOf(key: Uint8Array, proofId: string, codeId: string): string {
  const hash = createHmac('sha256', key)
    .update(JSON.stringify(['email-code', proofId, codeId]))
    .digest()
  return readableCodeOf(hash, 8)
}
