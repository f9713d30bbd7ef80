import { unlessErased } from '@icms/backbone/errors'
import type { ReadSide } from '@icms/backbone/port'
import { rebuilding } from '@icms/web/problem'
import type { Sessions } from '@icms/web/sessions'
import type { FastifyRequest } from 'fastify'
import type { HeldDraft } from './held-drafts.ts'
import type { IntakeOperations } from './operations.ts'

/** `isProven`: the applicant proved the address in this browser. Reference and address alone show the status only. */
export type ApplicantClaims = { readonly isProven: boolean }

/** What was opened by an address is void once staff corrected it (R34b): it was another person's, perhaps. */
export function keepToAddress(sessions: Sessions, readSide: ReadSide): void {
  sessions.readEpochsFrom('applicant', async applicationId => {
    const answer = await unlessErased(readSide.get('intake-web', 'submissions', applicationId))
    if (answer?.state === 'rebuilding') throw rebuilding()
    return Number(answer?.found?.data.sessionEpoch ?? 0)
  })
}

/** Opens a draft or an application to this browser; a new session each time, so that none can be planted. */
export async function openTo(request: FastifyRequest, applicationId: string, isProven: boolean): Promise<void> {
  await request.server.web.sessions.start<ApplicantClaims>(request, 'applicant', applicationId, { isProven })
}

/** The draft or application that this browser may change; undefined for everybody else's. */
export async function provenSubject(request: FastifyRequest): Promise<string | undefined> {
  const session = await request.server.web.sessions.current<ApplicantClaims>(request, 'applicant')
  return session?.claims.isProven ? session.subject : undefined
}

/** The draft that this browser may change. */
export async function currentDraft(
  request: FastifyRequest,
  { drafts }: Pick<IntakeOperations, 'drafts'>,
): Promise<HeldDraft | undefined> {
  const subject = await provenSubject(request)
  return subject === undefined ? undefined : drafts.read(subject)
}
