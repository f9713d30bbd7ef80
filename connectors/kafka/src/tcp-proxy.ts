import { once } from 'node:events'
import net from 'node:net'

/** A way to a server that can be cut: connections break and none is let through until it is mended. */
export async function startTcpProxy(target: { host: string; port: number }) {
  const sockets = new Set<net.Socket>()
  let isCut = false
  const server = net.createServer(from => {
    if (isCut) return void from.destroy()
    const to = net.connect(target)
    from.pipe(to)
    to.pipe(from)
    for (const socket of [from, to]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        from.destroy()
        to.destroy()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  const breakAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port,
    cut(away: boolean) {
      isCut = away
      if (away) breakAll()
    },
    async close() {
      isCut = true
      breakAll()
      server.close()
      await once(server, 'close')
    },
  }
}

/** The same URL by way of a proxy. */
export async function proxied(url: string) {
  const { hostname, port } = new URL(url)
  const proxy = await startTcpProxy({ host: hostname, port: Number(port) })
  const through = new URL(url)
  through.host = `127.0.0.1:${proxy.port}`
  return { url: through.href.replace(/\/$/, ''), proxy }
}
