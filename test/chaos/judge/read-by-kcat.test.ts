import { expect, test } from 'vitest'
import { recordsIn } from './read-by-kcat.ts'

const end = '\x1e\x1e\n'

test('what kcat prints is taken apart by lengths, whatever bytes are in it', () => {
  const value = Buffer.from([0, 0, 0, 0, 7, 10, 0x1e, 0x1e, 10, 0xff])
  const printed = Buffer.concat([
    Buffer.from(`0 12 1700000000000 3 ${value.length}\na\nb`),
    value,
    Buffer.from(`ce_id=1,icms_chain=2;x;account/A,icms_actor=staff;id=a;role=b${end}`),
    Buffer.from(`3 0 1700000000001 -1 -1\n${end}`),
    Buffer.from(`3 1 1700000000002 0 0\n${end}`),
  ])
  const headers = { ce_id: '1', icms_chain: '2;x;account/A', icms_actor: 'staff;id=a;role=b' }
  const none = { topic: 't', partition: 3, headers: {} }
  expect([...recordsIn('t', printed)]).toEqual([
    { topic: 't', partition: 0, offset: 12, at: 1_700_000_000_000, key: Buffer.from('a\nb'), value, headers },
    { ...none, offset: 0, at: 1_700_000_000_001, key: null, value: null },
    { ...none, offset: 1, at: 1_700_000_000_002, key: Buffer.from(''), value: Buffer.from('') },
  ])
})

test('what is not of that form is refused, not guessed at', () => {
  expect(() => [...recordsIn('t', Buffer.from('% ERROR: no such topic\n'))]).toThrow('something else')
  expect(() => [...recordsIn('t', Buffer.from('0 1 2 3 4\nab'))]).toThrow('something else')
})
