import { createConnection } from 'node:net'

/** Talks to a mail server of this machine line by line and answers all that it said. For tests. */
export function talk(port: number, lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const left = [...lines]
    const socket = createConnection(port, '127.0.0.1')
    socket.on('data', data => {
      said += data.toString()
      if (!/^\d{3} .*\r\n$/m.test(data.toString())) return
      const next = left.shift()
      if (next === undefined) socket.end()
      else socket.write(`${next}\r\n`)
    })
    socket.on('close', () => resolve(said))
    socket.on('error', reject)
  })
}
