import type { Profiler } from 'node:inspector'
import { expect, test } from 'vitest'
import { sharesOf } from './profile-shares.ts'

const frame = (functionName: string, url = '') => ({ functionName, url, scriptId: '0', lineNumber: 0, columnNumber: 0 })
const owners = [
  { name: 'kafkajs', files: /node_modules\/kafkajs\// },
  { name: 'ours', files: /^file:.*\/connectors\// },
]
const profile: Profiler.Profile = {
  startTime: 0,
  endTime: 100,
  nodes: [
    { id: 1, callFrame: frame('(root)'), children: [2, 3, 4, 5] },
    { id: 2, callFrame: frame('(idle)') },
    { id: 3, callFrame: frame('(garbage collector)') },
    { id: 4, callFrame: frame('send', 'file:///a/node_modules/kafkajs/src/x.js'), children: [6] },
    { id: 5, callFrame: frame('run', 'file:///a/connectors/backbone/src/task.ts'), children: [7] },
    { id: 6, callFrame: frame('writeBuffer') },
    { id: 7, callFrame: frame('toString', 'node:buffer'), children: [8] },
    { id: 8, callFrame: frame('encode', 'file:///a/node_modules/kafkajs/src/y.js') },
  ],
  samples: [2, 3, 4, 6, 5, 7, 8, 1],
  timeDeltas: [10, 20, 1, 2, 4, 8, 16, 32],
}

test('what Node does for a file is the file’s, and what another file does is not its caller’s', () => {
  const { micros } = sharesOf(profile, owners)
  expect(Object.fromEntries(micros)).toEqual({ 'garbage collection': 20, kafkajs: 1 + 2 + 16, ours: 4 + 8, other: 32 })
})

test('waiting is no work', () => {
  const { busyMicros, idleMicros } = sharesOf(profile, owners)
  expect([busyMicros, idleMicros]).toEqual([83, 10])
})

test('the largest share comes first', () => {
  expect([...sharesOf(profile, owners).micros.keys()]).toEqual(['other', 'garbage collection', 'kafkajs', 'ours'])
})
