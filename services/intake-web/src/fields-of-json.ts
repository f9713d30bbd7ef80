import type { Fields } from '@icms/web/form-fields'

/**
 * Annex B in JSON as the fields of the page, so that a form saved by a program can be gone on with by a person: the
 * inverse of `readPageForm`. Whatever has no place on the page is left out.
 */
export function fieldsOfJson(received: Readonly<Record<string, unknown>>): Fields {
  const fields: Record<string, string> = {}
  const { optedCases, dateOfBirth, ...rest } = received
  put(fields, '', rest)
  if (typeof dateOfBirth === 'string') {
    const [year = '', month = '', day = ''] = dateOfBirth.split('-')
    Object.assign(fields, { 'dateOfBirth@day': day, 'dateOfBirth@month': month, 'dateOfBirth@year': year })
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
