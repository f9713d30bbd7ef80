import { parseIdentityDocument } from '@icms/schemas/identity-document'
import { readReference } from '@icms/schemas/application-reference'
import { type Received, readForm } from '@icms/schemas/form-reader'
import type { IdentityDocument, PaperLeaf, PersonName } from '@icms/schemas/generated/common'
import { parseProse } from '@icms/schemas/normalised-text'
import { parsePersonName } from '@icms/schemas/person-name'
import { accepted, type FormResult, type Result, refused } from '@icms/schemas/refusal'

/** Codes of why nothing can come of paper, by what it is. */
export const dismissalReasons = {
  NOT_FOR_US: ['OTHER_OFFICE', 'ADVERTISEMENT', 'TEST_PAGE', 'COPY_OF_OTHER_PAPER'],
  UNREADABLE: ['TOO_DARK', 'TOO_FAINT', 'CUT_OFF', 'EMPTY_PAGES'],
} as const

export const dismissals = Object.keys(dismissalReasons) as readonly (keyof typeof dismissalReasons)[]
export const dismissalCodes: readonly string[] = Object.values(dismissalReasons).flat()

const pagesMax = 2_000
const codesMax = 10
const prose = parseProse(1, 2_000)

type Noted = { readonly note: string | null }

const parseApplicationId = (raw: string): Result<string> => {
  // References are drawn; ids of another form are those of tests and of days gone by.
  const id = readReference(raw) ?? (/^[\w.:-]{1,100}$/.test(raw) ? raw : undefined)
  return id === undefined ? refused('WRONG_SHAPE') : accepted(id)
}

/** The application that paper is joined to, by its reference. */
export function parseJoin(received: Received): FormResult<{ readonly applicationId: string } & Noted> {
  const form = readForm(received, ['reference', 'note'])
  return form.conclude<{ readonly applicationId: string } & Noted>({
    applicationId: form.text('reference', parseApplicationId),
    note: form.optionalText('note', prose),
  })
}

/** A step that may be explained for the record. */
export function parseNote(received: Received): FormResult<Noted> {
  const form = readForm(received, ['note'])
  return form.conclude<Noted>({ note: form.optionalText('note', prose) })
}

/** A page by where it is kept: `subject/document/number`. */
export const leafText = ({ subjectId, documentId, page }: PaperLeaf): string => `${subjectId}/${documentId}/${page}`

const parseLeaf = (raw: string): Result<PaperLeaf> => {
  const [, subjectId, documentId, page] = /^([0-9A-Za-z-]{1,80})\/([0-9A-Za-z-]{1,80})\/(\d{1,5})$/.exec(raw) ?? []
  return subjectId && documentId && page
    ? accepted({ subjectId, documentId, page: Number(page) })
    : refused('WRONG_SHAPE')
}

/** Pages of a paper; `atLeastOne` where none would be nothing to do. */
export function parsePages(
  received: Received,
  atLeastOne: boolean,
): FormResult<{ readonly pages: readonly PaperLeaf[] } & Noted> {
  const form = readForm(received, ['pages', 'note'])
  const pages = form.texts('pages', pagesMax, parseLeaf)
  if (atLeastOne && pages?.length === 0) form.refuse('pages', 'MISSING')
  return form.conclude<{ readonly pages: readonly PaperLeaf[] } & Noted>({
    pages,
    note: form.optionalText('note', prose),
  })
}

type Dismissal = { readonly as: keyof typeof dismissalReasons; readonly reasons: readonly string[] } & Noted

/** Why nothing can come of paper. */
export function parseDismissal(received: Received): FormResult<Dismissal> {
  const form = readForm(received, ['as', 'reasonCodes', 'note'])
  const as = form.choice('as', dismissals)
  const codes: readonly string[] = as ? dismissalReasons[as] : dismissalCodes
  const reasons = form.texts('reasonCodes', codesMax, raw =>
    codes.includes(raw) ? accepted(raw) : refused('NOT_ONE_OF'),
  )
  if (reasons?.length === 0) form.refuse('reasonCodes', 'MISSING')
  return form.conclude<Dismissal>({ as, reasons, note: form.optionalText('note', prose) })
}

type Reading = { readonly name: PersonName; readonly identityDocument: IdentityDocument }

/** Whose form it is, as a second person reads it. */
export function parseReading(received: Received): FormResult<Reading> {
  const form = readForm(received, ['name', 'identityDocument'])
  return form.conclude<Reading>({
    name: form.part('name', parsePersonName),
    identityDocument: form.part('identityDocument', parseIdentityDocument),
  })
}

const parseStaffId = (raw: string) => (/^[\w.:@/-]{1,100}$/.test(raw) ? accepted(raw) : refused('WRONG_SHAPE'))

/** Who is to see to paper; nobody named means nobody. */
export function parsePaperAssignee(received: Received): FormResult<{ readonly assignee: string | null }> {
  const form = readForm(received, ['assignee'])
  return form.conclude<{ readonly assignee: string | null }>({
    assignee: form.optionalText('assignee', parseStaffId),
  })
}
