import { createHash } from 'node:crypto'
import type { Actor } from '@icms/backbone/actor'
import type { HostContext } from '@icms/backbone/deployable'
import { deriveId } from '@icms/backbone/record'
import schema from '@icms/schemas/daily-reconciliation.schema.json' with { type: 'json' }
import type { Listed } from './compare-daily.ts'
import { type DailySide, dailyIdOf } from './daily.ts'
import { validatorOf } from './schema-validator.ts'
import { parseStrictJson } from './strict-json.ts'

export type DailyProblem = { readonly code: string; readonly where?: string; readonly message: string }

export type TakenDaily =
  | {
      readonly ok: true
      readonly dailyId: string
      readonly source: string
      readonly date: string
      readonly sent: number
    }
  | { readonly ok: false; readonly problems: readonly DailyProblem[] }

export type Daily = {
  readonly version: 1
  readonly source: string
  readonly date: string
  readonly sent: readonly Listed[]
}

/** 100,000 entries of 160 bytes. */
export const dailyBytesMax = 20 * 1024 * 1024
const problemsMax = 100

const validator = validatorOf<Daily>(schema)

/**
 * Takes the list of a day, as machines put it or as a file of the folder: everything that is wrong with it at once, or it
 * is stored and compared. The same again changes nothing. Throws `NotNow`.
 */
export function createDailyTaker(
  { documents, commands, backbone }: Pick<HostContext, 'documents' | 'commands' | 'backbone'>,
  service: string,
  side: DailySide,
) {
  return async function takeDaily(content: Uint8Array, date: string | undefined, actor: Actor): Promise<TakenDaily> {
    const read = readDaily(content, date)
    if (!('daily' in read)) return { ok: false, problems: read.problems.slice(0, problemsMax) }
    const { source, date: day, sent } = read.daily
    const dailyId = dailyIdOf(source, day)
    const documentId = deriveId('daily-list', dailyId, createHash('sha256').update(content).digest('hex'))
    await documents.store.put(dailyId, documentId, content)
    const data = { dailyId, source, date: day, documentId, sent: sent.length }
    const before = await backbone.readSide.get(service, 'dailies', dailyId)
    const known = before.state === 'ready' ? ((before.found?.data.documentId as string | null | undefined) ?? '') : ''
    // With the list that it replaces: one that was corrected and corrected back is a third one.
    const id = deriveId('record-daily', dailyId, documentId, known)
    await commands.send(service, { id, type: `Record${side}Daily`, key: dailyId, data, actor })
    return { ok: true, dailyId, source, date: day, sent: sent.length }
  }
}

/** Checks the list of a day, sent as that of `date` where one is given. */
export function readDaily(
  content: Uint8Array,
  date: string | undefined,
): { readonly daily: Daily } | { readonly problems: readonly DailyProblem[] } {
  const invalid = (where: string, message: string) => ({ code: 'INVALID', where, message })
  if (content.length > dailyBytesMax)
    return { problems: [{ code: 'TOO_LARGE', message: `it has more than ${dailyBytesMax} bytes` }] }
  const parsed = parseStrictJson(content)
  if ('why' in parsed) return { problems: [invalid('', `${parsed.why}; send JSON by the schema daily-reconciliation`)] }
  const { value } = parsed
  const validate = validator()
  if (!validate(value)) {
    const problems = (validate.errors ?? []).map(({ instancePath, message }) => invalid(instancePath, `it ${message}`))
    return { problems }
  }
  const problems: DailyProblem[] = []
  if (date !== undefined && value.date !== date)
    problems.push({ code: 'ID_MISMATCH', where: '/date', message: 'it is not the day that the list was sent for' })
  const seen = new Set<string>()
  for (const [i, { id }] of value.sent.entries()) {
    if (seen.has(id)) problems.push(invalid(`/sent/${i}/id`, 'it is listed twice; list each once'))
    seen.add(id)
  }
  return problems.length > 0 ? { problems } : { daily: value }
}
