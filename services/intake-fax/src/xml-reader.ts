import { SaxesParser } from 'saxes'

/** An element, by what it means: prefixes, comments, CDATA and entities are gone. */
export type XmlElement = {
  readonly namespace: string
  readonly name: string
  readonly attributes: readonly { readonly namespace: string; readonly name: string; readonly value: string }[]
  readonly children: readonly XmlElement[]
  /** All text that is directly in it. */
  readonly text: string
}

export const xmlLimits = { depthMax: 30, elementsMax: 1_000, attributesMax: 50, attributeLengthMax: 4_000 } as const

/** What is wrong, and where in the text. */
export class XmlError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'XmlError'
  }
}

type Open = {
  name: string
  namespace: string
  attributes: XmlElement['attributes']
  children: XmlElement[]
  texts: string[]
}

/**
 * Reads one XML document with namespaces. There are no document types and so no entities of anybody's; depth and numbers
 * have limits, which end the reading at once. Throws `XmlError`.
 */
export function readXml(text: string): XmlElement {
  // A document type with a subset is refused before anything in it is looked at.
  if (/<!DOCTYPE/i.test(text.slice(0, 10_000))) throw new XmlError('a document type (DOCTYPE) is not taken')
  const parser = new SaxesParser({ xmlns: true, position: true })
  const open: Open[] = []
  let root: XmlElement | undefined
  let elements = 0
  const stop = (why: string): never => {
    throw new XmlError(`${why} (line ${parser.line}, column ${parser.column})`)
  }
  parser.on('error', error => stop(error.message.replace(/^\d+:\d+: /, '').slice(0, 200)))
  parser.on('doctype', () => stop('a document type (DOCTYPE) is not taken'))
  parser.on('opentag', ({ uri, local, attributes }) => {
    elements += 1
    const list = Object.values(attributes)
    if (elements > xmlLimits.elementsMax) stop(`there are more than ${xmlLimits.elementsMax} elements`)
    if (open.length >= xmlLimits.depthMax) stop(`elements are nested deeper than ${xmlLimits.depthMax}`)
    if (list.length > xmlLimits.attributesMax) stop(`an element has more than ${xmlLimits.attributesMax} attributes`)
    if (list.some(({ value }) => value.length > xmlLimits.attributeLengthMax)) stop('an attribute is too long')
    open.push({
      ...{ name: local, namespace: uri, children: [], texts: [] },
      attributes: list.map(({ uri: namespace, local: name, value }) => ({ namespace, name, value })),
    })
  })
  const addText = (piece: string) => void open.at(-1)?.texts.push(piece)
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    const { texts, ...element } = open.pop()!
    const closed = { ...element, text: texts.join('') }
    const parent = open.at(-1)
    if (parent) parent.children.push(closed)
    else root = closed
  })
  parser.write(text).close()
  return root ?? stop('there is no element')
}

const charsetOf = (contentType: string | undefined): string | undefined =>
  /;\s*charset\s*=\s*"?([\w.:-]{1,40})"?/i.exec(contentType ?? '')?.[1]

/**
 * The text of a document as it came: by its byte order mark, else by what the transport says, else by its own declaration, else
 * UTF-8. Throws `XmlError` for an encoding that is not known, and for bytes that are not of it.
 */
export function decodeXml(bytes: Uint8Array, contentType: string | undefined): string {
  const [first, second] = bytes
  const mark =
    first === 0xfe && second === 0xff ? 'utf-16be' : first === 0xff && second === 0xfe ? 'utf-16le' : undefined
  const unmarked = first === 0 && second === 0x3c ? 'utf-16be' : first === 0x3c && second === 0 ? 'utf-16le' : undefined
  const declared = /^<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(
    Buffer.from(bytes.subarray(0, 200)).toString('latin1'),
  )?.[1]
  const encoding = mark ?? unmarked ?? charsetOf(contentType) ?? declared ?? 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    const isUnknown = error instanceof RangeError
    throw new XmlError(
      isUnknown ? `the encoding '${encoding}' is not known` : `there are bytes that are not ${encoding}`,
    )
  }
}
