import type { Actor } from '@icms/backbone/actor'
import type { HostContext } from '@icms/backbone/deployable'
import { deriveId } from '@icms/backbone/record'
import { openPaper } from '@icms/paper/open-paper'
import { PaperError } from '@icms/paper/paper-limits'
import type { DailyRow } from '@icms/paper-intake/daily-state'
import { type CalendarDay, dayOf } from '@icms/schemas/calendar-day'
import type { PaperDocument } from '@icms/schemas/generated/common'
import type { ReceiveEnvelope } from '@icms/schemas/generated/intake-post-commands-v1'
import type { EnvelopeRefused } from '@icms/schemas/generated/intake-post-events-v1'
import type { Defect, RefusalCode } from '@icms/schemas/refusal'
import { ProblemError } from '@icms/web/problem'
import { readRowPage } from '@icms/web/row-page'
import { sendCommand } from '@icms/web/sent-command'
import { counterLimits, type ScannedFile } from './counter-files.ts'
import { envelopeLimits } from './envelope-limits.ts'
import { counterSource, type EnvelopeRow } from './envelope-rows.ts'
import { type HandedInForm, parseHandIn } from './hand-in-form.ts'
import { whyNotHandedInAt } from './hand-in-hours.ts'
import { createOutcomes } from './outcome.ts'
import { hashOf } from './read-envelope.ts'

/** How a taking fared. `processing`: it is received, and what came of it is not known yet. */
export type TakenOver =
  | { readonly kind: 'taken' | 'processing'; readonly paperId: string }
  | { readonly kind: 'invalid'; readonly defects: readonly Defect[] }

/** What a clerk enters. The same command id is the same taking. */
export type HandIn = {
  readonly commandId: string
  readonly actor: Actor
  readonly body: Readonly<Record<string, unknown>>
  readonly files: readonly ScannedFile[]
}

type Looked = { readonly document: PaperDocument; readonly content: Uint8Array; readonly pages: number }

/** Days that somebody has to look at, of one intake. */
export type OpenDays = {
  readonly service: string
  readonly days: readonly DailyRow[]
  readonly next: string | undefined
}

export type CounterOperations = ReturnType<typeof createCounterOperations>

/** What counter staff do, for pages and JSON alike. Throws `ProblemError` or `NotNow` where nothing can be said now. */
export function createCounterOperations(context: HostContext) {
  const { backbone, commands, documents, clock, reference } = context
  const outcomes = createOutcomes(context)

  async function take({ commandId, actor, body, files }: HandIn): Promise<TakenOver> {
    const form = parseHandIn(body)
    const defects: Defect[] = form.ok ? [] : [...form.defects]
    const code = form.ok ? whyNotHandedInAt(form.value.handedInAt, clock.now(), reference.current()) : undefined
    if (code) defects.push({ path: 'handedInAt', code })
    const paperId = deriveId('counter', commandId)
    const looked = await lookAt(paperId, files)
    if (!Array.isArray(looked)) defects.push({ path: 'files', code: looked as RefusalCode })
    if (!form.ok || defects.length > 0) return { kind: 'invalid', defects }
    const all = looked as readonly Looked[]
    for (const { document, content } of all) await documents.store.put(paperId, document.documentId, content)
    const data = receivedOf(paperId, form.value, all)
    const outputs = await sendCommand(commands, 'intake-post', {
      ...{ id: commandId, type: 'ReceiveEnvelope', key: paperId, data, actor },
    })
    const refusal = outputs?.find(({ type }) => type === 'EnvelopeRefused')?.data as EnvelopeRefused | undefined
    if (refusal) {
      const told = refusal.problems.map(({ code: why }) => ({ path: 'handedInAt', code: why as RefusalCode }))
      return { kind: 'invalid', defects: told }
    }
    return { kind: outputs ? 'taken' : 'processing', paperId }
  }

  /** Looks at the scans one by one; the code of the first that cannot be taken. Throws `NotNow` while the scanner is away. */
  async function lookAt(paperId: string, files: readonly ScannedFile[]): Promise<readonly Looked[] | RefusalCode> {
    if (files.length === 0) return 'MISSING'
    if (files.length > counterLimits.filesMax) return 'DOCUMENTS_TOO_MANY'
    const looked: Looked[] = []
    for (const [i, { content }] of files.entries()) {
      if (!content) return 'DOCUMENT_TOO_LARGE'
      if (content.length === 0) return 'DOCUMENT_EMPTY'
      const scan = await documents.scan(content)
      if (scan === 'INFECTED') return 'DOCUMENT_INFECTED'
      const found = await pagesOf(content)
      if (typeof found === 'string') return found
      const sha256 = hashOf(content)
      const document: PaperDocument = {
        ...{ subjectId: paperId, documentId: deriveId('original', paperId, i, sha256), archiveId: null },
        ...{ mediaType: found.mediaType, bytes: content.length, sha256, scan, kind: 'UNKNOWN', form: null },
        ...{ sourceId: paperId, controlNumber: null, notes: null, ocrEngine: null, fields: [], pages: [] },
      }
      looked.push({ document, content, pages: found.pages })
    }
    const pages = looked.reduce((sum, one) => sum + one.pages, 0)
    return pages > envelopeLimits.pagesMax ? 'TOO_MANY' : looked
  }

  return {
    now: () => clock.now(),
    take,
    /** Receipt of one taking. Throws `not-found` for what was not handed in over the counter. */
    async receipt(paperId: string): Promise<EnvelopeRow> {
      const row = await outcomes.rowOf(paperId)
      if (row?.source !== counterSource) throw new ProblemError('not-found')
      return row
    },
    /** What was handed in on a day, the latest first. */
    async takings(day: CalendarDay | undefined, after: string | undefined) {
      const value = `${counterSource}/${day ?? dayOf(clock.now())}`
      const query = { table: 'envelopes', index: 'day', value, descending: true, after }
      const { rows, next } = await readRowPage(backbone.readSide, 'intake-post', query)
      return { takings: rows.map(({ data }) => data as EnvelopeRow), next }
    },
    /** Days of both intakes that differ or whose list did not come, the latest first. */
    async openDays(service: 'intake-post' | 'intake-fax', after: string | undefined): Promise<OpenDays> {
      const query = { table: 'dailies', index: 'standing', value: 'OPEN', descending: true, after }
      const { rows, next } = await readRowPage(backbone.readSide, service, query)
      return { service, days: rows.map(({ data }) => data as DailyRow), next }
    },
  }
}

async function pagesOf(content: Uint8Array) {
  try {
    const paper = await openPaper(content)
    await paper.close()
    if (paper.pages.some(({ damage }) => damage !== undefined)) return 'DOCUMENT_DAMAGED' as const
    return { mediaType: paper.mediaType, pages: paper.pages.length }
  } catch (error) {
    if (!(error instanceof PaperError)) throw error
    const codes = { UNREADABLE: 'DOCUMENT_DAMAGED', TOO_LARGE: 'DOCUMENT_PIXELS', TOO_MANY_PAGES: 'TOO_MANY' } as const
    return codes[error.code]
  }
}

/** The first scan is the form, where the person says that there is one. */
function receivedOf(paperId: string, stated: HandedInForm, looked: readonly Looked[]): ReceiveEnvelope {
  const { handedInAt, form, reference, nonScannable, keptAt } = stated
  const documents = looked.map(
    ({ document }, i): PaperDocument =>
      i === 0 && form !== 'UNKNOWN' ? { ...document, kind: 'FORM', form } : document,
  )
  return {
    ...{ paperId, envelopeId: receiptNumberOf(paperId, handedInAt), manifestHash: null, evidenceIds: [] },
    contentHash: hashOf(Buffer.from(JSON.stringify([stated, documents.map(({ sha256 }) => sha256)]))),
    paper: {
      ...{ paperId, channel: 'HAND', receivedAt: handedInAt, source: counterSource, sender: null },
      ...{ postmarkedOn: null, isWhole: true, continuesId: null, likelyWith: null, documents },
      nonScannable: nonScannable === null ? [] : [{ controlNumber: '', description: nonScannable, keptAt }],
    },
    pageCounts: looked.map(({ pages }) => pages),
    ...{ rescanOf: null, applicationId: reference, box: counterSource },
  }
}

/** Short enough to be read out, and with the day: `H-20261123-4F7K9Q2M`. */
const receiptNumberOf = (paperId: string, at: number): string =>
  `H-${dayOf(at).replaceAll('-', '')}-${paperId.slice(0, 8).toUpperCase()}`
