import type { Row } from '@icms/backbone/aggregate'
import type { ReadSide } from '@icms/backbone/port'
import { readReference } from '@icms/schemas/application-reference'
import { rebuilding } from '@icms/web/problem'
import type { SearchHash } from './search-hash.ts'

/** Applications that a search or a person shows; whoever has more is not looked for by this. */
const foundMax = 20

/**
 * The applications that a text may stand for: a reference, the number of an identity document, an address of mail, or a
 * whole name in either language. Nothing of it is kept or logged. Throws `rebuilding`.
 */
export async function findApplications(readSide: ReadSide, hash: SearchHash, text: string): Promise<readonly Row[]> {
  const reference = readReference(text) ?? (/^[\w.:-]{1,100}$/.test(text) ? text : undefined)
  const terms = {
    document: hash.document(text),
    email: hash.email(text),
    nameEn: hash.nameEn(text),
    nameZh: hash.nameZh(text),
  }
  const found = await Promise.all([
    byReference(readSide, reference),
    ...Object.entries(terms).map(([index, value]) => byIndex(readSide, index, value)),
  ])
  return [...new Map(found.flat().map(row => [row.id, row])).values()].slice(0, foundMax)
}

/** Past and live applications of the person of an application, without itself, the latest first (A31). */
export async function findOfSamePerson(readSide: ReadSide, { id, data }: Row): Promise<readonly Row[]> {
  const rows = await findOfPerson(readSide, String(data.personId))
  return rows.filter(row => row.id !== id)
}

/** All applications of a person, the latest first. */
export const findOfPerson = (readSide: ReadSide, personId: string): Promise<readonly Row[]> =>
  byIndex(readSide, 'person', personId)

async function byReference(readSide: ReadSide, reference: string | undefined): Promise<readonly Row[]> {
  if (reference === undefined) return []
  const answer = await readSide.get('vetting', 'applications', reference)
  if (answer.state === 'rebuilding') throw rebuilding()
  return answer.found ? [answer.found] : []
}

async function byIndex(readSide: ReadSide, index: string, value: string): Promise<readonly Row[]> {
  const query = { table: 'applications', index, value, limit: foundMax, descending: true }
  const answer = await readSide.list('vetting', query)
  if (answer.state === 'rebuilding') throw rebuilding()
  return answer.found.rows
}
