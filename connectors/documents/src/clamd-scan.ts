import { connect } from 'node:net'
import { BackboneError } from '@icms/backbone/errors'
import type { Scanned } from '@icms/backbone/documents'

const scanMsMax = 20_000
const pieceBytes = 64 * 1024
const replyBytesMax = 4_096

/**
 * Asks clamd by its INSTREAM command at `tcp://host:port` or `unix:///path`. Throws `NotNow` when it is away, slow or
 * answers with an error: what nobody has looked through is not taken.
 */
export function clamdScan(url: string): (content: Uint8Array) => Promise<Scanned> {
  const { protocol, hostname, port, pathname } = new URL(url)
  const place = protocol === 'unix:' ? { path: pathname } : { host: hostname, port: Number(port || 3310) }
  return content =>
    new Promise((resolve, reject) => {
      const away = (why: string, cause?: unknown) =>
        reject(new BackboneError('NotNow', `the virus scanner ${why}`, cause))
      const socket = connect(place)
      let reply = ''
      socket.setTimeout(scanMsMax, () => {
        away(`has not answered in ${scanMsMax / 1_000} s`)
        socket.destroy()
      })
      socket.once('error', error => away('cannot be reached', error))
      socket.on('data', data => {
        reply += data.toString('latin1')
        if (reply.length > replyBytesMax) socket.destroy()
      })
      socket.once('close', () => {
        const said = reply.replace(/\0.*$/s, '').trim()
        if (said === 'stream: OK') resolve('CLEAN')
        else if (/^stream: .* FOUND$/.test(said)) resolve('INFECTED')
        else away(`answered '${said.slice(0, 100)}'`)
      })
      socket.once('connect', () => {
        socket.write('zINSTREAM\0')
        for (let at = 0; at < content.length; at += pieceBytes) {
          const piece = content.subarray(at, at + pieceBytes)
          const length = Buffer.alloc(4)
          length.writeUInt32BE(piece.length)
          socket.write(length)
          socket.write(piece)
        }
        socket.write(Buffer.alloc(4))
      })
    })
}
