import { expect, test } from 'vitest'
import { system } from './actor.ts'
import { erasureEffects } from './erasure-effects.ts'
import { eraseSubject, purgeDocuments } from './erasure.ts'
import { manualClock } from './manual-clock.ts'
import { createMemoryDocuments } from './memory/memory-documents.ts'

const content = Buffer.from('%PDF-')
const administrator = { kind: 'staff', id: 'staff-9', role: 'judiciary-administrator' } as const

async function setUp({ purges = true, failures = 0 } = {}) {
  const erased: unknown[] = []
  let left = failures
  const keyring = {
    async erase(...args: unknown[]) {
      if (left-- > 0) throw new Error('the broker is away')
      erased.push(args)
      return 1
    },
  }
  const documents = createMemoryDocuments()
  for (const id of ['d-1', 'd-2']) await documents.store.put('app-1', id, content)
  const after = (_: number, wake: () => void) => {
    setImmediate(wake)
    return () => {}
  }
  const clock = { ...manualClock(0), after }
  const handlers = erasureEffects({ keyring, documents, clock, purges })
  const carryOut = ({ kind, id, request }: ReturnType<typeof eraseSubject>, signal = new AbortController().signal) =>
    handlers[kind]!(request, { signal, id, key: 'app-1' })
  const isThere = async (id: string) => (await documents.store.get('app-1', id)) !== undefined
  return { erased, carryOut, isThere }
}

test('a subject is erased with its documents, in the name of whoever decided it; twice does no harm', async () => {
  const { erased, carryOut, isThere } = await setUp()
  for (const attempt of [1, 2]) await carryOut(eraseSubject('app-1', attempt, administrator))
  expect(erased).toEqual([
    ['app-1', administrator],
    ['app-1', administrator],
  ])
  expect([await isThere('d-1'), await isThere('d-2')]).toEqual([false, false])
})

test('what cannot be reached is tried again until the time of the call is over', async () => {
  const passing = await setUp({ failures: 3 })
  await passing.carryOut(eraseSubject('app-1', 1))
  expect(passing.erased).toEqual([['app-1', system]])
  const lasting = await setUp({ failures: Number.POSITIVE_INFINITY })
  const controller = new AbortController()
  const called = lasting.carryOut(eraseSubject('app-1', 1), controller.signal)
  controller.abort()
  await expect(called).rejects.toMatchObject({ code: 'NotNow' })
})

test('copies are deleted one by one; where the deployment keeps them, they stay and the answer says so', async () => {
  const deleting = await setUp()
  expect(await deleting.carryOut(purgeDocuments('app-1', ['d-1', 'never-there'], 1))).toEqual({ isDeleted: true })
  expect([await deleting.isThere('d-1'), await deleting.isThere('d-2')]).toEqual([false, true])
  const keeping = await setUp({ purges: false })
  expect(await keeping.carryOut(purgeDocuments('app-1', ['d-1'], 1))).toEqual({ isDeleted: false })
  expect(await keeping.isThere('d-1')).toBe(true)
})
