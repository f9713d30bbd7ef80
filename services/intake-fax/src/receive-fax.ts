import { createHmac, hash } from 'node:crypto'
import type { Actor } from '@icms/backbone/actor'
import type { HostContext } from '@icms/backbone/deployable'
import { randomId } from '@icms/backbone/entropy'
import { isBackboneError } from '@icms/backbone/errors'
import { deriveId } from '@icms/backbone/record'
import { openPaper } from '@icms/paper/open-paper'
import { PaperError } from '@icms/paper/paper-limits'
import type { FaxRefusalCode } from '@icms/schemas/generated/common'
import type { MessageOf } from '@icms/schemas/message-of'
import { type FaxJob, faxLimits, type Receipt } from './fax-job.ts'
import { FaxRefusal, notNow } from './fax-refusal.ts'

type Ports = Pick<HostContext, 'backbone' | 'commands' | 'documents' | 'entropy' | 'secret'>

export const faxIdOf = ({ gateway, jobId }: Pick<FaxJob, 'gateway' | 'jobId'>): string =>
  deriveId('fax', gateway, jobId)

/** Takes a fax whose document is given, or got when it is needed; undefined where there is none. */
export type ReceiveFax = (
  job: FaxJob,
  document: () => Promise<Uint8Array | undefined>,
  actor: Actor,
) => Promise<Receipt>

/**
 * Takes faxes, whichever way they come: it answers when a fax is durable, with the first receipt for one that was taken before.
 * Throws `FaxRefusal` otherwise; a refusal because of what the document is, is on record.
 */
export function createReceiveFax({ backbone, commands, documents, entropy, secret }: Ports): ReceiveFax {
  const senderKey = secret('fax-sender')

  /** The job as it was taken before; undefined where that is not known for sure, and the aggregate says. */
  async function takenBefore(job: FaxJob, actor: Actor): Promise<Receipt | undefined> {
    const faxId = faxIdOf(job)
    const answer = await backbone.readSide.get('intake-fax', 'faxes', faxId)
    const row = answer.state === 'ready' ? answer.found?.data : undefined
    if (typeof row?.acceptedAt !== 'number') return undefined
    if (row.sha256 !== job.sha256) return refuse(job, actor, 'JOB_CONFLICT', conflict())
    return { receipt: faxId, acceptedAt: row.acceptedAt, duplicate: true }
  }

  async function send(faxId: string, message: MessageOf<'ReceiveFax' | 'RecordFaxRefusal'>, actor: Actor) {
    // Repeats are known by the fax, not by the command: a gateway may say other things of it the second time.
    const command = { id: randomId(entropy), ...message, key: faxId, actor }
    const result = await commands.send('intake-fax', command)
    return result.kind === 'decided' ? result.outputs : undefined
  }

  async function refuse(job: FaxJob, actor: Actor, code: FaxRefusalCode, refusal: FaxRefusal): Promise<never> {
    const { gateway, jobId, receivedAt, sha256 } = job
    const faxId = faxIdOf(job)
    await send(faxId, { type: 'RecordFaxRefusal', data: { faxId, gateway, jobId, receivedAt, sha256, code } }, actor)
    throw refusal
  }

  /** How many pages the document has, by its headers; what it is, whatever it was called. */
  async function examine(job: FaxJob, content: Uint8Array, actor: Actor) {
    try {
      const paper = await openPaper(content)
      const { mediaType, pages } = paper
      await paper.close()
      if (pages.length === 0) throw new PaperError('UNREADABLE', 'it has no pages')
      return { mediaType, pagesFound: pages.length }
    } catch (error) {
      if (!(error instanceof PaperError)) throw error
      const { code, message } = error
      return refuse(job, actor, code, new FaxRefusal(code, `the document cannot be taken: ${message}`, documentPath))
    }
  }

  async function scan(job: FaxJob, content: Uint8Array, actor: Actor) {
    const scanned = await documents.scan(content)
    if (scanned !== 'INFECTED') return scanned
    const words = 'the document has a virus in it; it was not taken'
    return refuse(job, actor, 'INFECTED', new FaxRefusal('UNREADABLE', words, documentPath))
  }

  async function receive(job: FaxJob, document: () => Promise<Uint8Array | undefined>, actor: Actor): Promise<Receipt> {
    const before = await takenBefore(job, actor)
    if (before) return before
    const content = await document()
    if (!content)
      throw new FaxRefusal(
        'DOCUMENT_MISSING',
        'no document of that hash was sent; PUT it, then send this again',
        documentPath,
      )
    if (hash('sha256', content) !== job.sha256)
      throw new FaxRefusal(
        'HASH_MISMATCH',
        'the document has another SHA-256 than was said',
        '/NotifyFaxReceived/document/sha256',
      )
    if (content.length > faxLimits.documentBytesMax)
      throw new FaxRefusal('TOO_LARGE', `a document has at most ${faxLimits.documentBytesMax} bytes`, documentPath)
    const { mediaType, pagesFound } = await examine(job, content, actor)
    const scanned = await scan(job, content, actor)
    const faxId = faxIdOf(job)
    // By its content, so that one that is refused in the end has not taken the place of the first.
    const documentId = deriveId('original', faxId, job.sha256)
    await documents.store.put(faxId, documentId, content)
    const { gateway, jobId, continues, calledNumber = null, pagesDeclared = null } = job
    const outputs = await send(
      faxId,
      {
        type: 'ReceiveFax',
        data: {
          ...{ faxId, gateway, calledNumber },
          sender: job.callerNumber ?? job.stationId ?? null,
          senderId: senderIdOf(senderKey, job.callerNumber ?? job.stationId),
          call: {
            ...{ callId: faxId, jobId, receivedAt: job.receivedAt, documentId, mediaType, bytes: content.length },
            ...{
              sha256: job.sha256,
              scan: scanned,
              pagesDeclared,
              pagesReceived: job.pagesReceived ?? pagesFound,
              pagesFound,
            },
            isPartial: job.isPartial,
            continuesId: continues === undefined ? null : faxIdOf({ gateway, jobId: continues }),
          },
        },
      },
      actor,
    )
    for (const { type, data } of outputs ?? []) {
      if (type === 'FaxReceived') return { receipt: faxId, acceptedAt: (data as { at: number }).at, duplicate: false }
      if (type === 'FaxRepeated')
        return { receipt: faxId, acceptedAt: (data as { acceptedAt: number }).acceptedAt, duplicate: true }
      if (type === 'FaxRefused') throw conflict()
    }
    throw notNow('what became of the fax is not known yet')
  }

  return (job, document, actor) => receive(job, document, actor).catch(refusalOf)
}

const documentPath = '/NotifyFaxReceived/document'

const conflict = () =>
  new FaxRefusal(
    'JOB_CONFLICT',
    'this job was taken with another document; give the other document a job of its own',
    '/NotifyFaxReceived/jobId',
  )

/** Whatever goes wrong with the world is over some time: a full disk, a broker or a scanner that is away. */
function refusalOf(error: unknown): never {
  if (error instanceof FaxRefusal) throw error
  if (isBackboneError(error, 'Erased'))
    throw new FaxRefusal(
      'JOB_CONFLICT',
      'this job was taken, and has been erased since',
      '/NotifyFaxReceived/jobId',
      error,
    )
  throw notNow('the fax cannot be kept just now', error)
}

const digitsMin = 5

/** A keyed hash of the sender's number, by which calls of the same are found; none where too few digits tell one from another. */
function senderIdOf(key: Uint8Array, text: string | undefined): string | null {
  const digits = (text ?? '').replace(/\D/g, '').replace(/^(00)?852(?=\d{8}$)/, '')
  return digits.length < digitsMin ? null : createHmac('sha256', key).update(digits).digest('base64url')
}
