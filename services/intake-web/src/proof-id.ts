import { createHmac } from 'node:crypto'
import { dayOf } from '@icms/schemas/calendar-day'

/**
 * The id under which an address is proven on the day of an instant: the same for every spelling, and without the secret
 * it tells nothing. Another day has another id, because what was mailed under one is erased for ever once the day is
 * over, and the same address may be proven again.
 */
export function proofIdOf(email: string, atMs: number, secret: Uint8Array): string {
  const about = `${email.toLowerCase()}\0${dayOf(atMs)}`
  return `email-${createHmac('sha256', secret).update(about).digest('hex').slice(0, 32)}`
}
