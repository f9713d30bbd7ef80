import { answerRefusal } from '@icms/web/answer-refusal'
import type { Pages } from '@icms/web/page'
import { ProblemError } from '@icms/web/problem'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Decided } from './operations.ts'
import type { ListedApplication } from './worklist.ts'

/** How a decision fared, to programs. */
export function answerDecision(
  decided: Decided,
  applicationId: string,
  request: FastifyRequest,
  reply: FastifyReply,
  pages: Pages,
) {
  switch (decided.kind) {
    case 'decided':
      return reply.send({ applicationId, status: decided.status })
    case 'processing':
      return reply.code(202).send({ applicationId })
    case 'invalid':
      throw new ProblemError('refused', { defects: decided.defects })
    case 'refused': {
      const t = pages.translate(request)
      const { reason } = decided
      return answerRefusal(request, reply, {
        reason,
        title: t('vetting.refused'),
        detail: t(`decisionRefusal.${reason}`),
      })
    }
  }
}

/** An application in a list, with times as programs take them. */
export function listedAnswer(listed: ListedApplication) {
  const { vettingDue, enquiryDue, submittedAt, statusAt, attendBy, decisions, supplements, purge, enquiries } = listed
  return {
    ...listed,
    submittedAt: isoTime(submittedAt),
    statusAt: isoTime(statusAt),
    attendBy: isoTime(attendBy),
    vettingDue: isoTime(vettingDue),
    enquiryDue: isoTime(enquiryDue),
    purge: purge && { ...purge, at: isoTime(purge.at) },
    enquiries: enquiries.map(enquiry => ({
      ...enquiry,
      askedAt: isoTime(enquiry.askedAt),
      answeredAt: isoTime(enquiry.answeredAt),
    })),
    decisions: decisions.map(decision => ({ ...decision, at: isoTime(decision.at) })),
    supplements: supplements.map(asked => ({
      ...asked,
      askedAt: isoTime(asked.askedAt),
      overdueAt: isoTime(asked.overdueAt),
      answeredAt: isoTime(asked.answeredAt),
    })),
  }
}

const isoTime = (atMs: number | null): string | null => (atMs === null ? null : new Date(atMs).toISOString())
