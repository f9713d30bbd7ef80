import { expect, test } from 'vitest'
import { actorOf, actorText, system } from './actor.ts'

test('an actor survives its header', () => {
  const actor = { kind: 'staff', id: 's-12', role: 'vetting', onBehalfOf: 'a-9' } as const
  expect(actorOf(actorText(actor))).toEqual(actor)
  expect(actorOf(actorText(system))).toEqual(system)
})

test('what nobody of ours wrote is the system’s, and personal data is refused as an id (I7)', () => {
  expect(actorOf(undefined)).toEqual(system)
  expect(actorOf('emperor;id=x')).toEqual(system)
  expect(() => actorText({ kind: 'applicant', id: 'Chan Tai Man' })).toThrow(/opaque ids/)
})
