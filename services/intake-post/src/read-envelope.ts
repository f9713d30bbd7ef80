import { createHash } from 'node:crypto'
import type { Scanned } from '@icms/backbone/documents'
import { openPaper } from '@icms/paper/open-paper'
import type { PaperDocument } from '@icms/paper/paper-document'
import { PaperError } from '@icms/paper/paper-limits'
import type { DocumentScan, EnvelopeProblem } from '@icms/schemas/generated/common'
import type { JWK } from 'jose'
import { envelopeLimits, limited, problem } from './envelope-limits.ts'
import type { EnvelopeZip } from './envelope-zip.ts'
import { type Manifest, type ManifestItem, readManifest } from './manifest.ts'
import { checkSignature } from './manifest-signature.ts'

export type ReadEnvelope =
  | { readonly problems: readonly EnvelopeProblem[]; readonly manifest?: undefined }
  | {
      readonly problems: readonly []
      readonly manifest: Manifest
      /** Byte by byte as they came. */
      readonly evidence: readonly [manifest: Buffer, signature: Buffer]
      /** What the items were found to be, in their order. */
      readonly found: readonly { readonly bytes: number; readonly scan: DocumentScan }[]
    }

type Ports = {
  readonly keys: readonly JWK[]
  /** Throws `NotNow` while the scanner is away. */
  readonly scan: (content: Uint8Array) => Promise<Scanned>
  readonly now: number
}

/**
 * Looks at everything in an envelope and tells all that is wrong at once; what cannot be looked at stops only what depends on
 * it. One file at a time is in memory. Throws `NotNow` while the virus scanner cannot be asked, and on no content.
 */
export async function readEnvelope(zip: EnvelopeZip, envelopeId: string, ports: Ports): Promise<ReadEnvelope> {
  const problems: EnvelopeProblem[] = [...zip.problems]
  const unlisted = zip.files.size === 0 && problems.length > 0
  const manifestBytes = await own('manifest.json', envelopeLimits.manifestBytesMax, 'MANIFEST_MISSING')
  const signature = await own('manifest.jws', envelopeLimits.signatureBytesMax, 'SIGNATURE_MISSING')
  if (!manifestBytes) return { problems: limited(problems) }
  if (signature) problems.push(...(await checkSignature(manifestBytes, signature, ports.keys)))
  const { manifest, items, named, problems: wrong } = readManifest(manifestBytes, envelopeId, ports.now)
  problems.push(...wrong)
  for (const file of named ? zip.files : [])
    if (!named?.has(file) && file !== 'manifest.json' && file !== 'manifest.jws')
      problems.push(
        problem('FILE_UNDECLARED', file, 'the manifest does not name it; name it as an item or leave it out'),
      )
  const found: { readonly bytes: number; readonly scan: DocumentScan }[] = []
  // What lies about its size is not unfolded.
  const isTooLarge = zip.problems.some(({ code }) => code === 'TOO_LARGE')
  for (const item of isTooLarge ? [] : items) {
    const looked = await lookAt(zip, item, ports)
    problems.push(...looked.problems)
    if (looked.found) found.push(looked.found)
  }
  return manifest && signature && problems.length === 0
    ? { problems: [], manifest, evidence: [manifestBytes, signature], found }
    : { problems: limited(problems) }

  async function own(name: string, bytesMax: number, missing: 'MANIFEST_MISSING' | 'SIGNATURE_MISSING') {
    if (!zip.files.has(name)) {
      const isTold = zip.problems.some(({ where }) => where === name)
      if (!unlisted && !isTold)
        problems.push(problem(missing, name, 'it is not at the top level of the zip; put it there'))
      return undefined
    }
    const content = await zip.read(name, bytesMax)
    if (Buffer.isBuffer(content)) return content
    problems.push(content)
    return undefined
  }
}

type Looked = {
  readonly problems: readonly EnvelopeProblem[]
  readonly found?: { readonly bytes: number; readonly scan: DocumentScan }
}

async function lookAt(zip: EnvelopeZip, item: ManifestItem, { scan }: Ports): Promise<Looked> {
  const { file, sha256 } = item
  if (!zip.files.has(file)) {
    const isTold = zip.problems.some(({ where }) => where === file)
    return { problems: isTold ? [] : [problem('FILE_MISSING', file, 'it is not in the zip; put it there')] }
  }
  const content = await zip.read(file, envelopeLimits.fileBytesMax)
  if (!Buffer.isBuffer(content)) return { problems: [content] }
  const problems: EnvelopeProblem[] = []
  if (hashOf(content) !== sha256)
    problems.push(
      problem('HASH_MISMATCH', file, 'its sha256 is not the one in the manifest; the file or the manifest was changed'),
    )
  const scanned = await scan(content)
  // Nothing else opens it.
  if (scanned === 'INFECTED')
    return { problems: [...problems, problem('FILE_INFECTED', file, 'the virus scanner found something in it')] }
  problems.push(...(await pagesProblems(content, item)))
  return { problems, found: { bytes: content.length, scan: scanned } }
}

export const hashOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')

async function pagesProblems(
  content: Buffer,
  { file, mediaType, pages }: ManifestItem,
): Promise<readonly EnvelopeProblem[]> {
  const is = typeOf(content)
  if (is !== mediaType)
    return [problem('TYPE_MISMATCH', file, `the manifest says ${mediaType}, and it is ${is ?? 'neither TIFF nor PDF'}`)]
  let paper: PaperDocument | undefined
  try {
    paper = await openPaper(content)
    const damaged = paper.pages.find(({ damage }) => damage !== undefined)
    if (damaged) return [problem('FILE_UNREADABLE', file, `${damaged.damage}; scan it again`)]
    return paper.pages.length === pages
      ? []
      : [problem('PAGES_MISMATCH', file, `the manifest says ${pages} pages, and it has ${paper.pages.length}`)]
  } catch (error) {
    if (!(error instanceof PaperError)) throw error
    return [problem(error.code === 'UNREADABLE' ? 'FILE_UNREADABLE' : 'TOO_LARGE', file, error.message)]
  } finally {
    await paper?.close()
  }
}

/** By its first bytes: TIFF in either order of bytes, BigTIFF included; a PDF may have a little before it. */
function typeOf(content: Buffer): ManifestItem['mediaType'] | undefined {
  const start = content.subarray(0, 4).toString('latin1')
  if (['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].includes(start)) return 'image/tiff'
  return content.subarray(0, 1_024).toString('latin1').includes('%PDF-') ? 'application/pdf' : undefined
}
