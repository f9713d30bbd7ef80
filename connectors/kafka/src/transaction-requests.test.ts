import { expect, test } from 'vitest'
import { createByteWriter } from './byte-writer.ts'
import type { ProtocolRequest } from './protocol-request.ts'
import { addPartitionsRequest, commitRequest } from './transaction-requests.ts'

const producer = { transactionalId: 'p.t.0', producerId: '4294967297', producerEpoch: 3 }
const who = '0005702e742e30' + '0000000100000001' + '0003'

const written = (request: ProtocolRequest<unknown>) => {
  const w = createByteWriter()
  request.write(w)
  return w.bytes().toString('hex')
}

test('partitions are asked for topic by topic', () => {
  const places = [
    { topic: 'a', partition: 1 },
    { topic: 'b', partition: 0 },
    { topic: 'a', partition: 2 },
  ]
  const topics = '00000002' + '000161' + '000000020000000100000002' + '000162' + '0000000100000000'
  expect(written(addPartitionsRequest(producer, places, 1_000))).toBe(who + topics)
})

test('a transaction is ended by committing it', () => {
  expect(written(commitRequest(producer, 1_000))).toBe(`${who}01`)
  const answer = Buffer.from('00000007' + '0033', 'hex')
  expect(commitRequest(producer, 1_000).read(answer)).toEqual({ throttleMs: 7, errorCode: 51 })
})

test.each([
  ['all were added', ['0000', '0000'], 0],
  ['one was refused, and the other therefore not tried', ['0037', '0003'], 3],
  ['none was tried', ['0037', '0037'], 55],
])('the answer says what was wrong: %s', (_, [one, other], errorCode) => {
  const answer = `00000000${'00000001000161'}${'00000002'}00000001${one}00000002${other}`
  expect(addPartitionsRequest(producer, [], 1_000).read(Buffer.from(answer, 'hex'))).toEqual({
    throttleMs: 0,
    errorCode,
  })
})
