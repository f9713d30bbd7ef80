import { expect, test } from 'vitest'
import { administrator, applicationId, approve, awaitingDecision, submittedAt } from './application-story.ts'

const later = submittedAt + 60_000
const taken = (registrantId: string, attempt: number) =>
  ({
    type: 'RegistrantIdTaken',
    data: { accountId: registrantId, at: later, applicationId, registrantId, attempt },
  }) as const
const approved = () => {
  const told = awaitingDecision()
  told.input(approve, later, administrator)
  return told
}

test('a registrant id that is taken is followed by another draw, which says all that an account needs (R36a)', () => {
  const told = approved()
  const first = told.state!.registrantId!
  const [assigned] = told.input(taken(first, 1), later + 1)
  expect(assigned).toMatchObject({
    type: 'RegistrantIdAssigned',
    data: { attempt: 2, email: 'tai.man.chan@example.com', conditional: false },
  })
  expect(told.state?.registrantId).not.toBe(first)
  expect(told.state?.status).toBe('APPROVED')
})

test('the same application draws the same ids, so a repeat makes no second account (I2)', () => {
  expect(approved().state?.registrantId).toBe(approved().state?.registrantId)
})

test('an id that this application does not hold any more, or never held, decides nothing', () => {
  const told = approved()
  const first = told.state!.registrantId!
  told.input(taken(first, 1), later + 1)
  expect(told.input(taken(first, 1), later + 2)).toEqual([])
  expect(awaitingDecision().input(taken(first, 1), later)).toEqual([])
})

test('so many taken ids in a row break an invariant and go no further', () => {
  const told = approved()
  const draw = () => told.input(taken(told.state!.registrantId!, told.state!.attempt), later + 1)
  for (let attempt = 2; attempt <= 20; attempt += 1) expect(draw()).toHaveLength(1)
  expect(draw).toThrow('20 registrant ids in a row')
})
