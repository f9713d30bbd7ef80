import { manualClock } from '@icms/backbone/manual-clock'
import { makeTiff } from '@icms/paper/paper-kit'
import { expect, test, vi } from 'vitest'
import { createPreparing } from './preparing.ts'

const tiff = await makeTiff({ number: 1, height: 200 })
const stored = (documentId: string) => ({ subject: 'fax-1', documentId, receivedAt: 0, title: 'A fax' })

/** A store whose originals are given only when they may be. */
function heldStore() {
  const waiting: (() => void)[] = []
  let isHeld = true
  const get = vi.fn(async () => {
    if (isHeld) await new Promise<void>(resolve => waiting.push(resolve))
    return tiff
  })
  const release = () => {
    isHeld = false
    for (const go of waiting.splice(0)) go()
  }
  return { get, put: async () => {}, release }
}

test('what takes longer than a call may goes on, and whoever asks again gets what came of it', async () => {
  const store = heldStore()
  let late = () => {}
  const clock = {
    after(_: number, wake: () => void) {
      late = wake
      return () => {}
    },
  }
  const preparing = createPreparing(store, clock)
  const first = preparing(stored('a'))
  late()
  expect(await first).toBeUndefined()
  const second = preparing(stored('a'))
  store.release()
  expect(await second).toMatchObject({ mediaType: 'image/tiff', pages: [{ page: 1 }] })
  expect(store.get).toHaveBeenCalledTimes(1)
})

test('two are prepared at a time; one that fails makes room, and is begun anew when it is asked for again', async () => {
  const store = heldStore()
  const clock = manualClock(0)
  const preparing = createPreparing(store, clock)
  const all = ['a', 'b', 'c'].map(id => preparing(stored(id)))
  await vi.waitFor(() => expect(store.get).toHaveBeenCalledTimes(2))
  store.get.mockRejectedValueOnce(Object.assign(new Error('away'), { code: 'NotNow' }))
  store.release()
  const ends = await Promise.allSettled(all)
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
  expect(await preparing(stored('c'))).toMatchObject({ pages: [{ page: 1 }] })
})
