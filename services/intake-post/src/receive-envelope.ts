import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { Actor } from '@icms/backbone/actor'
import { pause } from '@icms/backbone/clock'
import type { HostContext } from '@icms/backbone/deployable'
import { deriveId } from '@icms/backbone/record'
import type { EnvelopeProblem } from '@icms/schemas/generated/common'
import type { EnvelopeConflictRefused } from '@icms/schemas/generated/intake-post-events-v1'
import { idempotencyConflict } from '@icms/web/problem'
import { envelopeLimits, problem } from './envelope-limits.ts'
import type { EnvelopeRow } from './envelope-rows.ts'
import { type EnvelopeZip, openEnvelopeZip } from './envelope-zip.ts'
import type { MailRoomKeys } from './mail-room-keys.ts'
import { createOutcomes, type Outcome, refusedOutcome } from './outcome.ts'
import { originalIdOf, paperIdOf, receivedOf } from './paper-of-manifest.ts'
import { hashOf, type ReadEnvelope, readEnvelope } from './read-envelope.ts'

export type Sent = { readonly envelopeId: string; readonly file: string; readonly actor: Actor }

/** What became of an envelope. `isConflict`: it is another one than the envelope that is known by its id, which stays. */
export type Received = { readonly outcome: Outcome; readonly isConflict: boolean }

/** Until the control numbers are answered; after that the outcome is PENDING, and is asked for. */
const decidedMsMax = 10_000
const lookAgainMs = 100

/**
 * Takes an envelope that lies on disk, whichever way it came there: looks at it, stores it and has it decided. It is told
 * of only once all of it is durable. Throws `NotNow` where that cannot be said now; the same again is the same.
 */
export function createReceiver(
  context: Pick<HostContext, 'backbone' | 'commands' | 'documents' | 'clock'>,
  keys: MailRoomKeys,
) {
  const { commands, documents, clock } = context
  const outcomes = createOutcomes(context)

  return async function receive({ envelopeId, file, actor }: Sent): Promise<Received> {
    const paperId = paperIdOf(envelopeId)
    const contentHash = await hashOfFile(file)
    const before = await outcomes.rowOf(paperId)
    const isLive = before !== undefined && before.outcome !== 'REFUSED'
    if (isLive && before.contentHash === contentHash) return same(paperId)
    const zip = await openWithin(file)
    try {
      const ports = { keys: await keys.current(), scan: documents.scan, now: clock.now() }
      const read = await readEnvelope(zip, envelopeId, ports)
      const data = read.manifest
        ? await stored(zip, read, contentHash)
        : { paperId, envelopeId, contentHash, problems: read.problems }
      if (isLive && read.manifest && before.manifestHash === hashOf(read.evidence[0])) return await same(paperId)
      const type = read.manifest ? 'ReceiveEnvelope' : 'RefuseEnvelope'
      const problems = read.problems.map(({ code, where }) => `${code} ${where}`).join()
      const id = deriveId('take-envelope', envelopeId, contentHash, type, problems, before?.attempt ?? 0)
      const result = await commands.send('intake-post', { id, type, key: paperId, data, actor })
      if (result.kind === 'conflict') throw idempotencyConflict()
      const conflict =
        result.kind === 'decided' && result.outputs.find(output => output.type === 'EnvelopeConflictRefused')
      if (conflict) {
        const { problems: told } = conflict.data as EnvelopeConflictRefused
        return { outcome: refusedOutcome(envelopeId, clock.now(), told), isConflict: true }
      }
      // Until it is known that it was decided, its row may still be the one before.
      if (result.kind === 'pending') return unknown(envelopeId)
      const row = await settled(paperId)
      const isSame = before?.contentHash === contentHash && row !== undefined && saysTheSame(before, row)
      return row ? { outcome: await outcomes.of(row, isSame), isConflict: false } : unknown(envelopeId)
    } finally {
      zip.close()
    }
  }

  function unknown(envelopeId: string): Received {
    return { outcome: outcomes.pending(envelopeId, clock.now()), isConflict: false }
  }

  async function same(paperId: string): Promise<Received> {
    return { outcome: await outcomes.of((await settled(paperId))!, true), isConflict: false }
  }

  /** Stores all of it, one file in memory at a time, so that it can be acknowledged. */
  async function stored(
    zip: EnvelopeZip,
    read: Extract<ReadEnvelope, { readonly manifest: object }>,
    contentHash: string,
  ) {
    const { manifest, evidence } = read
    const paperId = paperIdOf(manifest.envelopeId)
    const manifestHash = hashOf(evidence[0])
    const evidenceIds = ['manifest', 'signature'].map(name => deriveId(name, paperId, manifestHash))
    for (const [i, content] of evidence.entries()) await documents.store.put(paperId, evidenceIds[i]!, content)
    for (const item of manifest.items) {
      const content = await zip.read(item.file, envelopeLimits.fileBytesMax)
      if (!Buffer.isBuffer(content) || hashOf(content) !== item.sha256)
        throw new Error('the file changed while it was read; send the envelope again')
      await documents.store.put(paperId, originalIdOf(paperId, item), content)
    }
    return receivedOf(read, { contentHash, manifestHash, evidenceIds })
  }

  /** The row once it is decided, or as it is after the wait. */
  async function settled(paperId: string): Promise<EnvelopeRow | undefined> {
    let isLate = false
    const cancel = clock.after(decidedMsMax, () => {
      isLate = true
    })
    try {
      for (;;) {
        const row = await outcomes.rowOf(paperId)
        if ((row && row.outcome !== 'PENDING') || isLate) return row
        await pause(clock, lookAgainMs)
      }
    } finally {
      cancel()
    }
  }
}

const saysTheSame = (a: EnvelopeRow, b: EnvelopeRow): boolean =>
  a.outcome === b.outcome && codesOf(a.problems) === codesOf(b.problems)

const codesOf = (problems: readonly EnvelopeProblem[]) =>
  problems.map(({ code, where }) => `${code} ${where}`).join('\n')

async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

/** Nothing of a file is read that is larger than an envelope may be. */
async function openWithin(file: string): Promise<EnvelopeZip> {
  const { size } = await stat(file)
  if (size <= envelopeLimits.zippedBytesMax) return openEnvelopeZip(file)
  const message = `it has ${size} bytes; at most ${envelopeLimits.zippedBytesMax}, so send two envelopes`
  const none = problem('TOO_LARGE', null, message)
  return { files: new Set(), problems: [none], read: async () => none, close: () => {} }
}
