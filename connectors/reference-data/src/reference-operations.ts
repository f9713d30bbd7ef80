import type { Actor } from '@icms/backbone/actor'
import type { HostContext } from '@icms/backbone/deployable'
import { deriveId } from '@icms/backbone/record'
import type { ReferenceEntry } from '@icms/backbone/reference'
import { dayOf } from '@icms/schemas/calendar-day'
import type { Received } from '@icms/schemas/form-reader'
import type { ReferenceEntryRefused } from '@icms/schemas/generated/reference-events-v1'
import type { Defect } from '@icms/schemas/refusal'
import { checkEntry, type EntryKind } from './reference-form.ts'
import { sendCommand } from '@icms/web/sent-command'

/** Kinds of the table by the kinds of the desk. */
const recordOf = {
  closure: 'Closure',
  holiday: 'GeneralHoliday',
  notice: 'ImplementationNotice',
  terms: 'TermsVersion',
  instructions: 'InstructionsVersion',
  'link-type': 'LinkType',
  contact: 'ContactDetails',
} as const satisfies Readonly<Record<EntryKind, string>>

/** Where an entry stands today: of two about the same thing, the later one holds. */
export type Standing = 'IN_FORCE' | 'TO_COME' | 'PAST'

export type ShownEntry = ReferenceEntry & { readonly standing: Standing }

export type Recorded =
  | { readonly kind: 'recorded' | 'processing'; readonly entryId: string }
  | { readonly kind: 'refused'; readonly defects: readonly Defect[] }

export type StatedRecord = {
  readonly kind: EntryKind
  readonly commandId: string
  readonly actor: Actor
  readonly body: Received
}

export type ReferenceOperations = ReturnType<typeof createReferenceOperations>

/** What the administrator records and others read, for pages and JSON alike. */
export function createReferenceOperations({ reference, commands, clock }: HostContext) {
  return {
    /** The year that is shown where none is asked for. */
    yearNow: (): number => Number(dayOf(clock.now()).slice(0, 4)),

    /** Entries of a kind, the latest first, each with where it stands now; general holidays of one year. */
    entries(kind: EntryKind, year: number): readonly ShownEntry[] {
      const now = clock.now()
      const latestFirst = reference
        .current()
        .entries(recordOf[kind])
        .filter(({ effectiveFrom }) => kind !== 'holiday' || effectiveFrom.startsWith(`${year}-`))
        .toSorted((a, b) => compare(b.effectiveFrom, a.effectiveFrom) || b.recordedAt - a.recordedAt)
      const seen = new Set<string>()
      return latestFirst.map(entry => {
        const standing = standingOf(kind, entry, now)
        const subject = subjectOf(kind, entry)
        // A day is a holiday or is none by what was recorded of it last, in the future too.
        if (standing !== 'IN_FORCE' && kind !== 'holiday') return { ...entry, standing }
        const isSuperseded = seen.has(subject)
        seen.add(subject)
        return { ...entry, standing: isSuperseded ? 'PAST' : standing }
      })
    },

    /** Records an entry. A correction is another entry: nothing is edited. */
    async record({ kind, commandId, actor, body }: StatedRecord): Promise<Recorded> {
      const form = checkEntry(kind, body)
      if (!form.ok) return { kind: 'refused', defects: form.defects }
      const { effectiveFrom, content } = form.value
      const entryId = deriveId('reference-entry', commandId)
      const isContact = 'contact' in content
      const type = isContact ? 'RecordContactDetails' : 'RecordReferenceEntry'
      const data = { entryId, effectiveFrom, ...(isContact ? { details: content.contact } : { content }) }
      const told = await sendCommand(commands, 'reference-data', { id: commandId, type, key: entryId, data, actor })
      if (!told) return { kind: 'processing', entryId }
      const refusal = told.find(output => output.type === 'ReferenceEntryRefused')
      if (!refusal) return { kind: 'recorded', entryId }
      const { reason } = refusal.data as ReferenceEntryRefused
      const path = reason === 'INVALID_DATE' ? 'effectiveFrom' : ''
      return { kind: 'refused', defects: [{ path, code: 'WRONG_SHAPE' }] }
    },
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function standingOf(kind: EntryKind, { effectiveFrom, content }: ReferenceEntry, now: number): Standing {
  if (kind === 'holiday' && effectiveFrom < dayOf(now)) return 'PAST'
  if (kind !== 'closure') return effectiveFrom <= dayOf(now) ? 'IN_FORCE' : 'TO_COME'
  const { from, until } = content as { readonly from: number; readonly until: number }
  return now < from ? 'TO_COME' : now < until ? 'IN_FORCE' : 'PAST'
}

/** What an entry is about: a later one about the same takes its place. */
function subjectOf(kind: EntryKind, { id, content }: ReferenceEntry): string {
  if (kind === 'closure') return id
  if (kind === 'holiday') return (content as { readonly date: string }).date
  if (kind === 'link-type') return (content as { readonly documentType: string }).documentType
  if (kind !== 'notice') return kind
  const { court, caseType, venue } = content as Readonly<Record<'court' | 'caseType' | 'venue', string>>
  return JSON.stringify([court, caseType, venue])
}
