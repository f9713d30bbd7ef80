import type { FastifyReply, FastifyRequest } from 'fastify'
import { languageOf } from './language.ts'
import { createTranslate, type Language, type Translate } from './messages.ts'
import type { Pages } from './page.ts'
import { type ProblemError, problemOf, problemStatus } from './problem.ts'
import { siteMessages } from './site-messages.ts'
import { wantsJson } from './wants-json.ts'

const texts: Readonly<Record<Language, Translate>> = {
  en: createTranslate('en', siteMessages),
  zh: createTranslate('zh', siteMessages),
}

/** Answers whatever was thrown as a page or as problem details; only failures of our own are logged, without the request. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, pages: Pages) {
  const problem = problemOf(error)
  const status = problemStatus[problem.kind]
  // What tells a problem shows nobody's record, and is no download.
  request.viewer = null
  reply.removeHeader('content-disposition')
  if (status >= 500) request.log.error({ err: problem.cause ?? problem, problem: problem.kind }, 'request failed')
  if (problem.retryAfterSeconds) reply.header('retry-after', problem.retryAfterSeconds)
  // Machines are told how else.
  if (problem.kind === 'not-signed-in' && !reply.hasHeader('www-authenticate'))
    reply.header('www-authenticate', 'Session')
  const asJson = () => {
    reply.code(status).type('application/problem+json; charset=utf-8')
    return reply.send(JSON.stringify(problemDetails(problem, request)))
  }
  if (wantsJson(request)) return asJson()
  const title = texts[languageOf(request)](`problem.${problem.kind}`)
  const reference = status >= 500 || problem.kind === 'not-allowed' ? request.id : undefined
  try {
    return pages.send(request, reply, 'web/problem.njk', { title, status, kind: problem.kind, reference })
  } catch (cause) {
    request.log.error({ err: cause }, 'the page that tells a problem failed')
    return asJson()
  }
}

/** RFC 9457: what went wrong, what to do, the mistakes by field, and the request's id to quote. */
function problemDetails(problem: ProblemError, request: FastifyRequest) {
  const t = texts[languageOf(request)]
  const status = problemStatus[problem.kind]
  return {
    type: `urn:icms:problem:${problem.kind}`,
    title: t(`problem.${problem.kind}`),
    status,
    detail: t(`advice.${problem.kind}`),
    instance: `urn:icms:request:${request.id}`,
    errors: problem.defects.map(({ path, code }) => ({ path, code, message: t(`refusal.${code}`) })),
  }
}
