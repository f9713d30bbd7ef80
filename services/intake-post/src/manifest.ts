import type { EnvelopeProblem } from '@icms/schemas/generated/common'
import schema from '@icms/schemas/scan-envelope.schema.json' with { type: 'json' }
import { envelopeLimits, problem } from './envelope-limits.ts'
import { type ErrorObject, validatorOf } from '@icms/paper-intake/schema-validator'
import { parseStrictJson } from '@icms/paper-intake/strict-json'

export type ManifestItem = {
  readonly controlNumber: string
  readonly file: string
  readonly mediaType: 'application/pdf' | 'image/tiff'
  readonly pages: number
  readonly sha256: string
  readonly kind: 'FORM' | 'SUPPORTING' | 'COVER_SHEET' | 'LETTER' | 'UNKNOWN'
  readonly form?: 'ANNEX_B' | 'ANNEX_C' | 'ANNEX_E'
  readonly ocr?: {
    readonly engine: string
    readonly fields: readonly {
      readonly name: string
      readonly value: string
      readonly confidence: number
      readonly page?: number
    }[]
  }
  readonly notes?: string
}

export type Manifest = {
  readonly version: 1
  readonly envelopeId: string
  readonly rescanOf?: string
  readonly supplier: string
  readonly box: string
  readonly batch?: string
  readonly channel: 'POST' | 'HAND'
  readonly postmarkedOn?: string
  readonly openedAt: string
  readonly scannedAt: string
  readonly operator?: string
  readonly items: readonly ManifestItem[]
  readonly nonScannable?: readonly {
    readonly controlNumber: string
    readonly description: string
    readonly keptAt?: string
  }[]
}

export type ReadManifest = {
  /** Undefined where anything is wrong with it. */
  readonly manifest: Manifest | undefined
  /** Items that are in order by themselves, whatever else is wrong: their files are looked at all the same. */
  readonly items: readonly ManifestItem[]
  /** All files that it names, as far as that can be made out; undefined where it cannot. */
  readonly named: ReadonlySet<string> | undefined
  readonly problems: readonly EnvelopeProblem[]
}

const validator = validatorOf<Manifest>(schema)

/** A clock of the mail room may be wrong; a receipt that lies a day ahead would stop the office's own clocks. */
const aheadMsMax = 24 * 3_600_000
const errorsMax = 100

/** Checks the manifest of an envelope sent as `envelopeId`: everything that is wrong with it, at once. */
export function readManifest(bytes: Uint8Array, envelopeId: string, now: number): ReadManifest {
  const parsed = parseStrictJson(bytes)
  if ('why' in parsed) {
    const message = `${parsed.why}; send JSON by the schema scan-envelope`
    return { manifest: undefined, items: [], named: undefined, problems: [problem('MANIFEST_INVALID', '', message)] }
  }
  const { value } = parsed
  const validate = validator()
  const isValid = validate(value)
  const errors = isValid ? [] : [...(validate.errors ?? [])]
  const problems = errors.slice(0, errorsMax).map(problemOf)
  const wrong = new Set(errors.flatMap(({ instancePath }) => /^\/items\/(\d+)/.exec(instancePath)?.[1] ?? []))
  const given = (value as { readonly items?: unknown } | null)?.items
  const items: readonly unknown[] = Array.isArray(given) ? given : []
  // Whatever does not say version 1 may mean anything by its items.
  const isOurs = (value as { readonly version?: unknown } | null)?.version === 1
  const sound = isOurs ? (items.filter((_, i) => !wrong.has(String(i))) as readonly ManifestItem[]) : []
  const files = items.map(item => (item as { readonly file?: unknown } | null)?.file)
  problems.push(...repeatedFiles(files), ...repeatedNumbers(sound, (value as Partial<Manifest> | null)?.nonScannable))
  const ownId = (value as { readonly envelopeId?: unknown } | null)?.envelopeId
  if (typeof ownId === 'string' && ownId !== envelopeId)
    problems.push(problem('ID_MISMATCH', '/envelopeId', 'it is not the id that the envelope was sent under'))
  if (isValid) problems.push(...unlikely(value, now))
  return {
    manifest: problems.length === 0 ? (value as Manifest) : undefined,
    items: sound,
    named: files.every(file => typeof file === 'string') && files.length > 0 ? new Set(files) : undefined,
    problems,
  }
}

function problemOf({ instancePath, keyword, message, params }: ErrorObject): EnvelopeProblem {
  const missing = (params as { readonly missingProperty?: string }).missingProperty
  const extra = (params as { readonly additionalProperty?: string }).additionalProperty
  const allowed = (params as { readonly allowedValues?: readonly unknown[] }).allowedValues
  const where = `${instancePath}${(missing ?? extra) ? `/${escaped((missing ?? extra)!)}` : ''}`
  if (keyword === 'maxItems' && instancePath === '/items')
    return problem('TOO_LARGE', where, `an envelope has at most ${envelopeLimits.itemsMax} items; send two`)
  if (missing !== undefined) return problem('MANIFEST_INVALID', where, 'it is missing; it is required')
  if (extra !== undefined) return problem('MANIFEST_INVALID', where, 'it is not known; leave it out')
  return problem('MANIFEST_INVALID', where, allowed ? `it must be one of ${allowed.join(', ')}` : `it ${message}`)
}

/** As RFC 6901 wants it. */
const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1')

function repeatedFiles(files: readonly unknown[]): readonly EnvelopeProblem[] {
  return files.flatMap((file, i) => {
    if (typeof file !== 'string') return []
    const where = `/items/${i}/file`
    if (file === 'manifest.json' || file === 'manifest.jws')
      return [problem('MANIFEST_INVALID', where, 'it is the manifest or its signature, and no item')]
    return files.indexOf(file) < i
      ? [problem('MANIFEST_INVALID', where, 'another item names this file; each item has its own')]
      : []
  })
}

function repeatedNumbers(items: readonly ManifestItem[], rest: Manifest['nonScannable']): readonly EnvelopeProblem[] {
  const others = Array.isArray(rest)
    ? rest.map(one => (one as { readonly controlNumber?: unknown } | null)?.controlNumber)
    : []
  const numbers = [...items.map(({ controlNumber }) => controlNumber), ...others].filter(n => typeof n === 'string')
  const repeated = new Set(numbers.filter((number, i) => numbers.indexOf(number) < i))
  const message = 'it is there more than once in this envelope; each item has a control number of its own'
  return [...repeated].map(number => problem('CONTROL_NUMBER_REPEATED', number, message))
}

function unlikely({ openedAt, rescanOf, envelopeId, items }: Manifest, now: number): readonly EnvelopeProblem[] {
  const pages = items.reduce((sum, item) => sum + item.pages, 0)
  return [
    ...(Date.parse(openedAt) > now + aheadMsMax
      ? [problem('MANIFEST_INVALID', '/openedAt', 'it lies in the future; set the clock of the scan station')]
      : []),
    ...(rescanOf === envelopeId
      ? [problem('MANIFEST_INVALID', '/rescanOf', 'it names this envelope itself; name the one whose place it takes')]
      : []),
    ...(pages > envelopeLimits.pagesMax
      ? [problem('TOO_LARGE', '/items', `it has ${pages} pages; at most ${envelopeLimits.pagesMax}, so send two`)]
      : []),
  ]
}
