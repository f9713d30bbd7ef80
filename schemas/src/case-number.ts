import { createHash } from 'node:crypto'
import { identifierText } from './normalised-text.ts'
import { accepted, type Result, refused } from './refusal.ts'

/** A case number, taken apart. */
export type CaseNumber = {
  /** `DCPI 1234/2023`. */
  readonly canonical: string
  /** Court and type of proceeding in letters, such as `DCPI`. */
  readonly prefix: string
  readonly court: string
  /** Code of the magistracy; none for a court with one venue. */
  readonly venue: string | null
  readonly serial: number
  readonly year: number
}

/** Prefixes of a court as the source of a regular expression; a first group, if any, is the venue. */
export type CourtPrefixes = { readonly court: string; readonly prefixes: string }

/**
 * Prefixes in use, from the Judiciary's public lists. The types of the Magistrates' Courts, after the two letters of
 * the magistracy, are those seen; all of it is configuration.
 */
export const courtPrefixes: readonly CourtPrefixes[] = [
  { court: 'CFA', prefixes: 'FACV|FACC|FAMV|FAMC|FAMP' },
  { court: 'CA', prefixes: 'CACV|CACC|CAAR|CASJ|CAQL|CAAG|CAMP' },
  {
    court: 'CFI',
    prefixes:
      'HCA|HCAL|HCAJ|HCAD|HCB|HCCL|HCCW|HCSD|HCBI|HCCT|HCMC|HCMP|HCCM|HCPI|HCBD|HCBS|HCSN|HCCD|HCZZ|HCMH|HCIP|HCCC|HCMA|HCLA|HCCP|HCAP|HCAG',
  },
  { court: 'CT', prefixes: 'CTAR|CTEA|CTA|CTMP' },
  { court: 'DC', prefixes: 'DCCJ|DCCC|DCDT|DCTC|DCEC|DCEO|DCMA|DCMP|DCOA|DCPI|DCPA|DCSA|DCZZ|DCSN' },
  { court: 'FC', prefixes: 'FCMC|FCJA|FCMP|FCAD|FCRE' },
  { court: 'LT', prefixes: 'LD[A-Z]{2}' },
  { court: 'COR', prefixes: 'CCDI' },
  { court: 'LAB', prefixes: 'LBTC' },
  { court: 'OAT', prefixes: 'OATD' },
  { court: 'SCT', prefixes: 'SCTC' },
  { court: 'MC', prefixes: '(ES|KC|KT|WK|ST|FL|TM)(?:CC|S|D|V|K|R|FS|M|P|L|FN)' },
]

const lengthMax = 64
const form = /^([A-Za-z]{2,5})\s*0*([1-9]\d{0,5})\s*\/\s*((?:19|20)\d{2})$/

/**
 * A case number, canonical `DCPI 1234/2023`, from any spelling: small letters, leading zeros, full-width characters.
 * The year is not after `yearMax`, the year in Hong Kong.
 */
export const parseCaseNumber = (
  raw: string,
  yearMax: number,
  table: readonly CourtPrefixes[] = courtPrefixes,
): Result<CaseNumber> => {
  const text = identifierText(raw)
  if (!text.ok) return text
  if (text.value.length > lengthMax) return refused('TOO_LONG')
  const parts = form.exec(text.value)
  if (!parts) return refused('CASE_NUMBER_FORM')
  const prefix = parts[1]!.toUpperCase()
  const court = courtOf(prefix, table)
  if (!court) return refused('CASE_PREFIX_UNKNOWN')
  const serial = Number(parts[2])
  const year = Number(parts[3])
  if (year > yearMax) return refused('CASE_YEAR_IN_FUTURE')
  return accepted({ canonical: `${prefix} ${serial}/${year}`, prefix, ...court, serial, year })
}

/** Opaque id of a case, for keys and headers: the same for every spelling, and it does not show the number. */
export const caseIdOf = (canonical: string): string =>
  `case-${createHash('sha256').update(`icms:case:${canonical}`).digest('hex').slice(0, 32)}`

const courtOf = (
  prefix: string,
  table: readonly CourtPrefixes[],
): { readonly court: string; readonly venue: string | null } | undefined => {
  for (const { court, prefixes } of table) {
    const match = new RegExp(`^(?:${prefixes})$`).exec(prefix)
    if (match) return { court, venue: match[1] ?? null }
  }
  return undefined
}
