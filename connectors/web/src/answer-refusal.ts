import type { FastifyReply, FastifyRequest } from 'fastify'

/** Why the business said no: its code for programs, and its words in the reader's language. */
export type BusinessRefusal = { readonly reason: string; readonly title: string; readonly detail: string }

/** Answers that what was asked does not fit what has become of it: problem details (RFC 9457), 409, with `reason`. */
export function answerRefusal(request: FastifyRequest, reply: FastifyReply, refusal: BusinessRefusal): FastifyReply {
  const { reason, title, detail } = refusal
  const type = 'urn:icms:problem:does-not-fit'
  reply.code(409).type('application/problem+json; charset=utf-8').serializer(JSON.stringify)
  return reply.send({
    type,
    title,
    status: 409,
    detail,
    instance: `urn:icms:request:${request.id}`,
    errors: [],
    reason,
  })
}
