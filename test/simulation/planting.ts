import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { PlantedBug } from './planted-bugs.ts'

const root = new URL('../../', import.meta.url)

/** The text of a file with a bug in it. Throws where what it changes is not there exactly once. */
export function plantedText({ name, file, find, replace }: PlantedBug, text: string): string {
  const places = text.split(find).length - 1
  if (places !== 1) throw new Error(`bug '${name}' changes what is ${places} times in ${file}: bring it up to date`)
  return text.replace(find, () => replace)
}

export const readPlanted = (bug: PlantedBug): string => plantedText(bug, readFileSync(new URL(bug.file, root), 'utf8'))

/** Lets this thread load a file with a bug in it; nothing is written. Before anything of the product is imported. */
export function plant(bug: PlantedBug) {
  const url = new URL(bug.file, root).href
  readPlanted(bug)
  registerHooks({
    load(loaded, context, next) {
      const result = next(loaded, context)
      if (loaded !== url) return result
      return { ...result, source: plantedText(bug, readFileSync(fileURLToPath(url), 'utf8')) }
    },
  })
}
