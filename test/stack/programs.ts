import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where the program of that name is, looked for on the path; undefined when it is not there. */
export const findProgram = (name: string): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map(folder => join(folder, name))
    .find(file => {
      try {
        accessSync(file, constants.X_OK)
        return true
      } catch {
        return false
      }
    })

export const hasProgram = (name: string): boolean => findProgram(name) !== undefined

/** Major version of the Java on the path; undefined when there is none that runs. */
export const javaMajor = (): number | undefined => {
  if (!hasProgram('java')) return undefined
  const words = spawnSync('java', ['-version'], { encoding: 'utf8' }).stderr
  const major = /version "(\d+)/.exec(words)?.[1]
  return major ? Number(major) : undefined
}
