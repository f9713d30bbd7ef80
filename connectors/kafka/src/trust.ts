import net from 'node:net'
import tls from 'node:tls'

/**
 * Options of a TLS connection that trusts what Node trusts and these certificate authorities (PEM). Made once: reading
 * all certificates takes longer than a handshake.
 */
export function trusting(ca: string | undefined, more: tls.ConnectionOptions = {}): tls.ConnectionOptions {
  if (ca === undefined) return more
  const all = [...tls.getCACertificates('default'), ca]
  return { ...more, secureContext: tls.createSecureContext({ ...more, ca: all }) }
}

/** What a client names to a server that has several certificates; an address is no name. */
export const servernameOf = (host: string) => (net.isIP(host) === 0 ? { servername: host } : {})
