import type { EnvelopeProblem } from '@icms/schemas/generated/common'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { envelopeLimits, problem } from './envelope-limits.ts'

/** A zip as far as it can be read: its safe files by name, what is wrong with the rest, and the content of one of them. */
export type EnvelopeZip = {
  readonly files: ReadonlySet<string>
  readonly problems: readonly EnvelopeProblem[]
  /** The whole content. A text says why there is none: what the zip says of it is untrue. Never throws on any content. */
  read(name: string, bytesMax: number): Promise<Buffer | EnvelopeProblem>
  close(): void
}

/** As the contract has it for files; a name of dots alone is a folder. */
const nameForm = /^(?!\.+$)[A-Za-z0-9._-]{1,120}$/
/** Files that a zip may have: those of 500 items, the manifest and its signature. */
const entriesMax = envelopeLimits.itemsMax + 2
const linkMode = 0o120000
const typeMask = 0o170000

/**
 * Opens a zip on disk. Nothing is unfolded and nothing is written: the list at its end is read, and each entry's own header
 * compared with it, since programs that read zips differ in which of the two they believe.
 */
export async function openEnvelopeZip(path: string): Promise<EnvelopeZip> {
  const entries = new Map<string, Entry>()
  const problems: EnvelopeProblem[] = []
  let zip: ZipFile | undefined
  try {
    // Names stay bytes: yauzl gives up at the first that is unsafe, and all of them are to be told.
    zip = await yauzl.openPromise(path, { autoClose: false, decodeStrings: false, validateEntrySizes: true })
    if (zip.entryCount > entriesMax) {
      const message = `it has ${zip.entryCount} files; at most ${envelopeLimits.itemsMax} items, the manifest and its signature`
      problems.push(problem('TOO_LARGE', null, message))
    } else await listEntries(zip, entries, problems)
  } catch (error) {
    problems.push(problem('ZIP_UNREADABLE', null, `it is no zip file, or a damaged one: ${wordsOf(error)}`))
  }
  return {
    files: new Set(entries.keys()),
    problems,
    read: (name, bytesMax) => readEntry(zip!, entries.get(name)!, name, bytesMax),
    close: () => zip?.close(),
  }
}

async function listEntries(zip: ZipFile, entries: Map<string, Entry>, problems: EnvelopeProblem[]): Promise<void> {
  const unsafe = (where: string | null, why: string) => void problems.push(problem('ZIP_UNSAFE', where, why))
  const places: { readonly name: string; readonly from: number; readonly to: number }[] = []
  const seen = new Set<string>()
  let unzipped = 0
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry)
    unzipped += entry.uncompressedSize
    const place = await placeOf(zip, entry).catch(error => wordsOf(error))
    if (typeof place === 'string') {
      problems.push(problem('ZIP_UNREADABLE', name, `its header cannot be read: ${place}`))
      continue
    }
    places.push({ name, from: entry.relativeOffsetOfLocalHeader, to: place.to })
    const why = whyUnsafe(entry, name) ?? (place.isSameName ? undefined : 'its own header gives it another name')
    if (why) unsafe(name, why)
    else if (seen.has(name.toLowerCase()))
      unsafe(name, 'there are two files of this name; capital letters make no difference')
    else if (entry.isEncrypted()) problems.push(problem('ZIP_UNREADABLE', name, 'it has a password; send it without'))
    else if (!entry.canDecodeFileData() && entry.compressionMethod !== 8)
      problems.push(problem('ZIP_UNREADABLE', name, 'it is packed in a way other than deflate; store or deflate it'))
    else entries.set(name, entry)
    seen.add(name.toLowerCase())
  }
  if (unzipped > envelopeLimits.unzippedBytesMax)
    problems.push(
      problem('TOO_LARGE', null, `it unzips to ${unzipped} bytes; at most ${envelopeLimits.unzippedBytesMax}`),
    )
  for (const { name, why } of misplaced(places)) unsafe(name, why)
}

/** Files that share bytes unfold to far more than there is (so does 'zbsm.zip'); what lies before them all is seen by nobody. */
function misplaced(places: readonly { readonly name: string; readonly from: number; readonly to: number }[]) {
  const sorted = places.toSorted((a, b) => a.from - b.from)
  const first = sorted[0]
  return [
    ...(first && first.from > 0 ? [{ name: null, why: 'there are bytes before its first file' }] : []),
    ...sorted.flatMap(({ name, from }, i) =>
      i > 0 && from < sorted[i - 1]!.to ? [{ name, why: 'it shares bytes with another file' }] : [],
    ),
  ]
}

function whyUnsafe(entry: Entry, name: string): string | undefined {
  if (((entry.externalFileAttributes >>> 16) & typeMask) === linkMode) return 'it is a link'
  if (/[/\\]/.test(name)) return 'it lies in a folder or leads to one; put all files at the top level'
  if (!nameForm.test(name)) return 'its name must be 1 to 120 letters of ASCII, digits, dots, underscores or hyphens'
  const { uncompressedSize: unzipped, compressedSize: zipped } = entry
  const { ratioMax, ratioBytesMin } = envelopeLimits
  if (unzipped > ratioBytesMin && unzipped > zipped * ratioMax)
    return `it unzips to more than ${ratioMax} times its size (${zipped} bytes to ${unzipped})`
  return undefined
}

/** The name as other programs would read it, which may be another than the plain bytes say (Info-ZIP Unicode Path). */
function nameOf(entry: Entry): string {
  const raw = entry.fileName as unknown as Buffer
  return yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag | 0x800, raw, entry.extraFields, true)
}

async function placeOf(zip: ZipFile, entry: Entry) {
  const header = await zip.readLocalFileHeaderPromise(entry)
  const isSameName = header.fileName.equals(entry.fileName as unknown as Buffer)
  return { to: header.fileDataStart + entry.compressedSize, isSameName }
}

async function readEntry(
  zip: ZipFile,
  entry: Entry,
  name: string,
  bytesMax: number,
): Promise<Buffer | EnvelopeProblem> {
  if (entry.uncompressedSize > bytesMax)
    return problem('TOO_LARGE', name, `it has ${entry.uncompressedSize} bytes; at most ${bytesMax}`)
  try {
    const stream = await zip.openReadStreamPromise(entry)
    const content = Buffer.allocUnsafe(entry.uncompressedSize)
    let length = 0
    // yauzl stops at the first byte that is more than the zip says.
    for await (const piece of stream) length += (piece as Buffer).copy(content, length)
    return content
  } catch (error) {
    const why = wordsOf(error)
    return /too (many|few) bytes/i.test(why)
      ? problem('ZIP_UNSAFE', name, 'it unzips to another size than the zip says')
      : problem('ZIP_UNREADABLE', name, `it cannot be unzipped: ${why}`)
  }
}

/** What yauzl and zlib say of a file, in one line; names that they quote are told beside it. */
const wordsOf = (error: unknown): string =>
  String(error instanceof Error ? error.message : error)
    .split(/[\r\n]/, 1)[0]!
    .replace(/: ?[^:]*$/, '')
    .slice(0, 120)
