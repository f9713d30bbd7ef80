import { hostname } from 'node:os'

/**
 * Name of this process among those of the deployment, the same after a restart. Without a name of its own it is told by
 * its host and port, so that processes of one machine have different ones.
 */
export function processNameOf(given: string | undefined, port: number, wrong: (problem: string) => void): string {
  const name = given ?? `${hostname()}:${port}`
  if (!/^[\w.:-]{1,80}$/.test(name)) wrong('is not at most 80 letters, digits, dots, colons, dashes and underscores')
  return name
}
