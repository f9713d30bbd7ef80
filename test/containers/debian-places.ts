import { runProgram } from './run-program.ts'

export type DebianPlaces = { readonly mirror: string; readonly securityMirror: string }

/**
 * Where packages of a release come from: what the settings name, or else where this machine's own apt gets them. Throws
 * with the settings to use where neither says.
 */
export const debianPlaces = async (suite: string, environment = process.env): Promise<DebianPlaces> => {
  const format = '$(REPO_URI) $(RELEASE) $(COMPONENT)'
  const askApt = () => runProgram('apt-get', ['indextargets', '--format', format, 'Created-By: Packages'])
  const { ICMS_DEBIAN_MIRROR: mirror, ICMS_DEBIAN_SECURITY_MIRROR: securityMirror } = environment
  if (mirror && securityMirror) return { mirror, securityMirror }
  const own = placesIn(await askApt().catch(() => ''), suite)
  const found = { mirror: mirror ?? own.mirror, securityMirror: securityMirror ?? own.securityMirror }
  if (found.mirror && found.securityMirror) return found as DebianPlaces
  throw new Error(
    `this machine's apt has no place for ${suite}: set ICMS_DEBIAN_MIRROR and ICMS_DEBIAN_SECURITY_MIRROR, or ICMS_DEBIAN_SUITE`,
  )
}

/** Of what apt lists: a line for each place, with its release and component. */
export const placesIn = (listed: string, suite: string): Partial<DebianPlaces> => {
  const places = new Map(
    listed
      .split('\n')
      .map(line => line.trim().split(' '))
      .filter(([, , component]) => component === 'main')
      .map(([place = '', release = '']) => [release, place.replace(/\/$/, '')]),
  )
  const [mirror, securityMirror] = [places.get(suite), places.get(`${suite}-security`)]
  return { ...(mirror && { mirror }), ...(securityMirror && { securityMirror }) }
}
