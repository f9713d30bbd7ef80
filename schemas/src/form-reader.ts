import { accepted, type Defect, type FormResult, type RefusalCode, type Result } from './refusal.ts'

/** Text that was not filled in; blank text counts as absent. */
export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

/** Whether anything in a part of a form was filled in, or ticked. */
export function isFilledIn(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isFilledIn)
  if (typeof value === 'object' && value !== null) return Object.values(value).some(isFilledIn)
  return typeof value === 'string' ? value.trim() !== '' : value === true
}

/** A form, or a part of one, as JSON gives it. */
export type Received = Readonly<Record<string, unknown>>

export const isReceived = (value: unknown): value is Received =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export type FormReader = ReturnType<typeof readForm>

/**
 * Reads the fields of a form one by one, so that every mistake is found at once. A field that is refused reads as
 * `undefined`; `conclude` gives the whole, or all mistakes.
 */
export const readForm = (received: Received, known: readonly string[]) => {
  const defects: Defect[] = Object.keys(received)
    .filter(key => !known.includes(key) && !isBlank(received[key]))
    .slice(0, unknownFieldsMax)
    .map(key => ({ path: key.slice(0, pathLengthMax), code: 'NOT_WANTED' }))
  const refuse = (path: string, code: RefusalCode): undefined => {
    defects.push({ path, code })
    return undefined
  }
  const parsed = <T>(path: string, value: unknown, parse: (raw: string) => Result<T>): T | undefined => {
    if (typeof value !== 'string') return refuse(path, 'WRONG_SHAPE')
    const result = parse(value)
    return result.ok ? result.value : refuse(path, result.code)
  }
  const part = <T>(path: string, value: unknown, parse: (part: Received) => FormResult<T>): T | undefined => {
    if (!isReceived(value)) return refuse(path, 'WRONG_SHAPE')
    const result = parse(value)
    if (result.ok) return result.value
    for (const defect of result.defects) refuse(`${path}.${defect.path}`, defect.code)
    return undefined
  }
  const list = <T>(path: string, max: number, item: (path: string, value: unknown) => T | undefined) => {
    const value = received[path] ?? []
    if (!Array.isArray(value)) return refuse(path, 'WRONG_SHAPE')
    if (value.length > max) return refuse(path, 'TOO_MANY')
    return value.map((entry, place) => item(`${path}.${place}`, entry))
  }

  return {
    refuse,
    /** The text of a field that must be filled in. */
    text: <T>(path: string, parse: (raw: string) => Result<T>): T | undefined =>
      isBlank(received[path]) ? refuse(path, 'MISSING') : parsed(path, received[path], parse),
    /** The text of a field that may be left out; null when it is. */
    optionalText: <T>(path: string, parse: (raw: string) => Result<T>): T | null | undefined =>
      isBlank(received[path]) ? null : parsed(path, received[path], parse),
    /** One of a closed list of choices. */
    choice: <T extends string>(path: string, choices: readonly T[]): T | undefined =>
      isBlank(received[path])
        ? refuse(path, 'MISSING')
        : (choices.find(choice => choice === received[path]) ?? refuse(path, 'NOT_ONE_OF')),
    /** Yes or no; `absent` when it was left out. */
    flag: <T>(path: string, absent: T): boolean | T | undefined => {
      const value = received[path]
      if (isBlank(value)) return absent
      return typeof value === 'boolean' ? value : refuse(path, 'WRONG_SHAPE')
    },
    /** A box that must be ticked. */
    consent: (path: string): boolean | undefined =>
      received[path] === true ? true : refuse(path, isBlank(received[path]) ? 'MISSING' : 'MUST_BE_TRUE'),
    /** A field that must be left out. */
    unwanted: (path: string): null | undefined => (isBlank(received[path]) ? null : refuse(path, 'NOT_WANTED')),
    /** A part with fields of its own that must be filled in. */
    part: <T>(path: string, parse: (part: Received) => FormResult<T>): T | undefined =>
      part(path, received[path] ?? {}, parse),
    /** A part with fields of its own that may be left out; null when it is. */
    optionalPart: <T>(path: string, parse: (part: Received) => FormResult<T>): T | null | undefined =>
      isBlank(received[path]) ? null : part(path, received[path], parse),
    /** A list of text; blank items count as mistakes. */
    texts: <T>(path: string, max: number, parse: (raw: string) => Result<T>) =>
      list(path, max, (at, value) => parsed(at, value, parse)),
    /** A list of parts. */
    parts: <T>(path: string, max: number, parse: (part: Received) => FormResult<T>) =>
      list(path, max, (at, value) => part(at, value, parse)),
    /** The form, when nothing was refused. */
    conclude: <T>(value: Read<T>): FormResult<T> => {
      const [first] = defects
      // Nothing was refused, so nothing reads as undefined.
      return first ? { ok: false, code: first.code, defects } : accepted(value as T)
    },
  }
}

const unknownFieldsMax = 10
const pathLengthMax = 100

/** A value in the making, whose refused parts are undefined. */
type Read<T> = T extends readonly (infer Item)[]
  ? readonly Read<Item>[] | undefined
  : T extends object
    ? { readonly [Field in keyof T]: Read<T[Field]> } | undefined
    : T | undefined
