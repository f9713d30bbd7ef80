import { hash } from 'node:crypto'
import { join } from 'node:path'
import type { Actor } from '@icms/backbone/actor'
import type { HostContext } from '@icms/backbone/deployable'
import { type DropTimes, dropTimes, isComplete, isSame, readSeen, type Seen, snapshotOf } from './drop-file.ts'
import { dropPlaces } from './drop-places.ts'
import { jobOfFile, jobOfSidecar } from './drop-sidecar.ts'
import { faxLimits } from './fax-job.ts'
import { FaxRefusal } from './fax-refusal.ts'
import type { ReceiveFax } from './receive-fax.ts'

const atOnceMax = 4
const sidecarBytesMax = 64 * 1024
/** How long a file is left alone that could not be taken, or not be moved. */
const againMs = 15_000
const actor: Actor = { kind: 'machine', id: 'drop-folder' }

type Ports = Pick<HostContext, 'clock' | 'log'> & { readonly receiveFax: ReceiveFax }

export type DropFolder = {
  /** What is wrong with it just now, one line each; without names of files. */
  readonly troubles: () => readonly string[]
  /** Looks no more, and finishes what is in hand. */
  stop(): Promise<void>
}

/**
 * Takes faxes that lie in `<folder>/in`: a file moves to `done` once its fax is durable, or to `refused` beside the reason. A file that is
 * still there after a crash is the same job again, so nothing is taken twice. What cannot be taken now stays where it is.
 */
export function watchDropFolder(
  folder: string,
  { clock, log, receiveFax }: Ports,
  times: DropTimes = dropTimes,
): DropFolder {
  const places = dropPlaces(folder)
  const seen = new Map<string, Seen>()
  /** Files that were tried in vain, until when. */
  const resting = new Map<string, number>()
  let troubles: readonly string[] = []
  let isOver = false
  let cancel = () => {}
  const now = () => performance.now()

  /** A file as it is and since when; undefined where it is gone or no file. */
  async function look(name: string): Promise<Seen | undefined> {
    const stats = await places.stat(name).catch(() => undefined)
    if (!stats?.isFile()) return undefined
    const snapshot = snapshotOf(stats)
    const before = seen.get(name)
    const as = before && isSame(before, snapshot) ? before : { ...snapshot, since: now() }
    seen.set(name, as)
    return as
  }

  const isReady = (file: Seen | undefined): file is Seen =>
    file !== undefined && isComplete(file, now(), Date.now(), times)

  async function contentOf(name: string, file: Seen, bytesMax: number) {
    const read = await readSeen(join(places.in, name), file, bytesMax)
    if (read.state === 'too-large') throw new FaxRefusal('TOO_LARGE', `the file has more than ${bytesMax} bytes`)
    return read.state === 'read' ? read : undefined
  }

  /** Resolves to whether anything came of it. */
  async function take(name: string, sidecar: string | undefined): Promise<boolean> {
    const [file, beside] = [await look(name), sidecar === undefined ? undefined : await look(sidecar)]
    if (!isReady(file) || (sidecar !== undefined && !isReady(beside))) return false
    if (sidecar === undefined && now() - file.since < times.sidecarMs) return false
    const here = { name, as: file }
    const hereToo = sidecar === undefined ? undefined : { name: sidecar, as: beside! }
    try {
      const document = await contentOf(name, file, faxLimits.documentBytesMax)
      const said = sidecar === undefined ? undefined : await contentOf(sidecar, beside!, sidecarBytesMax)
      if (!document || (sidecar !== undefined && !said)) return false
      const { content, mtimeMs } = document
      const sha256 = hash('sha256', content)
      const job = said ? jobOfSidecar(said.content, sha256) : await jobOfFile(name, content, sha256, mtimeMs)
      const { receipt, duplicate } = await receiveFax(job, async () => content, actor)
      await places.toDone(here, hereToo)
      log('a fax was taken from the drop folder', { faxId: receipt, duplicate })
    } catch (error) {
      if (!(error instanceof FaxRefusal) || error.code === 'NOT_NOW') throw error
      await places.toRefused(here, hereToo, error)
      log('a file of the drop folder was refused', { code: error.code })
    }
    seen.delete(name)
    return true
  }

  async function lookAtAll(): Promise<readonly string[]> {
    await places.prepare()
    const { documents, sidecarOf, sidecars, others } = await places.list()
    const there = new Set([...documents, ...documents.map(sidecarOf), ...sidecars])
    for (const name of seen.keys()) if (!there.has(name)) seen.delete(name)
    for (const name of resting.keys()) if (!there.has(name)) resting.delete(name)
    for (const name of sidecars) await places.follow(name)
    const reasons = new Map<string, number>()
    const waiting = documents.values()
    async function work() {
      for (const name of waiting) {
        if (isOver) return
        const until = resting.get(name) ?? 0
        if (until > now()) continue
        try {
          await take(name, sidecarOf(name))
          resting.delete(name)
        } catch (error) {
          resting.set(name, now() + againMs)
          const reason = reasonOf(error)
          reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
        }
      }
    }
    await Promise.all(Array.from({ length: atOnceMax }, work))
    const rest = resting.size - [...reasons.values()].reduce((sum, count) => sum + count, 0)
    return [
      ...Array.from(
        reasons,
        ([reason, count]) => `${count} files cannot be taken or moved (${reason}); they stay and are tried again`,
      ),
      ...(rest > 0 ? [`${rest} files wait to be tried again`] : []),
      ...(others > 0 ? [`${others} files are neither .tif, .tiff nor .pdf`] : []),
    ]
  }

  async function pass(): Promise<void> {
    const found = await lookAtAll().catch(error => [`it cannot be read or written (${reasonOf(error)})`])
    if (found.join() !== troubles.join() && found.length > 0) log('the drop folder is in trouble', { troubles: found })
    troubles = found
  }

  let passing = Promise.resolve()
  const run = () => {
    passing = pass().then(() => {
      if (!isOver) cancel = clock.after(times.lookEveryMs, run)
    })
  }
  run()
  return {
    troubles: () => troubles.map(trouble => `drop folder: ${trouble}`),
    async stop() {
      isOver = true
      cancel()
      await passing
    },
  }
}

/** A code of ours or of the system; never its text, which names files. */
const reasonOf = (error: unknown): string => {
  const { code } = error as { code?: unknown }
  const cause = error instanceof FaxRefusal ? (error.cause as { code?: unknown } | undefined)?.code : undefined
  return [code, cause].filter(part => typeof part === 'string').join(', ') || 'UNKNOWN'
}
