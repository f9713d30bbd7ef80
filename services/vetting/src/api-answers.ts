import type { ListedApplication } from './worklist.ts'

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
