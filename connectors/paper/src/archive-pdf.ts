import { PDFDocument, PDFHexString, PDFName, PDFRawStream, type PDFRef } from '@cantoo/pdf-lib'
import type { ArchivePage } from './archive-page.ts'

export type ArchiveFacts = {
  /** Names the document for ever; printed nowhere. */
  readonly documentId: string
  readonly title: string
  /** When the paper was received, UTC ms: the same document is archived alike whenever that is done. */
  readonly receivedAt: number
}

const pointsPerInch = 72
const producer = 'iCMS registration gateway'

/**
 * One file of all pages for the archive: PDF/A-2b (ISO 19005-2, level B). Pages are pictures in their true size; a page
 * in black and white is kept bit for bit (ITU-T T.6). The same pages and facts make the same bytes.
 */
export async function archivePdfOf(pages: AsyncIterable<ArchivePage>, facts: ArchiveFacts): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false })
  const { context } = document
  let number = 0
  for await (const { width, height, xDpi, yDpi, filter, content, colours, bits } of pages) {
    number++
    const picture = context.stream(content, {
      ...{ Type: 'XObject', Subtype: 'Image', Width: width, Height: height, BitsPerComponent: bits },
      ColorSpace: colours === 1 ? grey : sRgb,
      Filter: filter,
      ...(filter === 'CCITTFaxDecode' && { DecodeParms: { K: -1, Columns: width, Rows: height, BlackIs1: false } }),
    })
    const size: [number, number] = [(width * pointsPerInch) / xDpi, (height * pointsPerInch) / yDpi]
    const page = document.addPage(size)
    page.node.set(PDFName.of('Resources'), context.obj({ XObject: { Page: context.register(picture) } }))
    const drawn = context.stream(`q ${size[0].toFixed(3)} 0 0 ${size[1].toFixed(3)} 0 0 cm /Page Do Q`)
    page.node.set(PDFName.of('Contents'), context.register(drawn))
  }
  if (number === 0) throw new Error('an archive file has a page at least')
  document.catalog.set(PDFName.of('Metadata'), metadataOf(document, facts))
  const id = PDFHexString.of(Buffer.from(facts.documentId).toString('hex').slice(0, 64))
  context.trailerInfo.ID = context.obj([id, id])
  return document.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false })
}

/** Colours that do not depend on a device, so that no profile has to be carried along. */
const white = [0.9505, 1, 1.089]
const grey = ['CalGray', { WhitePoint: white, Gamma: 2.2 }]
const sRgb = [
  'CalRGB',
  {
    WhitePoint: white,
    Gamma: [2.2, 2.2, 2.2],
    Matrix: [0.4124, 0.2126, 0.0193, 0.3576, 0.7152, 0.1192, 0.1805, 0.0722, 0.9505],
  },
]

function metadataOf({ context }: PDFDocument, { title, receivedAt }: ArchiveFacts): PDFRef {
  const at = new Date(receivedAt).toISOString()
  const text = `<?xpacket begin="\u{feff}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreateDate>${at}</xmp:CreateDate></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>${producer}</pdf:Producer></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`
  const dictionary = context.obj({ Type: 'Metadata', Subtype: 'XML', Length: Buffer.byteLength(text) })
  return context.register(PDFRawStream.of(dictionary, Buffer.from(text)))
}

const escaped = (text: string) => text.replace(/[<>&]/g, found => `&#${found.codePointAt(0)};`)
