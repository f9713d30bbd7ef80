import { once } from 'node:events'
import { connect } from 'node:net'

// Asked by the engine every few seconds: no packages, no TypeScript. With a port, whether somebody listens on it;
// otherwise whether the gateway of this container answers.
const port = Number(process.argv[2])
const msMax = 4_000

const listens = async () => {
  const socket = connect({ host: '127.0.0.1', port, timeout: msMax })
  await Promise.race([once(socket, 'connect'), once(socket, 'timeout').then(() => Promise.reject(new Error('late')))])
  socket.destroy()
}

const answers = async () => {
  const url = `http://127.0.0.1:${process.env.ICMS_HTTP_PORT ?? 8080}/healthz`
  const { status } = await fetch(url, { signal: AbortSignal.timeout(msMax) })
  if (status !== 200) throw new Error(`${url} answered ${status}`)
}

try {
  await (port > 0 ? listens() : answers())
  process.exit(0)
} catch (error) {
  console.error(error.cause?.message ?? error.message)
  process.exit(1)
}
