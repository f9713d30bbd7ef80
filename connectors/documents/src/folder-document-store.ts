import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Clock } from '@icms/backbone/clock'
import { type DocumentStore, requireDocumentIds } from '@icms/backbone/documents'
import { type Entropy, randomId } from '@icms/backbone/entropy'
import { type DocumentKeys, keyToRead, keyToStore } from './document-keys.ts'
import { keyIdOfSealed, seal, unseal } from './sealed-document.ts'

type Ports = {
  readonly folder: string
  readonly keys: DocumentKeys
  readonly clock: Pick<Clock, 'now'>
  readonly entropy: Entropy
}

const unfinishedSuffix = '.part'

/** Documents as files, `<folder>/<subject>/<document id>`: sealed, durable before their name is there, for the owner only. */
export function createFolderDocumentStore({ folder, keys, clock, entropy }: Ports): DocumentStore {
  function fileOf(subject: string, documentId: string): string {
    requireDocumentIds(subject, documentId)
    return join(folder, subject, documentId)
  }
  /** What was not finished has the machine's time. */
  async function isOlder(file: string, ageMsMin: number): Promise<boolean> {
    const now = file.endsWith(unfinishedSuffix) ? Date.now() : clock.now()
    const stored = await stat(file).catch(noneThere)
    return stored !== undefined && now - stored.mtimeMs > ageMsMin
  }
  const about = (subject: string, documentId: string) => `${subject}/${documentId}`

  return {
    async put(subject, documentId, content) {
      const file = fileOf(subject, documentId)
      const key = await keyToStore(keys, subject)
      const sealed = seal(content, { key, about: about(subject, documentId) }, entropy.bytes(7))
      const unfinished = `${file}.${randomId(entropy)}${unfinishedSuffix}`
      await mkdir(dirname(file), { recursive: true, mode: 0o700 })
      try {
        const handle = await open(unfinished, 'wx', 0o600)
        try {
          await handle.writeFile(sealed)
          await handle.sync()
        } finally {
          await handle.close()
        }
        // Its age is by the clock that everything else goes by.
        const at = new Date(clock.now())
        await utimes(unfinished, at, at)
        await rename(unfinished, file)
      } catch (error) {
        await rm(unfinished, { force: true })
        throw error
      }
      for (const changed of [dirname(file), folder, dirname(folder)]) await syncFolder(changed)
    },
    async get(subject, documentId) {
      const file = fileOf(subject, documentId)
      const sealed = await readFile(file).catch(noneThere)
      const key = sealed && (await keyToRead(keys, subject, keyIdOfSealed(sealed)))
      return sealed && key && unseal(sealed, { key, about: about(subject, documentId) })
    },
    async delete(subject, documentId) {
      const file = fileOf(subject, documentId)
      await rm(file, { force: true })
      await syncFolder(dirname(file)).catch(noneThere)
    },
    async deleteSubject(subject) {
      requireDocumentIds(subject)
      await rm(join(folder, subject), { recursive: true, force: true })
      await syncFolder(folder).catch(noneThere)
    },
    async sweep(ageMsMin, namedOf) {
      const swept: string[] = []
      for (const subject of await namesIn(folder)) {
        const old: string[] = []
        for (const name of await namesIn(join(folder, subject)))
          if (await isOlder(join(folder, subject, name), ageMsMin)) old.push(name)
        const named = old.length > 0 ? await namedOf(subject) : new Set()
        for (const name of old.filter(one => !named.has(one))) {
          const file = join(folder, subject, name)
          // It may have been handed in again meanwhile.
          if (!(await isOlder(file, ageMsMin))) continue
          await rm(file, { force: true })
          swept.push(about(subject, name))
        }
      }
      return swept
    },
  }
}

const namesIn = async (folder: string): Promise<readonly string[]> => (await readdir(folder).catch(noneThere)) ?? []

function noneThere(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
  return undefined
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
