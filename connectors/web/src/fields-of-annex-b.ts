import type { Fields } from './form-fields.ts'

/**
 * Annex B in JSON as the fields of the page, so that a form saved by a program can be gone on with by a person: the
 * inverse of `readPageForm`. Whatever has no place on the page is left out.
 */
export function fieldsOfJson(received: Readonly<Record<string, unknown>>): Fields {
  const fields: Record<string, string> = {}
  const { optedCases, dateOfBirth, signedOn, ...rest } = received
  put(fields, '', rest)
  for (const [name, date] of Object.entries({ dateOfBirth, signedOn })) {
    if (typeof date !== 'string') continue
    const [year = '', month = '', day = ''] = date.split('-')
    Object.assign(fields, { [`${name}@day`]: day, [`${name}@month`]: month, [`${name}@year`]: year })
  }
  const opted = Array.isArray(optedCases) ? optedCases : []
  const cases = Array.isArray(received.cases) ? received.cases : []
  cases.forEach((row: { readonly caseNumber?: unknown } | null, n) => {
    if (opted.includes(row?.caseNumber)) fields[`cases.${n}.opted?`] = 'yes'
  })
  return fields
}

function put(fields: Record<string, string>, path: string, value: unknown): void {
  if (typeof value === 'string') fields[path] = value
  else if (value === true) fields[`${path}?`] = 'yes'
  else if (typeof value === 'object' && value !== null)
    for (const [name, part] of Object.entries(value)) put(fields, path === '' ? name : `${path}.${name}`, part)
}
