import { type FaxJob, faxLimits } from './fax-job.ts'
import { FaxRefusal } from './fax-refusal.ts'
import type { XmlElement } from './xml-reader.ts'

export const faxNamespace = 'urn:icms:fax:1'
const instance = 'http://www.w3.org/2001/XMLSchema-instance'

/** A notification as its schema has it; without a content the document was sent before. */
export type FaxNotification = { readonly job: FaxJob; readonly content: Uint8Array | undefined }

const invalid = (where: string, what: string) => new FaxRefusal('INVALID', what, where)

/** Reads the children of an element in the order of its `xsd:sequence`; what is not declared there is refused. */
function sequenceOf({ children, attributes, text }: XmlElement, path: string) {
  refuseAttributes(attributes, path)
  if (text.trim() !== '') throw invalid(path, 'there is text where only elements may be')
  let next = 0
  function optional(name: string): XmlElement | undefined {
    const child = children[next]
    if (child?.name !== name || child.namespace !== faxNamespace) return undefined
    next += 1
    // Programs say so of what they have not, though the schema has no element that may be nil.
    const isNil = child.attributes.some(
      a => a.namespace === instance && a.name === 'nil' && /^\s*(1|true)\s*$/.test(a.value),
    )
    return isNil ? undefined : child
  }
  return {
    optional,
    required(name: string): XmlElement {
      const child = optional(name)
      if (child) return child
      const found = children[next]
      const instead = found ? `; there is ${found.name} in the namespace '${found.namespace}'` : ''
      throw invalid(`${path}/${name}`, `the element ${name} of ${faxNamespace} is missing here${instead}`)
    },
    end() {
      const left = children[next]
      if (left)
        throw invalid(`${path}/${left.name}`, `the element ${left.name} is not expected here, or not in this place`)
    },
  }
}

/** What instances may say of themselves (`xsi:type`) and foreign attributes change nothing; others are not declared. */
function refuseAttributes(attributes: XmlElement['attributes'], path: string): void {
  const own = attributes.find(({ namespace, name }) => namespace === '' && name !== 'xmlns')
  if (own) throw invalid(`${path}/@${own.name}`, 'the attribute is not declared')
}

type Leaf = { readonly element: XmlElement; readonly path: string }

function textOf({ element: { children, attributes, text }, path }: Leaf): string {
  refuseAttributes(attributes, path)
  if (children.length > 0) throw invalid(`${path}/${children[0]!.name}`, 'there is an element where only text may be')
  return text.replace(/[ \t\r\n]+/g, ' ').trim()
}

function tokenOf(leaf: Leaf, lengthMax: number): string {
  const text = textOf(leaf)
  const { length } = [...text]
  if (length < 1 || length > lengthMax)
    throw invalid(leaf.path, `it must have 1 to ${lengthMax} characters, not ${length}`)
  return text
}

function oneOf<T extends string>(leaf: Leaf, values: readonly T[]): T {
  const text = textOf(leaf)
  const found = values.find(value => value === text)
  if (found === undefined) throw invalid(leaf.path, `it must be ${values.join(' or ')}`)
  return found
}

function countOf(leaf: Leaf, min: number): number {
  const text = textOf(leaf)
  const value = /^(\+?\d{1,20}|-0{1,20})$/.test(text) ? Math.abs(Number(text)) : Number.NaN
  if (!(value >= min && value <= faxLimits.pagesMax))
    throw invalid(leaf.path, `it must be a whole number from ${min} to ${faxLimits.pagesMax}`)
  return value
}

const dateTime = /^(\d{4}-\d\d-\d\dT(?:[01]\d|2[0-4]):[0-5]\d:[0-5]\d)(?:\.(\d{1,12}))?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/

/** UTC ms of an `xsd:dateTime`; without a zone it is Hong Kong time. Undefined where it is none, or before 2000. */
export function instantOf(text: string): number | undefined {
  const [, moment, fraction = '0', zone = '+08:00'] = dateTime.exec(text) ?? []
  const at = moment === undefined ? Number.NaN : Date.parse(`${moment}.${fraction.slice(0, 3)}${zone}`)
  // `Date.parse` takes 31 February for a day in March.
  const day = new Date(`${moment?.slice(0, 10)}T00:00:00Z`)
  const isDay = !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === moment?.slice(0, 10)
  return isDay && at >= Date.UTC(2000, 0) ? at : undefined
}

function contentOf(leaf: Leaf): Uint8Array {
  textOf({ ...leaf, element: { ...leaf.element, text: '' } })
  const text = leaf.element.text.replace(/[ \t\r\n]+/g, '')
  if (text.length > Math.ceil(faxLimits.inlineBytesMax / 3) * 4)
    throw new FaxRefusal(
      'TOO_LARGE',
      `a document of more than ${faxLimits.inlineBytesMax} bytes is sent by PUT first`,
      leaf.path,
    )
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw invalid(leaf.path, 'it is not base64')
  const content = Buffer.from(text, 'base64')
  if (content.length > faxLimits.inlineBytesMax)
    throw new FaxRefusal(
      'TOO_LARGE',
      `a document of more than ${faxLimits.inlineBytesMax} bytes is sent by PUT first`,
      leaf.path,
    )
  return content
}

/** Reads `NotifyFaxReceived` strictly by its schema. Throws `FaxRefusal` with the path of the first mistake. */
export function readNotification(body: XmlElement): FaxNotification {
  const root = '/NotifyFaxReceived'
  if (body.name !== 'NotifyFaxReceived' || body.namespace !== faxNamespace)
    throw invalid(`/${body.name}`, `the only operation is NotifyFaxReceived of ${faxNamespace}`)
  const fields = sequenceOf(body, root)
  const leaf = (name: string): Leaf => ({ element: fields.required(name), path: `${root}/${name}` })
  const maybe = <T>(name: string, of: (leaf: Leaf) => T): T | undefined => {
    const element = fields.optional(name)
    return element && of({ element, path: `${root}/${name}` })
  }
  const number = (from: Leaf) => tokenOf(from, faxLimits.numberLengthMax)
  const jobId = (from: Leaf) => tokenOf(from, faxLimits.jobIdLengthMax)
  const said = {
    gateway: tokenOf(leaf('gateway'), faxLimits.gatewayLengthMax),
    jobId: jobId(leaf('jobId')),
    callerNumber: maybe('callerNumber', number),
    stationId: maybe('stationId', number),
    calledNumber: number(leaf('calledNumber')),
    receivedAt: receivedAtOf(leaf('receivedAt')),
    pagesDeclared: maybe('pagesDeclared', from => countOf(from, 1)),
    pagesReceived: countOf(leaf('pagesReceived'), 0),
    isPartial: oneOf(leaf('status'), ['COMPLETE', 'PARTIAL']) === 'PARTIAL',
    continues: maybe('continues', jobId),
  }
  const document = leaf('document')
  fields.end()
  const { sha256, content } = documentOf(document)
  return { job: { ...said, sha256 }, content }
}

function receivedAtOf(leaf: Leaf): number {
  const at = instantOf(textOf(leaf))
  if (at === undefined) throw invalid(leaf.path, 'it must be an instant since 2000 such as 2026-03-02T10:15:00+08:00')
  return at
}

function documentOf({ element, path }: Leaf) {
  const fields = sequenceOf(element, path)
  const leaf = (name: string): Leaf => ({ element: fields.required(name), path: `${path}/${name}` })
  oneOf(leaf('mediaType'), ['image/tiff', 'application/pdf'])
  const hash = leaf('sha256')
  const sha256 = textOf(hash)
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw invalid(hash.path, 'it must be 64 small hexadecimal digits')
  const inline = fields.optional('content')
  fields.end()
  return { sha256, content: inline && contentOf({ element: inline, path: `${path}/content` }) }
}
