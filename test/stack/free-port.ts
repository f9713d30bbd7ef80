import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * A loopback TCP port that nobody holds now, below the range that systems give to outgoing connections (32768 and up).
 * A server that is down must get its port back: above that line a client that keeps trying to reach it can be given the
 * very port as its own end, and then talks to itself.
 */
export const freePort = async (): Promise<number> => {
  for (let tries = 0; tries < 50; tries += 1) {
    const port = randomInt(15_000, 32_000)
    const server = createServer()
    const listening = await new Promise<boolean>(resolve => {
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => resolve(true))
    })
    if (!listening) continue
    server.close()
    await once(server, 'close')
    return port
  }
  throw new Error('no free port between 15000 and 32000 on 127.0.0.1 after 50 tries')
}
