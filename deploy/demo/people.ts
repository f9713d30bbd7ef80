import type { LetterStory } from '../operations/dead-letter-story.ts'
import type { DryRun, Resolved } from '../operations/dead-letters.ts'
import type { OpenLetter } from '../operations/open-dead-letters.ts'
import { operatorHeader } from '../operations/operator-access.ts'
import type { Audited, TrailEvent } from '../operations/audit.ts'
import { createFormBrowser, type FormBrowser, sendTo } from '@icms/web/form-browser'

/** Clients of a running gateway, over real HTTP: what applicants, staff and account holders do, as JSON. */

export type Answer = { readonly status: number; readonly body: Record<string, unknown> }

type Json = Readonly<Record<string, unknown>>

async function call(
  browser: FormBrowser,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
  once?: string,
): Promise<Answer> {
  const answer = await browser.json(method, path, body, once ? { 'idempotency-key': once } : {})
  try {
    return { status: answer.status, body: JSON.parse(answer.body || '{}') as Record<string, unknown> }
  } catch (cause) {
    throw new Error(`${method} ${path} answered ${answer.status} with something that is not JSON`, { cause })
  }
}

/** What fails says so: an answer outside of the two hundreds is thrown with what the gateway said. */
export function accepted(answer: Answer): Record<string, unknown> {
  if (answer.status >= 200 && answer.status < 300) return answer.body
  throw new Error(`the gateway answered ${answer.status}: ${JSON.stringify(answer.body)}`)
}

let sent = 0
const freshKey = () => `people-${process.pid}-${Date.now()}-${++sent}`

/** Reads the code that was mailed to that address. */
export type ReadEmailCode = (email: string) => Promise<string>

const nobodyReads: ReadEmailCode = async email => {
  throw new Error(`the mail to ${email} is read by nobody here`)
}

/** Someone without an account, who reads the own mail. */
export function applicant(origin: string, readEmailCode = nobodyReads) {
  const browser = createFormBrowser(origin, sendTo(origin))
  return {
    browser,
    termsVersion: async () => accepted(await call(browser, 'GET', '/api/v1/applications/form')).termsVersion as string,
    /** Proves the address of the form by the code that is mailed there, and submits the form. */
    async apply(form: Json & { readonly email: string }, once = freshKey()) {
      const { email, preferredLanguage: language } = form
      const asked = await call(browser, 'POST', '/api/v1/applications/email-codes', { email, language }, `${once}-code`)
      if (asked.status >= 300) return asked
      const emailProof = await readEmailCode(email)
      return call(browser, 'POST', '/api/v1/applications', { ...form, emailProof }, once)
    },
    status: (applicationId: string, email: string) =>
      call(browser, 'POST', '/api/v1/applications/status', { applicationId, email }),
    activate: (body: Json, once = freshKey()) => call(browser, 'POST', '/api/v1/accounts/activation', body, once),
    signIn: (loginName: string, password: string) =>
      call(browser, 'POST', '/api/v1/accounts/sessions', { loginName, password }, freshKey()),
    me: () => call(browser, 'GET', '/api/v1/accounts/me'),
    cases: () => call(browser, 'GET', '/api/v1/cases'),
  }
}

/** A member of the demonstration staff, signed in by the whole OIDC round trip. */
export async function staff(origin: string, staffId: string) {
  const browser = createFormBrowser(origin, sendTo(origin))
  await browser.submit(await browser.get('/staff/sign-in?returnTo=/staff/signed-out'), { staff: staffId })
  const post =
    (path: string, usual: Json = {}) =>
    (id: string, body: Json = usual, once = freshKey()) =>
      call(browser, 'POST', path.replace(':id', id), body, once)
  return {
    browser,
    get: (path: string) => call(browser, 'GET', path),
    application: (id: string) => call(browser, 'GET', `/api/v1/vetting/applications/${id}`),
    approveForAuthentication: post('/api/v1/vetting/applications/:id/approval-for-authentication', {
      note: 'Everything is there and in order.',
    }),
    requestSupplement: post('/api/v1/vetting/applications/:id/supplement'),
    hold: post('/api/v1/vetting/applications/:id/hold'),
    release: post('/api/v1/vetting/applications/:id/release'),
    answerEnquiry: post('/api/v1/vetting/applications/:id/enquiry-answer'),
    correctEmail: post('/api/v1/vetting/applications/:id/email'),
    reject: post('/api/v1/vetting/applications/:id/rejection'),
    approve: post('/api/v1/vetting/applications/:id/approval'),
    recordAttendance: post('/api/v1/identity/attendances/:id/authentication'),
    failAuthentication: post('/api/v1/identity/attendances/:id/failure'),
    inviteAgain: post('/api/v1/identity/attendances/:id/invitation'),
  }
}

/** The operators' command line, as whoever `name` says. */
export function operator(origin: string, token: string, name?: string) {
  const headers = {
    ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'application/json' },
    ...(name && { [operatorHeader]: name }),
  }
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${origin}/api/v1/ops${path}`, { ...init, headers })
    return accepted({ status: response.status, body: (await response.json()) as Record<string, unknown> }) as unknown
  }
  return {
    publish: (topic: string, records: readonly Json[]) =>
      ask(`/topics/${topic}/records`, { method: 'POST', body: JSON.stringify({ records }) }),
    records: (topic: string) => ask(`/topics/${topic}/records`) as Promise<Record<string, unknown>[]>,
    timeline: (id: string) => ask(`/timeline/${id}`) as Promise<Record<string, unknown>[]>,
    audit: () => ask('/audit') as Promise<Audited>,
    trail: (id: string) => ask(`/audit/${id}`) as Promise<{ events: TrailEvent[] }>,
    deadLetters: () => ask('/dead-letters') as Promise<{ deadLetters: OpenLetter[] }>,
    deadLetter: (id: string) => ask(`/dead-letters/${id}`) as Promise<LetterStory>,
    dryRun: (id: string, action = 'replay') => ask(`/dead-letters/${id}/dry-run?action=${action}`) as Promise<DryRun>,
    resolve: (id: string, action: 'replay' | 'discard', reason = '') =>
      ask(`/dead-letters/${id}/${action}`, { method: 'POST', body: JSON.stringify({ reason }) }) as Promise<Resolved>,
  }
}

/** Asks again until the answer satisfies; says what the last one lacked. */
export async function until<T>(
  ask: () => Promise<T>,
  isEnough: (answer: T) => unknown,
  what: string,
  msMax = 20_000,
): Promise<T> {
  const end = performance.now() + msMax
  for (;;) {
    const answer = await ask()
    if (isEnough(answer)) return answer
    if (performance.now() > end)
      throw new Error(`${what}: not within ${msMax / 1000} s; the last answer was ${JSON.stringify(answer)}`)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}
