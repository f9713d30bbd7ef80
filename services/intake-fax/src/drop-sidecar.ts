import { deriveId } from '@icms/backbone/record'
import { openPaper } from '@icms/paper/open-paper'
import { type FaxJob, faxLimits } from './fax-job.ts'
import { FaxRefusal } from './fax-refusal.ts'
import { instantOf } from './fax-request.ts'

/** The gateway of files that say none. */
export const dropFolderGateway = 'drop-folder'

const invalid = (where: string, what: string) => new FaxRefusal('INVALID', what, where)
const fieldNames = [
  ...['gateway', 'jobId', 'callerNumber', 'stationId', 'calledNumber', 'receivedAt'],
  ...['pagesDeclared', 'pagesReceived', 'status', 'continues'],
]

/** What the file beside a document says: the fields of `NotifyFaxReceived` without the document. Throws `FaxRefusal`. */
export function jobOfSidecar(content: Uint8Array, sha256: string): FaxJob {
  const fields = objectOf(content)
  const unknown = Object.keys(fields).find(name => !fieldNames.includes(name))
  if (unknown !== undefined) throw invalid(`/${unknown}`, `it is not known; there are ${fieldNames.join(', ')}`)

  function maybeText(name: string, lengthMax: number): string | undefined {
    const value = fields[name]
    if (value === undefined || value === null) return undefined
    const text = typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : ''
    if (text.length < 1 || [...text].length > lengthMax)
      throw invalid(`/${name}`, `it must be text of 1 to ${lengthMax} characters`)
    return text
  }
  function text(name: string, lengthMax: number): string {
    const value = maybeText(name, lengthMax)
    if (value === undefined) throw invalid(`/${name}`, 'it is missing')
    return value
  }
  function maybeCount(name: string, min: number): number | undefined {
    const value = fields[name]
    if (value === undefined || value === null) return undefined
    if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > faxLimits.pagesMax)
      throw invalid(`/${name}`, `it must be a whole number from ${min} to ${faxLimits.pagesMax}`)
    return value
  }
  const status = text('status', 10)
  if (status !== 'COMPLETE' && status !== 'PARTIAL') throw invalid('/status', 'it must be COMPLETE or PARTIAL')
  const receivedAt = instantOf(text('receivedAt', 40))
  if (receivedAt === undefined)
    throw invalid('/receivedAt', 'it must be an instant since 2000 such as 2026-03-02T10:15:00+08:00')
  const pagesReceived = maybeCount('pagesReceived', 0)
  if (pagesReceived === undefined) throw invalid('/pagesReceived', 'it is missing')
  return {
    gateway: text('gateway', faxLimits.gatewayLengthMax),
    jobId: text('jobId', faxLimits.jobIdLengthMax),
    callerNumber: maybeText('callerNumber', faxLimits.numberLengthMax),
    stationId: maybeText('stationId', faxLimits.numberLengthMax),
    calledNumber: text('calledNumber', faxLimits.numberLengthMax),
    receivedAt,
    pagesDeclared: maybeCount('pagesDeclared', 1),
    pagesReceived,
    isPartial: status === 'PARTIAL',
    continues: maybeText('continues', faxLimits.jobIdLengthMax),
    sha256,
  }
}

function objectOf(content: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content)
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch {
    // Said below, as for what is no object.
  }
  throw invalid('/', 'the .json beside it is not an object in JSON (UTF-8)')
}

/**
 * What a document without such a file says of itself: its job follows from its name and content, so that the same file is
 * the same job; sender and time are what a TIFF's tags tell, in Hong Kong time, or when the file was written.
 */
export async function jobOfFile(name: string, content: Uint8Array, sha256: string, writtenAt: number): Promise<FaxJob> {
  const { sender, dateTime } = await tagsOf(content)
  const tagged = dateTime && instantOf(dateTime.trim().replace(/^(\d{4}):(\d\d):(\d\d) /, '$1-$2-$3T'))
  return {
    gateway: dropFolderGateway,
    jobId: deriveId('drop', name.normalize('NFC'), sha256),
    stationId: sender && ([...sender].slice(0, faxLimits.numberLengthMax).join('').trim() || undefined),
    receivedAt: tagged || Math.floor(writtenAt),
    isPartial: false,
    sha256,
  }
}

/** Nothing of what cannot be read: whoever takes it says what is wrong with it. */
async function tagsOf(content: Uint8Array): Promise<{ sender?: string | undefined; dateTime?: string | undefined }> {
  try {
    const paper = await openPaper(content)
    await paper.close()
    return paper
  } catch {
    return {}
  }
}
