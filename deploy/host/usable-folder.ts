import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'

/** Makes the folder where it is missing; says what is wrong with it, or nothing. */
export function whyUnusable(folder: string): string | undefined {
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (!statSync(folder).isDirectory()) return `is ${folder}, which is a file; it must be a folder`
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return undefined
  } catch (error) {
    return `is ${folder}, which cannot be made or written (${(error as NodeJS.ErrnoException).code}); choose another`
  }
}
