import { link, lstat, open, rename, unlink } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { Snapshot } from './drop-file.ts'

/** A file of the folder that things come in by, as it was when it was read. */
export type Here = { readonly name: string; readonly as: Snapshot }

/** What a file system says that has no links. */
const linkless = ['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'EXDEV']
const sameNameMax = 10_000

/** The names that files of one name get in a folder: the first is its own. */
export function* namesLike(name: string): Generator<string> {
  const kind = extname(name)
  yield name
  for (let i = 2; i < sameNameMax; i += 1) yield `${name.slice(0, name.length - kind.length)}~${i}${kind}`
  throw Object.assign(new Error('there are too many files of one name'), { code: 'EEXIST' })
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? ''

export function ifGone(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error
}

/** A name that is this process's from now on: an empty file of it, which a rename may replace. */
async function reserve(folder: string, name: string): Promise<string> {
  for (const target of namesLike(name))
    try {
      await (await open(join(folder, target), 'wx')).close()
      return target
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
  throw new Error('unreachable')
}

/** Another file may have been put into the place of the one that was read; some file systems give new numbers to the same. */
async function isIt(path: string, { ino, size, mtimeNs }: Snapshot): Promise<boolean> {
  const now = await lstat(path, { bigint: true })
  return now.ino === ino || (now.size === size && now.mtimeNs === mtimeNs)
}

/** Puts back what was moved by mistake: it came meanwhile, and nobody has read it. Nothing that came after is replaced. */
async function putBack(path: string, folder: string, name: string): Promise<void> {
  for (const target of namesLike(name)) {
    const linked = await linkTo(path, join(folder, target))
    if (linked === 'taken') continue
    if (linked === 'linked') await unlink(path)
    else await rename(path, join(folder, await reserve(folder, name)))
    return
  }
}

/** Unlike a rename a link replaces nothing. Where there are none, what is moved gets a name that was reserved. */
async function linkTo(from: string, to: string): Promise<'linked' | 'taken' | 'impossible'> {
  try {
    await link(from, to)
    return 'linked'
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return 'taken'
    if (linkless.includes(codeOf(error))) return 'impossible'
    throw error
  }
}

/** Has the file in another folder as well, under a name that `before` is told first; false where there are no links. */
export async function linkInto(
  from: string,
  { name, as }: Here,
  to: string,
  before: (target: string) => Promise<void> = async () => {},
): Promise<boolean> {
  for (const target of namesLike(name)) {
    if (await lstat(join(to, target)).catch(ifGone)) continue
    await before(target)
    const linked = await linkTo(join(from, name), join(to, target)).catch(ifGone)
    if (linked === 'taken') continue
    // What came under its name meanwhile has been read by nobody.
    if (linked === 'linked' && !(await isIt(join(to, target), as))) await unlink(join(to, target))
    return linked !== 'impossible'
  }
  return false
}

/** Takes a file away that is in another folder as well, and nothing else that has its name by now. */
export async function takeAway(from: string, { name, as }: Here, by: string): Promise<void> {
  const path = join(by, await reserve(by, `.${name}`))
  try {
    await rename(join(from, name), path)
  } catch (error) {
    await unlink(path)
    // Another process has moved it.
    return ifGone(error)
  }
  if (await isIt(path, as)) await unlink(path)
  else await putBack(path, from, name)
}

/** The same at once, where there are no links. */
export async function moveOut(from: string, { name, as }: Here, to: string): Promise<void> {
  const path = join(to, await reserve(to, name))
  try {
    await rename(join(from, name), path)
  } catch (error) {
    await unlink(path)
    return ifGone(error)
  }
  if (!(await isIt(path, as))) await putBack(path, from, name)
}

export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
