import type { MakeRule } from './rule.ts'

/** What courts told of a case, by when it happened there and not by when it was told (R16, A13). */
export const caseStandings: MakeRule = violate => {
  const told = new Map<string, { readonly at: number; readonly isDisposed: boolean }[]>()
  /** By case and account: as the account was told last, while it is linked. */
  const noted = new Map<string, number | null>()

  return {
    see({ topic, type, data }) {
      const { caseId } = data ?? {}
      if (topic === 'court-cases.events.v1' && (type === 'CaseDisposed' || type === 'CaseReopened')) {
        const change = { at: data.disposedAt ?? data.reopenedAt, isDisposed: type === 'CaseDisposed' }
        told.set(caseId, [...(told.get(caseId) ?? []), change])
      }
      if (topic !== 'case-linking.events.v1') return
      if (type === 'CaseLinked' || type === 'LinkedCaseChanged')
        noted.set(`${caseId} ${data.accountId}`, data.disposedAt)
      if (type === 'LinkEnded') noted.delete(`${caseId} ${data.accountId}`)
    },
    drained() {
      for (const [place, disposedAt] of noted) {
        const [caseId = ''] = place.split(' ')
        const last = (told.get(caseId) ?? []).toSorted((a, b) => a.at - b.at).at(-1)
        if (last && last.isDisposed !== (disposedAt !== null))
          violate(
            'R16',
            `${place} stands as ${disposedAt === null ? 'open' : 'disposed'}, and the court said otherwise last`,
          )
      }
    },
  }
}
