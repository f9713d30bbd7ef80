import { readReference } from './application-reference.ts'

/** What the codes of our cover sheets begin with; capitals, digits and a colon make the coarsest code, which a fax keeps best. */
const prefix = 'ICMS:A:'

/** What the code on the cover sheet of an application says. */
export const coverSheetCodeOf = (applicationId: string): string => `${prefix}${applicationId.toUpperCase()}`

/** The application that a code on a page names; undefined when it is none of ours. */
export const readCoverSheetCode = (text: string): string | undefined =>
  text.startsWith(prefix) ? readReference(text.slice(prefix.length)) : undefined
