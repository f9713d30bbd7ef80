import { expect, test } from 'vitest'
import { contracts, listedRecords, serviceNames } from './contracts.ts'

test('a message of ours is written to the topic of its owner', () => {
  expect(contracts.place('ApplicationVetted')).toEqual({
    topic: 'vetting.events.v1',
    fullName: 'icms.vetting.ApplicationVetted',
  })
})

test('the filing that we write is the canonical one, not the one that court case systems write', () => {
  expect(contracts.place('FilingLodged').topic).toBe('court-cases.events.v1')
})

test('every service may write its state, its dead letters and their resolution', () => {
  const subjects = new Set([...contracts.subjects()].map(({ subject }) => subject))
  for (const name of serviceNames) {
    expect(subjects).toContain(`${name}.state.v1-icms.backbone.KeyState`)
    expect(subjects).toContain(`${name}.state.v1-icms.backbone.TaskPosition`)
    expect(subjects).toContain(`${name}.state.v1-icms.backbone.DeadLetter`)
    expect(subjects).toContain(`${name}.dead-letter.v1-icms.backbone.DeadLetter`)
    expect(subjects).toContain(`${name}.replays.v1-icms.backbone.ResolveDeadLetter`)
  }
})

test('no subject is listed twice, and each has a schema', () => {
  const subjects = [...contracts.subjects()]
  expect(new Set(subjects.map(({ subject }) => subject)).size).toBe(subjects.length)
  expect(subjects.filter(({ fullName }) => !contracts.typeOf(fullName))).toEqual([])
})

test('the owner of a state topic is one of the services', () => {
  const owners = listedRecords().flatMap(({ topic }) => (topic.endsWith('.state.v1') ? [topic.slice(0, -9)] : []))
  expect([...new Set(owners)].sort()).toEqual([...serviceNames])
})
