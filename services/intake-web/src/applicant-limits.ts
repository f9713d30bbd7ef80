import { addressOf } from '@icms/web/rate-limits'
import type { FastifyRequest } from 'fastify'

const minuteMs = 60_000

/** Codes mailed to one address, whoever asks: a mailbox is not to be flooded. */
const codesOfAddress = { max: 20, windowMs: 60 * minuteMs } as const
/** What one internet address may ask for, guess at or look up in vain; an office or a library is one. */
const ofVisitor = { max: 100, windowMs: 10 * minuteMs } as const

/** Counts a code that is asked for; throws `too-many-requests`. */
export async function limitCodes(request: FastifyRequest, email: string): Promise<void> {
  const { limitTries } = request.server.web
  await limitTries(`email codes from ${addressOf(request)}`, ofVisitor.max, ofVisitor.windowMs)
  await limitTries(`email codes to ${email.toLowerCase()}`, codesOfAddress.max, codesOfAddress.windowMs)
}

/** Counts a code that was typed; throws `too-many-requests`. */
export const limitCodeTries = (request: FastifyRequest): Promise<void> =>
  request.server.web.limitTries(`email code typed from ${addressOf(request)}`, ofVisitor.max, ofVisitor.windowMs)

/** Counts a reference that led to nothing; throws `too-many-requests`. */
export const limitVainReferences = (request: FastifyRequest): Promise<void> =>
  request.server.web.limitTries(`reference typed from ${addressOf(request)}`, ofVisitor.max, ofVisitor.windowMs)

/** Counts an enquiry; throws `too-many-requests`. Of one application there is one a day at most, as its core sees to. */
export const limitEnquiries = (request: FastifyRequest): Promise<void> =>
  request.server.web.limitTries(`enquiry from ${addressOf(request)}`, ofVisitor.max, ofVisitor.windowMs)

/** Counts a file that is handed in; throws `too-many-requests`. */
export const limitUploads = (request: FastifyRequest): Promise<void> =>
  request.server.web.limitTries(`file from ${addressOf(request)}`, ofVisitor.max, ofVisitor.windowMs)
