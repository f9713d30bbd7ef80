import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type DocumentStore, requireDocumentIds } from '@icms/backbone/documents'
import { type Entropy, randomId } from '@icms/backbone/entropy'
import type { DataKeys } from './data-keys.ts'
import { seal, unseal } from './sealed-document.ts'

type Ports = { readonly folder: string; readonly keys: DataKeys; readonly entropy: Entropy }

/** Documents as files, `<folder>/<subject>/<document id>`: sealed, durable before their name is there, for the owner only. */
export function createFolderDocumentStore({ folder, keys, entropy }: Ports): DocumentStore {
  function fileOf(subject: string, documentId: string): string {
    requireDocumentIds(subject, documentId)
    return join(folder, subject, documentId)
  }
  const about = (subject: string, documentId: string) => `${subject}/${documentId}`

  return {
    async put(subject, documentId, content) {
      const file = fileOf(subject, documentId)
      const key = await keys.keyOf(subject)
      if (!key) throw new Error('the key of the subject was deleted: nothing more is stored of it')
      const sealed = seal(content, { key, about: about(subject, documentId) }, entropy.bytes(7))
      const unfinished = `${file}.${randomId(entropy)}.part`
      await mkdir(dirname(file), { recursive: true, mode: 0o700 })
      try {
        const handle = await open(unfinished, 'wx', 0o600)
        try {
          await handle.writeFile(sealed)
          await handle.sync()
        } finally {
          await handle.close()
        }
        await rename(unfinished, file)
      } catch (error) {
        await rm(unfinished, { force: true })
        throw error
      }
      for (const changed of [dirname(file), folder, dirname(folder)]) await syncFolder(changed)
    },
    async get(subject, documentId) {
      const file = fileOf(subject, documentId)
      const [key, sealed] = await Promise.all([keys.keyOf(subject), readFile(file).catch(noneThere)])
      return key && sealed && unseal(sealed, { key, about: about(subject, documentId) })
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
  }
}

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
