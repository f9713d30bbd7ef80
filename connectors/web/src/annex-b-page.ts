import { isFilledIn } from '@icms/schemas/form-reader'
import type { Defect } from '@icms/schemas/refusal'
import { type Fields, jsonOf, readFields } from './form-fields.ts'

type Json = Readonly<Record<string, unknown>>
type CaseRow = Json & { readonly opted?: unknown }

/** Rows for cases that the page shows, and the most that it can. */
export const caseRows = { first: 3, more: 5, max: 20 } as const

/** The page's form: what was typed, and Annex B as its JSON twin takes it. */
export type PageForm = {
  readonly fields: Fields
  readonly received: Json
  /** Rows for cases to show, where more of them were asked for. */
  readonly moreCaseRows: number | undefined
  /** The code that was typed to prove the address; undefined before it was asked for. */
  readonly emailProof: string | undefined
  /** The button beside the code that was pressed instead: to change the form, or to have another code sent. */
  readonly instead: 'edit' | 'again' | undefined
  /** To be saved rather than sent. */
  readonly isToSave: boolean
  /** The draft that it was filled in from. */
  readonly draftId: string | undefined
}

/**
 * Reads the form of the page. Three things are said there in another way than in JSON: a case is opted for beside its
 * number, a representative none of whose fields is filled in is none, and a button asks for more rows. The page after it, which asks for the code, sends the form along.
 */
export function readPageForm(body: unknown): PageForm {
  const { emailProof, ...fields } = readFields(body)
  const { _caseRows, _instead, _do, _draft } = (body ?? {}) as Readonly<Record<string, unknown>>
  const { cases: rows = [], personalRepresentative, ...form } = jsonOf(fields)
  const cases = (Array.isArray(rows) ? rows : []) as readonly CaseRow[]
  return {
    fields,
    received: {
      ...form,
      cases: cases.map(({ caseNumber, role }) => ({ caseNumber, role })),
      optedCases: cases.filter(row => row.opted === true).map(row => row.caseNumber),
      ...(isFilledIn(personalRepresentative) && { personalRepresentative }),
    },
    moreCaseRows: moreRows(_caseRows),
    emailProof: emailProof === undefined ? undefined : String(emailProof),
    instead: _instead === 'edit' || _instead === 'again' ? _instead : undefined,
    isToSave: _do === 'save',
    draftId: typeof _draft === 'string' && _draft !== '' ? _draft : undefined,
  }
}

/** Mistakes as the page shows them: one in an opted case is one in the case's own number, which is named already. */
export function pageDefects(defects: readonly Defect[]): readonly Defect[] {
  return defects.filter(({ path }) => !path.startsWith('optedCases'))
}

/** How many rows for cases a page shows: those asked for, and always one that is free. */
export function caseRowsOf({ fields, moreCaseRows }: Pick<PageForm, 'fields' | 'moreCaseRows'>): number {
  const filled = Object.keys(fields).map(name => Number(/^cases\.(\d+)\./.exec(name)?.[1] ?? -1) + 1)
  return Math.min(caseRows.max, Math.max(caseRows.first, moreCaseRows ?? 0, ...filled))
}

function moreRows(value: unknown): number | undefined {
  return typeof value === 'string' && /^\d{1,2}$/.test(value) ? Number(value) : undefined
}
