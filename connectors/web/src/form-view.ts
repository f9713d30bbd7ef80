import type { Defect } from '@icms/schemas/refusal'
import type { Fields } from './form-fields.ts'
import type { Translate } from './messages.ts'

/** A form as a template shows it. `path` is a field's name without its ending (`[]`, `?`, `@day`). */
export type FormView = {
  readonly label: (path: string, optional?: boolean) => string
  readonly hint: (path: string) => string | undefined
  /** What was typed into the field of that name. */
  readonly value: (name: string) => string
  readonly values: (name: string) => readonly string[]
  readonly error: (path: string) => string | undefined
  /** A field's id; the first entry of a list has the id of the list, so that a mistake in either leads to it. */
  readonly id: (path: string) => string
  readonly summary: readonly { readonly text: string; readonly href: string }[]
}

export type FormState = {
  readonly fields?: Fields
  readonly defects?: readonly Defect[]
  /** What is said of single fields on this page, beside their hints; by path. */
  readonly remarks?: Readonly<Record<string, string>>
}

/**
 * The state of a form in one language. A field's label is the text `field.<path>` and its hint `hint.<path>`, with
 * `*` for places in lists (`field.cases.*.role`, in which `{n}` is the place from 1). A mistake reads
 * `<label>: <text of its code>`, unless the dictionary has `error.<path>.<code>`.
 */
export function createFormView(state: FormState, t: Translate, has: (key: string) => boolean): FormView {
  const { fields = {}, defects = [], remarks = {} } = state
  const text = (kind: string, path: string, end = '') => {
    const key = `${kind}.${path.replace(/\.\d+(?=\.|$)/g, '.*')}${end}`
    const place = /\.(\d+)(?=\.|$)/.exec(path)?.[1]
    return has(key) ? t(key, place === undefined ? {} : { n: Number(place) + 1 }) : undefined
  }
  const label = (path: string, optional = false) => {
    const field = text('field', path) ?? t(`field.${path}`)
    return optional ? t('site.optionalField', { field }) : field
  }
  const textOf = ({ path, code }: Defect) => {
    const own = text('error', path, `.${code}`)
    if (own) return own
    const name = text('field', path) ?? text('field', path.replace(/\.\d+$/, ''))
    return name ? t('error.ofField', { field: name, problem: t(`refusal.${code}`) }) : t(`refusal.${code}`)
  }
  const errors = new Map<string, string>()
  for (const defect of defects) if (!errors.has(defect.path)) errors.set(defect.path, textOf(defect))
  const id = (path: string) => path.replace(/\.0$/, '').replaceAll('.', '-') || 'main-content'
  return {
    label,
    hint: path => [text('hint', path), remarks[path]].filter(Boolean).join(' ') || undefined,
    value: name => String([fields[name] ?? ''].flat()[0] ?? ''),
    values: name => [fields[name] ?? []].flat(),
    error: path => errors.get(path),
    id,
    summary: [...errors].map(([path, message]) => ({ text: message, href: `#${id(path)}` })),
  }
}
