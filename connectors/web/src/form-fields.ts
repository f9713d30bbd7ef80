/** What an HTML form sent: texts by field name; a name that ends in `[]` has a list of texts. */
export type Fields = Readonly<Record<string, string | readonly string[]>>

const fieldsMax = 400
const listMax = 50
const nameForm = /^[a-zA-Z]\w{0,39}(\.(\d{1,2}|[a-zA-Z]\w{0,39})){0,5}(\[\]|\?|@(day|month|year))?$/

/**
 * Takes the fields of a form body: at most 400, lists up to 50 entries. Names that no form of ours has are left out,
 * and rows of a list with nothing in them (`cases.1.…`) are closed up, so that a field's name is the path under which
 * a mistake in it is reported.
 */
export function readFields(body: unknown): Fields {
  if (typeof body !== 'object' || body === null) return {}
  const fields: Record<string, string | readonly string[]> = {}
  for (const [name, value] of Object.entries(body).slice(0, fieldsMax)) {
    if (!nameForm.test(name)) continue
    const texts = [value].flat().filter(text => typeof text === 'string')
    if (name.endsWith('[]')) fields[name] = texts.slice(0, listMax)
    else if (texts.length > 0) fields[name] = texts[texts.length - 1] ?? ''
  }
  return closeRows(fields)
}

/**
 * The form as JSON, in the shape that its JSON twin takes: `a.0.b` is nested, `a[]` a list, `a?` a ticked box and so
 * `true`, `a@day`, `a@month`, `a@year` one date, year first; a date that does not exist stays as it was written.
 */
export function jsonOf(fields: Fields): Readonly<Record<string, unknown>> {
  const root = {}
  for (const [name, value] of Object.entries(fields)) {
    if (name.endsWith('[]')) put(root, name.slice(0, -2), value)
    else if (name.endsWith('?')) put(root, name.slice(0, -1), true)
    else if (name.endsWith('@day')) put(root, name.slice(0, -4), dateText(fields, name.slice(0, -4)))
    else if (!name.includes('@')) put(root, name, value)
  }
  return root
}

function dateText(fields: Fields, name: string): string {
  const parts = ['year', 'month', 'day'].map(part => String(fields[`${name}@${part}`] ?? '').trim())
  return parts.some(Boolean) ? parts.join('-') : ''
}

type Branch = Record<string, unknown>

function put(root: Branch, path: string, value: unknown): void {
  const names = path.split('.')
  let branch = root
  names.forEach((name, depth) => {
    const next = names[depth + 1]
    // A name that is both a text and a branch comes from no form of ours; the first one stays.
    if (typeof branch !== 'object') return
    if (!Object.hasOwn(branch, name)) branch[name] = next === undefined ? value : /^\d/.test(next) ? [] : {}
    branch = branch[name] as Branch
  })
}

function closeRows(fields: Record<string, string | readonly string[]>): Fields {
  const filled = new Map<string, Set<number>>()
  for (const [name, value] of Object.entries(fields))
    for (const [list, row] of rowsOf(name)) {
      const rows = filled.get(list) ?? new Set()
      if (String(value).trim() !== '') rows.add(row)
      filled.set(list, rows)
    }
  const kept = Object.entries(fields).flatMap(([name, value]) => {
    const closed = rowsOf(name).reduceRight<string | undefined>((text, [list, row]) => {
      const place = [...(filled.get(list) ?? [])].sort((a, b) => a - b).indexOf(row)
      return text === undefined || place < 0 ? undefined : list + place + text.slice(list.length + String(row).length)
    }, name)
    return closed === undefined ? [] : [[closed, value] as const]
  })
  return Object.fromEntries(kept)
}

/** The lists that a name runs through, each with its row: `a.1.b.2` gives `a.` 1 and `a.1.b.` 2. */
function rowsOf(name: string): readonly (readonly [string, number])[] {
  return [...name.matchAll(/\.(\d+)(?=\.|$|[[?@])/g)].map(
    hit => [name.slice(0, hit.index + 1), Number(hit[1])] as const,
  )
}
