import { parseAddress } from '@icms/schemas/address'
import { annexBChoices } from '@icms/schemas/annex-b'
import { readReference } from '@icms/schemas/application-reference'
import { parseEmailAddress } from '@icms/schemas/email-address'
import { isFilledIn, type Received, readForm } from '@icms/schemas/form-reader'
import type { IdentityDocument, PaperLeaf, PaperSender, PersonName } from '@icms/schemas/generated/common'
import type { SavedTranscription } from '@icms/schemas/generated/vetting-state-v1'
import { parseIdentityDocument } from '@icms/schemas/identity-document'
import { parseProse } from '@icms/schemas/normalised-text'
import { dismissalCodes, dismissalReasons, dismissals, toldReasons } from '@icms/schemas/paper-dismissal'
import { parsePersonName } from '@icms/schemas/person-name'
import type { Fields } from '@icms/web/form-fields'
import { accepted, type FormResult, type Result, refused } from '@icms/schemas/refusal'

const pagesMax = 2_000
const codesMax = 10
const senderNameMax = 80
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

const parsePaperId = (raw: string): Result<string> =>
  /^[\w.:-]{1,100}$/.test(raw) ? accepted(raw) : refused('WRONG_SHAPE')

/** Another paper, named by `field`: one to put together with, or one to take apart from. */
export function parseOther<Field extends 'into' | 'otherId'>(
  received: Received,
  field: Field,
): FormResult<{ readonly [Name in Field]: string } & Noted> {
  const form = readForm(received, [field, 'note'])
  return form.conclude<{ readonly [Name in Field]: string } & Noted>({
    [field]: form.text(field, parsePaperId),
    note: form.optionalText('note', prose),
  } as never)
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

/** Who sent the paper, as it says: a name, and an address of mail or a postal one. */
function parseSender(received: Received): FormResult<PaperSender> {
  const form = readForm(received, ['name', 'address', 'email', 'language'])
  const email = form.optionalText('email', parseEmailAddress)
  const hasAddress = isFilledIn(received.address)
  if (!hasAddress && email === null) form.refuse('address.lines', 'MISSING')
  return form.conclude<PaperSender>({
    name: form.text('name', parseProse(1, senderNameMax)),
    address: hasAddress ? form.part('address', parseAddress) : null,
    email,
    language: form.choice('language', annexBChoices.preferredLanguage),
  })
}

type Dismissal = {
  readonly as: keyof typeof dismissalReasons
  readonly reasons: readonly string[]
  readonly sender: PaperSender | null
} & Noted

/** Why nothing can come of paper, and who is told so; whose sender is left empty is told nothing. */
export function parseDismissal(received: Received): FormResult<Dismissal> {
  const sender = isFilledIn(received.sender) ? received.sender : null
  const form = readForm({ ...received, sender }, ['as', 'reasonCodes', 'sender', 'note'])
  const as = form.choice('as', dismissals)
  const codes: readonly string[] = as ? dismissalReasons[as] : dismissalCodes
  const reasons = form.texts('reasonCodes', codesMax, raw =>
    codes.includes(raw) ? accepted(raw) : refused('NOT_ONE_OF'),
  )
  if (reasons?.length === 0) form.refuse('reasonCodes', 'MISSING')
  const isTold = !reasons?.length || toldReasons(reasons.filter(code => code !== undefined)).length > 0
  return form.conclude<Dismissal>({
    ...{ as, reasons },
    sender: isTold ? form.optionalPart('sender', parseSender) : form.unwanted('sender'),
    note: form.optionalText('note', prose),
  })
}

type Reading = { readonly name: PersonName; readonly identityDocument: IdentityDocument }

const savedLengthMax = 100_000

type Saving = { readonly form: string; readonly basedOn: string | null }

/** What was typed in so far, as it was typed: nothing of it is checked before it is sent. */
export function parseSaving(fields: Fields, basedOn: string | null): FormResult<Saving> {
  const kept = Object.entries(fields).filter(([name]) => !stated.includes(name))
  const form = readForm({ form: JSON.stringify(Object.fromEntries(kept)), basedOn }, ['form', 'basedOn'])
  return form.conclude<Saving>({
    form: form.text('form', raw => (raw.length > savedLengthMax ? refused('TOO_LONG') : accepted(raw))),
    basedOn: form.optionalText('basedOn', accepted),
  })
}

/** What whoever sends the form states for themselves: another who goes on has not. */
const stated = ['compared?', 'evenSo?', 'overSaved?']

/** What was saved, as fields of the page. */
export const savedFields = ({ form }: SavedTranscription): Fields => JSON.parse(form) as Fields

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
