import { type AddressInfo, createServer } from 'node:net'
import { isBackboneError } from '@icms/backbone/errors'
import { expect, onTestFinished, test } from 'vitest'
import { clamdScan } from './clamd-scan.ts'

/** A clamd of which we know the protocol: it answers once it has read the stream to its end. */
async function clamd(answer: (content: Buffer) => string | undefined) {
  const server = createServer(socket => {
    let got = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('data', data => {
      got = Buffer.concat([got, data])
      const content = streamOf(got)
      if (!content) return
      const said = answer(content)
      if (said === undefined) socket.destroy()
      else socket.end(`${said}\0`)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>(resolve => void server.close(() => resolve())))
  return `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function streamOf(got: Buffer): Buffer | undefined {
  const command = 'zINSTREAM\0'
  expect(got.subarray(0, command.length).toString()).toBe(command.slice(0, got.length))
  const pieces: Buffer[] = []
  for (let at = command.length; at + 4 <= got.length; ) {
    const length = got.readUInt32BE(at)
    if (length === 0) return Buffer.concat(pieces)
    pieces.push(got.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return undefined
}

test('the whole content is looked through, and what is found is told', async () => {
  const url = await clamd(content => (content.includes('EICAR') ? 'stream: Eicar-Signature FOUND' : 'stream: OK'))
  const scan = clamdScan(url)
  expect(await scan(Buffer.alloc(300_000))).toBe('CLEAN')
  expect(await scan(Buffer.concat([Buffer.alloc(200_000), Buffer.from('EICAR')]))).toBe('INFECTED')
})

test.each([
  ['fails', () => 'INSTREAM size limit exceeded. ERROR'],
  ['hangs up', () => undefined],
])('a scanner that %s is away for now: nothing counts as clean', async (_, answer) => {
  const error = await clamdScan(await clamd(answer))(Buffer.from('x')).catch((e: unknown) => e)
  expect(isBackboneError(error, 'NotNow')).toBe(true)
})

test('a scanner that is not there is away for now', async () => {
  const error = await clamdScan('tcp://127.0.0.1:1')(Buffer.from('x')).catch((e: unknown) => e)
  expect(isBackboneError(error, 'NotNow')).toBe(true)
})
