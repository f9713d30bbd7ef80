import { createHmac } from 'node:crypto'

/** The id under which an address is proven: the same for every spelling, and without the secret it tells nothing. */
export function proofIdOf(email: string, secret: Uint8Array): string {
  return `email-${createHmac('sha256', secret).update(email.toLowerCase()).digest('hex').slice(0, 32)}`
}
