import { createHmac, timingSafeEqual } from 'node:crypto'
import { base32 } from '@icms/backbone/base32'

/** One attempt to send a mail. */
export type Attempt = { readonly emailId: string; readonly attempt: number }

/** The addresses that mails come back to: one for each attempt, so that a report needs no more to be understood. */
export type ReturnAddresses = {
  readonly domain: string
  /** Envelope sender of an attempt. Throws where the mail's id cannot stand in an address. */
  of(attempt: Attempt): string
  /** The attempt that we gave this address to; undefined for any other, and for one that somebody made up. */
  read(address: string): Attempt | undefined
}

/** RFC 5321, 4.5.3.1.1. */
const localPartLengthMax = 64
const hashBytes = 10
// Some servers change letters to lower case, so nothing depends on it.
const form = /^b-([0-9a-z-]{1,40})-(\d{1,2})-([0-9a-z]{16})$/

/**
 * `b-<mail>-<attempt>-<hash>@<domain>`. The hash is keyed, 80 bits: nobody can let a mail bounce who did not see the
 * envelope that it came in.
 */
export function createReturnAddresses(domain: string, key: Uint8Array): ReturnAddresses {
  const hashOf = ({ emailId, attempt }: Attempt): string =>
    base32(createHmac('sha256', key).update(`${emailId} ${attempt}`).digest().subarray(0, hashBytes))
  return {
    domain,
    of(attempt) {
      const localPart = `b-${attempt.emailId}-${attempt.attempt}-${hashOf(attempt)}`
      if (!form.test(localPart) || localPart.length > localPartLengthMax)
        throw new Error('the id of a mail is at most 40 small letters, digits and hyphens')
      return `${localPart}@${domain}`
    },
    read(address) {
      const [localPart = '', of, ...more] = address.toLowerCase().split('@')
      const [, emailId, number, hash] = form.exec(localPart) ?? []
      if (of !== domain.toLowerCase() || more.length > 0 || !emailId || !hash) return undefined
      const attempt = { emailId, attempt: Number(number) }
      return timingSafeEqual(Buffer.from(hash), Buffer.from(hashOf(attempt))) ? attempt : undefined
    },
  }
}
