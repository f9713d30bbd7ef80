import { expect, test } from 'vitest'
import { add, eventually, makeTallyRig, startProcess, tell, toldRecord } from './conformance/kit.ts'
import { breaking, oneLetter, resolution } from './conformance/letters-kit.ts'
import { makeMemoryRig } from './memory/memory-rig.ts'
import { readWaiting } from './waiting-inputs.ts'

test('what waits behind a dead letter is told in order, what cannot be read by its headers, and nothing of another key', async () => {
  const rig = await makeTallyRig(makeMemoryRig, 1)
  const one = await startProcess(rig)
  await tell(one, 'a', breaking('never mended'), 'in-1')
  for (const id of ['in-2', 'in-3']) await tell(one, 'a', add(1), id)
  const poison = { ...toldRecord(one, 'a', add(1), 'in-4'), value: Buffer.from('<not avro>') }
  await rig.write([poison])
  const letter = await oneLetter(one)
  const wait = (key: string, limit = 50) =>
    readWaiting(one.backbone, { service: 'tally', partition: letter.partition, key }, limit)

  const waiting = await eventually(async () => {
    const found = await wait('a')
    expect(found).toHaveLength(3)
    return found
  })
  const { ce_type: type } = poison.headers
  expect(waiting.map(one => [one.kind, one.topic, one.type])).toEqual(
    [1, 2, 3].map(() => ['RECORD', 'source.events.v1', type]),
  )
  expect(waiting.map(({ offset }) => offset - letter.offset)).toEqual([1, 2, 3])
  expect(await wait('a', 1)).toEqual(waiting.slice(0, 1))
  for (const other of ['b', '', 'a/x']) expect(await wait(other)).toEqual([])

  await one.backbone.publish([resolution(one, letter, 'DISCARD', 0)])
  // The poison is set aside in its turn; those before it are taken.
  await eventually(async () => expect(await wait('a')).toEqual([]))
  await rig.stop()
})
