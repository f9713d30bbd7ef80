import { access, mkdir, open, readdir, rename, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Actor } from '@icms/backbone/actor'
import type { HostContext } from '@icms/backbone/deployable'
import { type createDailyTaker, dailyBytesMax } from '@icms/paper-intake/take-daily'
import { problem } from './envelope-limits.ts'
import { type Outcome, refusedOutcome } from './outcome.ts'
import type { createReceiver } from './receive-envelope.ts'
import { openEnvelopeZip } from './envelope-zip.ts'

/** How often the folder is looked at. */
const lookMs = 2_000
/** A file that no zip can be made out in yet may still be on its way, until it was left alone for so long. */
const quietMsMin = 30_000

const ofFolder: Actor = { kind: 'machine', id: 'scan-folder' }
const idForm = /^[A-Za-z0-9-]{8,64}$/

type Takers = {
  readonly receive: ReturnType<typeof createReceiver>
  readonly takeDaily: ReturnType<typeof createDailyTaker>
}
type Ports = Pick<HostContext, 'clock' | 'log'>

/**
 * Takes envelopes from `<folder>/in/<envelopeId>.zip`, writes what became of each to `out/<envelopeId>.json`, and moves it to
 * `done` or `refused`, in this order: a process that dies in between does it again and comes to the same. What cannot be
 * taken now stays, and is tried again. Several processes may share a folder.
 */
export function createScanFolder({ clock, log }: Ports, folder: string, { receive, takeDaily }: Takers) {
  const at = (...parts: readonly string[]) => join(folder, ...parts)
  /** What was seen of each file the last time: one that still grows is let be. */
  let seen = new Map<string, string>()

  async function look(): Promise<void> {
    for (const name of ['in', 'out', 'done', 'refused', 'daily']) await mkdir(at(name), { recursive: true })
    const now = new Map<string, string>()
    for (const [place, ending, taking] of [
      ['in', /\.zip$/i, take],
      ['daily', /\.json$/i, takeList],
    ] as const) {
      const names = (await readdir(at(place))).filter(name => !name.startsWith('.') && ending.test(name))
      for (const name of names.toSorted()) {
        const file = at(place, name)
        const found = await stat(file).catch(() => undefined)
        if (!found?.isFile()) continue
        const mark = `${found.size} ${found.mtimeMs}`
        now.set(file, mark)
        if (seen.get(file) !== mark || (taking === take && !(await isWhole(file, found.mtimeMs)))) continue
        await taking(name, file).catch(error => {
          const code = (error as { code?: string }).code ?? 'FAILED'
          log('what lies in the scan folder stays there, and is tried again', { code })
        })
      }
    }
    seen = now
  }

  /** The list of a day: what is wrong with it is written beside the outcomes, as `daily-<name>.json`. */
  async function takeList(name: string, file: string): Promise<void> {
    const taken = await takeDaily(await readWithin(file), undefined, ofFolder)
    await writeDurably(at('out', `daily-${name}`), `${JSON.stringify(taken, null, 2)}\n`)
    const to = taken.ok ? 'done' : 'refused'
    const kept = (await exists(at(to, `daily-${name}`))) ? `daily-${clock.now()}-${name}` : `daily-${name}`
    await moveAway(file, at(to, kept))
  }

  async function take(name: string, file: string): Promise<void> {
    const envelopeId = basename(name).replace(/\.zip$/i, '')
    const outcome = await outcomeOf(envelopeId, file)
    // What is being found out is asked again with the next look; it is known then.
    if (outcome.outcome === 'PENDING') return
    // Until a file of its name was moved away, it is the first that came, however often it was begun with.
    const moved = await Promise.all(['done', 'refused'].map(async to => exists(at(to, name))))
    const duplicate = outcome.duplicate && moved.includes(true)
    await writeDurably(at('out', `${envelopeId}.json`), `${JSON.stringify({ ...outcome, duplicate }, null, 2)}\n`)
    const to = outcome.outcome === 'ACCEPTED' ? 'done' : 'refused'
    const kept = moved[to === 'done' ? 0 : 1] ? `${envelopeId}.${clock.now()}.zip` : name
    await moveAway(file, at(to, kept))
  }

  async function outcomeOf(envelopeId: string, file: string): Promise<Outcome> {
    if (idForm.test(envelopeId)) return (await receive({ envelopeId, file, actor: ofFolder })).outcome
    const why = 'the file must be named after its envelope: 8 to 64 letters, digits or hyphens, then .zip'
    return refusedOutcome(envelopeId, clock.now(), [problem('ID_MISMATCH', null, why)])
  }

  let cancel = () => {}
  let isOver = false
  let looking: Promise<void> = Promise.resolve()
  const again = () => {
    cancel = clock.after(lookMs, () => {
      looking = look()
        .catch(error => log('the scan folder cannot be read', { code: (error as { code?: string }).code ?? 'FAILED' }))
        .then(() => {
          if (!isOver) again()
        })
    })
  }

  return {
    /** Looks once; a file is taken when it is as it was at the look before. */
    look,
    start: again,
    async stop() {
      isOver = true
      cancel()
      await looking
    },
  }
}

/** Another process that shares the folder may be faster; it came to the same. */
async function moveAway(file: string, to: string): Promise<void> {
  await rename(file, to).catch(error => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  })
}

/** No more of a file than a list may have, and a byte that says that there is more. */
async function readWithin(file: string): Promise<Buffer> {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    const content = Buffer.alloc(Math.min(size, dailyBytesMax + 1))
    await handle.read(content, 0, content.length, 0)
    return content
  } finally {
    await handle.close()
  }
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )

/** A zip that can be made out is whole, since its list is at its end. */
async function isWhole(file: string, changedAt: number): Promise<boolean> {
  // Files have the machine's time.
  if (Date.now() - changedAt >= quietMsMin) return true
  const zip = await openEnvelopeZip(file)
  zip.close()
  return !zip.problems.some(({ code, where }) => code === 'ZIP_UNREADABLE' && where === null)
}

/** There with its whole content, or not at all, whenever the machine stops. */
async function writeDurably(file: string, text: string): Promise<void> {
  const unfinished = `${file}.part`
  await writeFile(unfinished, text, { mode: 0o640 })
  const handle = await open(unfinished, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(unfinished, file)
}
