import type { ReadSide } from '@icms/backbone/port'
import type { MailState } from '@icms/schemas/generated/email-state-v1'
import type { JsonSchema } from './openapi.ts'
import { readRowPage } from './row-page.ts'

/** A notice that was mailed, and how that went. Times are UTC ms. */
export type SentNotice = Pick<MailState, 'notice' | 'queuedAt' | 'status' | 'changedAt'>

/** Notices about an application or to an account, the latest 50 first. Throws `rebuilding`. */
export async function readSentNotices(readSide: ReadSide, subjectId: string): Promise<readonly SentNotice[]> {
  const query = { table: 'mails', index: 'subject', value: subjectId, descending: true }
  const { rows } = await readRowPage(readSide, 'email', query)
  return rows.map(({ data }) => {
    const { notice, queuedAt, status, changedAt } = data as unknown as MailState
    return { notice, queuedAt, status, changedAt }
  })
}

const time: JsonSchema = { type: 'string', description: 'ISO 8601, UTC' }

/** How JSON answers tell of them. */
export const sentNoticesSchema: JsonSchema = {
  type: 'array',
  description: 'Notices by mail, the latest 50 first, and how each went',
  items: {
    type: 'object',
    properties: { notice: { type: 'string' }, queuedAt: time, status: { type: 'string' }, changedAt: time },
  },
}

export const sentNoticesAnswer = (notices: readonly SentNotice[]) =>
  notices.map(one => ({
    ...one,
    queuedAt: new Date(one.queuedAt).toISOString(),
    changedAt: new Date(one.changedAt).toISOString(),
  }))
