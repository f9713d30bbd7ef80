import type { Defect } from '@icms/schemas/refusal'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { answerRefusal } from './answer-refusal.ts'
import type { Pages } from './page.ts'
import { ProblemError } from './problem.ts'

/** How something that staff decided fared. `processing`: it is received, and what came of it is not known yet. */
export type Fared =
  | { readonly kind: 'decided' | 'recorded' | 'processing' }
  | { readonly kind: 'invalid'; readonly defects: readonly Defect[] }
  | { readonly kind: 'refused'; readonly reason: string }

export type DecisionAnswer = {
  /** What was decided on, by its ids. */
  readonly about: object
  /** What is told besides, once it is decided. */
  readonly done?: object
  /** Keys of the texts: the title of a refusal, and what comes before the code of its reason. */
  readonly title: string
  readonly refusal: string
}

/** Tells programs how a decision fared: done, received (202), or why it does not fit (409). Throws `refused` of one that is not in order. */
export function answerDecision(
  request: FastifyRequest,
  reply: FastifyReply,
  pages: Pages,
  fared: Fared,
  { about, done, title, refusal }: DecisionAnswer,
): FastifyReply {
  switch (fared.kind) {
    case 'decided':
    case 'recorded':
      return reply.send({ ...about, ...done })
    case 'processing':
      return reply.code(202).send(about)
    case 'invalid':
      throw new ProblemError('refused', { defects: fared.defects })
    case 'refused': {
      const t = pages.translate(request)
      const { reason } = fared
      return answerRefusal(request, reply, { reason, title: t(title), detail: t(`${refusal}.${reason}`) })
    }
  }
}
