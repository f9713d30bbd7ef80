import { readFileSync, statSync } from 'node:fs'
import type { MachineAccess } from '@icms/backbone/deployable'
import { demonstrationMachines, parseMachines } from '@icms/paper-intake/machines'
import { isLoopback } from '@icms/web/loopback'
import type { WebSettings } from '@icms/web/web-settings'

/**
 * The machines that a file names; without a file the demonstration machines where only this machine reaches us, and nobody
 * elsewhere. Passwords are in the file as they are, since a digest cannot be checked by a hash: so it must be nobody else's.
 */
export function readMachines(
  file: string | undefined,
  { host, publicOrigin }: Pick<WebSettings, 'host' | 'publicOrigin'>,
  wrong: (why: string) => void,
): readonly MachineAccess[] {
  if (file === undefined) {
    const seen = publicOrigin ? new URL(publicOrigin).hostname : host
    return isLoopback(host) && isLoopback(seen) ? demonstrationMachines : []
  }
  try {
    if ((statSync(file).mode & 0o007) !== 0)
      wrong(`is ${file}, which everybody on this machine can read or write; give it to the gateway alone (chmod 640)`)
    const { machines, mistakes } = parseMachines(readFileSync(file, 'utf8'))
    for (const mistake of mistakes) wrong(`is ${file}: ${mistake}`)
    return machines
  } catch (error) {
    wrong(`is ${file}, which cannot be read (${(error as NodeJS.ErrnoException).code})`)
    return []
  }
}
