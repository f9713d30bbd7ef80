import { expect, test } from 'vitest'
import { groupNamed, groupsOf } from './letter-groups.ts'
import type { OpenLetter } from './open-dead-letters.ts'

const letter = (deadLetterId: string, service: string, cause: string, at: number): OpenLetter => ({
  ...{ deadLetterId, service, reason: 'UNREADABLE', cause, at, attempts: 1, kind: 'RECORD' },
  ...{ topic: 'vetting.events.v1', partition: 0, offset: 1, key: 'a' },
})

test('dead letters of one service and cause are one group, whichever ids the cause names; the largest comes first', () => {
  const letters = [
    letter('1', 'vetting', 'needs the data key q8gxpnpfth0aefr8, which is not there', 30),
    letter('2', 'identity', 'needs the data key q8gxpnpfth0aefr8, which is not there', 10),
    letter('3', 'vetting', 'needs the data key p2wempfc3jkcrmga, which is not there\n  at line 7', 20),
    letter('4', 'vetting', 'schema id 17 is not in the registry', 5),
    letter('5', 'vetting', 'schema id 18 is not in the registry', 6),
  ]
  const groups = groupsOf(letters)
  expect(groups.map(g => [g.service, g.cause, g.letters.map(l => l.deadLetterId).join()])).toEqual([
    ['vetting', 'needs the data key …, which is not there', '3,1'],
    ['vetting', 'schema id 17 is not in the registry', '4'],
    ['vetting', 'schema id 18 is not in the registry', '5'],
    ['identity', 'needs the data key …, which is not there', '2'],
  ])
  expect(groupNamed(letters.slice(1), groups[0]!.groupId)!.letters.map(l => l.deadLetterId)).toEqual(['3'])
  expect(groupNamed([], groups[0]!.groupId)).toBeUndefined()
})
