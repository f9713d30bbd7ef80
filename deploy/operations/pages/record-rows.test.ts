import { expect, test } from 'vitest'
import type { DecodedRecord } from '../decoded-record.ts'
import { recordRows } from './record-rows.ts'

const record = (offset: number, rest: Partial<DecodedRecord> = {}): DecodedRecord => ({
  ...{ topic: 'vetting.events.v1', partition: 2, offset, key: 'app-1', at: '2026-11-23T01:30:12.345Z' },
  ...rest,
})

test('a record says when in Hong Kong time, who in which role, and for whom', () => {
  const [row] = recordRows([record(1, { actor: 'staff;id=demo-vetting;role=vetting;for=post-7' })])
  expect(row).toMatchObject({
    when: '2026-11-23 09:30:12.345',
    who: { id: 'demo-vetting', role: 'vetting', for: 'post-7' },
  })
})

test('a record whose writer named nobody names nobody', () => {
  expect(recordRows([record(1)])[0]!.who).toBeNull()
})

test('a cause leads to its record where it is listed, and is an id otherwise', () => {
  const [, known, unknown] = recordRows([
    record(1, { id: 'first', type: 'ApplicationSubmitted' }),
    record(2, { cause: 'first' }),
    record(3, { cause: 'elsewhere' }),
  ])
  expect(known!.cause).toEqual({ id: 'first', type: 'ApplicationSubmitted', anchor: 'vetting.events.v1-2-1' })
  expect(unknown!.cause).toEqual({ id: 'elsewhere', type: null, anchor: null })
})

test('why is told by codes alone, wherever the content has them', () => {
  const codesOf = (data: unknown) => recordRows([record(1, { data })])[0]!.codes
  expect(codesOf({ reasonCodes: ['NOT_ELIGIBLE', 'OTHER'] })).toEqual(['NOT_ELIGIBLE', 'OTHER'])
  expect(codesOf({ reasons: [{ code: 'NOT_ELIGIBLE', textEn: '•••' }] })).toEqual(['NOT_ELIGIBLE'])
  expect(codesOf({ reason: 'SUPERSEDED', status: 'OPEN' })).toEqual(['OPEN', 'SUPERSEDED'])
  expect(codesOf({ reason: 'what somebody wrote' })).toEqual([])
  expect(codesOf(undefined)).toEqual([])
})

test('what a replay put out leads to its dead letter, and so does what is told of one', () => {
  const letterOf = (rest: Partial<DecodedRecord>) => recordRows([record(1, rest)])[0]!.letter
  expect(letterOf({ deadLetter: 'letter-1' })).toEqual({ deadLetterId: 'letter-1', isReplay: true })
  expect(letterOf({ data: { deadLetterId: 'letter-2' } })).toEqual({
    ...{ deadLetterId: 'letter-2', isReplay: false },
  })
  expect(letterOf({})).toBeNull()
})

test('what cannot be read says why, and has no content', () => {
  expect(recordRows([record(1, { unreadable: 'not Avro' })])[0]).toMatchObject({
    content: null,
    unreadable: 'not Avro',
  })
})
