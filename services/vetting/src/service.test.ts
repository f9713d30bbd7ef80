import { system } from '@icms/backbone/actor'
import { runService } from '@icms/backbone/host'
import { manualClock } from '@icms/backbone/manual-clock'
import { createMemoryBackbone } from '@icms/backbone/memory/memory-backbone'
import { createMemoryWorld } from '@icms/backbone/memory/memory-world'
import { headersOf, type OutRecord } from '@icms/backbone/record'
import { fixedReference } from '@icms/backbone/reference-source'
import { seededReference } from '@icms/reference-data/seeded-reference'
import { contracts } from '@icms/schemas/contracts'
import { exampleOf } from '@icms/schemas/example-messages'
import { expect, test, vi } from 'vitest'
import { exampleForm, personId, submittedAt } from './application-story.ts'
import { vetting } from './service.ts'

/** Vetting as it runs, over topics in memory. */
const startVetting = async () => {
  const clock = manualClock(submittedAt)
  const backbone = await createMemoryBackbone(createMemoryWorld({ partitions: 4, clock }), { contracts })
  const { place } = contracts
  const running = await runService(vetting, { backbone, place, clock, reference: fixedReference(seededReference) })

  const record = (type: string, key: string, data: unknown): OutRecord => {
    const { topic, fullName } = place(type)
    const at = clock.now()
    const id = `${type}/${key}`
    const headers = headersOf({ id, fullName, service: 'test', key, at, actor: system })
    return { topic, key, value: backbone.codec.encode(fullName, data), headers, at }
  }
  return {
    publish: (...records: readonly OutRecord[]) => backbone.publish(records),
    record,
    submission: (applicationId: string) =>
      record('ApplicationSubmitted', applicationId, {
        applicationId,
        personId,
        channel: 'ONLINE',
        submittedAt,
        form: exampleForm,
        documents: [],
      }),
    statusOf: async (applicationId: string) => {
      const answer = await backbone.readSide.get('vetting', 'statuses', applicationId)
      return answer.state === 'ready' ? answer.found?.data : undefined
    },
    typesOn: async (topic: string) => {
      const types: string[] = []
      for await (const { value } of backbone.read(topic)) if (value) types.push(backbone.codec.nameOf(value))
      return types
    },
    stop: async () => {
      await running.stop()
      await backbone.close()
    },
  }
}

test('of two applications of one person at the same time exactly one goes on (A31)', async () => {
  const { publish, submission, statusOf, stop } = await startVetting()
  const ids = ['app-1', 'app-2', 'app-3']
  await publish(...ids.map(submission))
  await vi.waitFor(async () => {
    const statuses = await Promise.all(ids.map(async id => (await statusOf(id))?.status))
    expect(statuses.toSorted()).toEqual(['REJECTED', 'REJECTED', 'VETTING'])
  })
  await stop()
})

test('who has an account is refused, whichever partition the account is on (A31)', async () => {
  const { publish, record, submission, statusOf, typesOn, stop } = await startVetting()
  const created = { ...exampleOf('accounts.events.v1', 'AccountCreated'), personId }
  await publish(record('AccountCreated', created.accountId, created))
  await vi.waitFor(async () => expect(await typesOn('vetting.rekeyed.v1')).toContain('icms.vetting.PersonRegistered'))
  await publish(submission('app-1'))
  await vi.waitFor(async () =>
    expect(await statusOf('app-1')).toMatchObject({
      status: 'REJECTED',
      rejectedAtStage: 'DUPLICATE',
      reasons: [{ code: 'ALREADY_REGISTERED' }],
    }),
  )
  await stop()
})
