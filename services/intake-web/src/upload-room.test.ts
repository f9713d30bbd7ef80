import { expect, test } from 'vitest'
import { createUploadRoom } from './upload-room.ts'

test('an applicant sends two forms with files at a time, whatever others do', () => {
  const room = createUploadRoom({ bytesMax: 1_000, ofSubjectMax: 2 })
  const [leave] = [room.enter('a', 1), room.enter('a', 1)]
  expect(() => room.enter('a', 1)).toThrow(expect.objectContaining({ kind: 'too-many-requests' }))
  room.enter('b', 1)
  leave!()
  leave!()
  room.enter('a', 1)
  expect(() => room.enter('a', 1)).toThrow(expect.objectContaining({ retryAfterSeconds: 30 }))
})

test('all together are no more than the process can hold', () => {
  const room = createUploadRoom({ bytesMax: 100, ofSubjectMax: 2 })
  const leave = room.enter('a', 60)
  expect(() => room.enter('b', 41)).toThrow(expect.objectContaining({ kind: 'not-now' }))
  room.enter('b', 40)()
  leave()
  room.enter('b', 100)
})
