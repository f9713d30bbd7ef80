import { constants } from 'node:fs'
import { access, lstat, mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { snapshotOf } from './drop-file.ts'
import { type Here, ifGone, linkInto, moveOut, namesLike, syncFolder, takeAway } from './drop-moves.ts'
import type { FaxRefusal } from './fax-refusal.ts'

const kinds = ['.tif', '.tiff', '.pdf']

/** The folders of a drop folder, and how files go from one to another. Every move is durable when it resolves. */
export function dropPlaces(folder: string) {
  const places = { in: join(folder, 'in'), done: join(folder, 'done'), refused: join(folder, 'refused') }

  /**
   * Moves a document, and what was said of it. Both are in the new place before the document leaves the old one, then the other: a
   * document that is left alone would be another job, and what is left of it after a crash is told from what is said of one to come.
   */
  async function move(file: Here, sidecar: Here | undefined, to: string, before?: (target: string) => Promise<void>) {
    const files = sidecar ? [sidecar, file] : [file]
    const linked: Here[] = []
    for (const one of files) if (await linkInto(places.in, one, to, one === file ? before : undefined)) linked.push(one)
    for (const one of files.toReversed())
      await (linked.includes(one) ? takeAway(places.in, one, to) : moveOut(places.in, one, to))
    for (const changed of [to, places.in]) await syncFolder(changed)
  }

  return {
    in: places.in,
    /** Makes the folders that are missing. Throws where one cannot be made, read or written. */
    async prepare(): Promise<void> {
      for (const place of Object.values(places)) {
        await mkdir(place, { recursive: true })
        await access(place, constants.R_OK | constants.W_OK | constants.X_OK)
      }
    },
    toDone: (file: Here, sidecar: Here | undefined): Promise<void> => move(file, sidecar, places.done),
    /** The reason is there before the file: who finds a file finds why. */
    toRefused(file: Here, sidecar: Here | undefined, { code, message, where }: FaxRefusal): Promise<void> {
      const text = `${JSON.stringify({ file: file.name, code, message, where }, undefined, 2)}\n`
      return move(file, sidecar, places.refused, async target => {
        const reason = join(places.refused, `${target}.reason.json`)
        await writeFile(`${reason}.part`, text, { flush: true })
        await rename(`${reason}.part`, reason)
      })
    },
    /** Takes a `.json` away that is in another place already, where a process ended between the two. */
    async follow(name: string): Promise<void> {
      const own = await lstat(join(places.in, name), { bigint: true }).catch(ifGone)
      if (!own || own.nlink < 2n) return
      for (const place of [places.done, places.refused])
        for (const like of namesLike(name)) {
          const there = await lstat(join(place, like), { bigint: true }).catch(ifGone)
          if (!there) break
          if (there.ino === own.ino) return takeAway(places.in, { name, as: snapshotOf(own) }, place)
        }
    },
    async list() {
      const entries = await readdir(places.in, { withFileTypes: true })
      const names = entries.filter(entry => entry.isFile() && !entry.name.startsWith('.')).map(entry => entry.name)
      const isSidecar = (name: string) => name.endsWith('.json')
      const there = new Set(names)
      const documents = names.filter(name => kinds.includes(extname(name).toLowerCase()))
      const sidecarOf = (name: string) =>
        [`${name.slice(0, -extname(name).length)}.json`, `${name}.json`].find(beside => there.has(beside))
      const used = new Set(documents.map(sidecarOf))
      const sidecars = names.filter(name => isSidecar(name) && !used.has(name))
      const others = names.length - documents.length - names.filter(isSidecar).length
      return { documents: documents.toSorted(), sidecarOf, sidecars, others }
    },
    stat: (name: string) => lstat(join(places.in, name), { bigint: true }),
  }
}
