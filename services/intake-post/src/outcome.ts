import type { HostContext } from '@icms/backbone/deployable'
import { unlessErased } from '@icms/backbone/errors'
import type { EnvelopeProblem } from '@icms/schemas/generated/common'
import { rebuilding } from '@icms/web/problem'
import type { EnvelopeRow } from './envelope-rows.ts'

/** As the schema `scan-outcome` has it. */
export type Outcome = {
  readonly version: 1
  readonly envelopeId: string
  readonly outcome: 'PENDING' | 'ACCEPTED' | 'REFUSED'
  readonly receivedAt: string
  readonly duplicate: boolean
  readonly pagesAccepted?: number
  readonly references?: readonly string[]
  readonly problems: readonly { readonly code: string; readonly where?: string; readonly message: string }[]
}

const told = ({ code, where, message }: EnvelopeProblem) => ({ code, ...(where !== null && { where }), message })

/** Of what is not kept under its id: other content than that of a known envelope, or an id that can be none. */
export const refusedOutcome = (envelopeId: string, at: number, problems: readonly EnvelopeProblem[]): Outcome => ({
  ...{ version: 1, envelopeId, outcome: 'REFUSED', receivedAt: new Date(at).toISOString(), duplicate: false },
  problems: problems.map(told),
})

/** What is told of envelopes, from their rows and vetting's. Throws `rebuilding` and `NotNow`. */
export function createOutcomes({ backbone: { readSide } }: Pick<HostContext, 'backbone'>) {
  async function rowOf(paperId: string): Promise<EnvelopeRow | undefined> {
    const answer = await readSide.get('intake-post', 'envelopes', paperId)
    if (answer.state === 'rebuilding') throw rebuilding()
    return answer.found?.data as EnvelopeRow | undefined
  }

  /** Applications that the paper belongs to, as far as vetting's rows know by now. */
  async function referencesOf(paperId: string): Promise<readonly string[]> {
    const answer = await unlessErased(readSide.get('vetting', 'papers', paperId))
    const applicationId = answer?.state === 'ready' ? answer.found?.data.applicationId : undefined
    return typeof applicationId === 'string' ? [applicationId] : []
  }

  return {
    rowOf,
    pending: (envelopeId: string, at: number): Outcome => ({
      ...{ version: 1, envelopeId, outcome: 'PENDING', receivedAt: new Date(at).toISOString() },
      ...{ duplicate: false, problems: [] },
    }),
    async of(row: EnvelopeRow, duplicate: boolean): Promise<Outcome> {
      const { paperId, envelopeId, outcome, firstReceivedAt, pages, problems } = row
      return {
        ...{ version: 1, envelopeId, outcome, receivedAt: new Date(firstReceivedAt).toISOString(), duplicate },
        ...(outcome === 'ACCEPTED' && { pagesAccepted: pages, references: await referencesOf(paperId) }),
        problems: outcome === 'REFUSED' ? problems.map(told) : [],
      }
    },
  }
}
