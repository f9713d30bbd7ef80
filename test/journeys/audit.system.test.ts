import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Gateway, startGateway } from './gateway.ts'
import { apply, approve } from './registration.ts'

let gateway: Gateway
beforeAll(async () => {
  gateway = await startGateway()
}, 60_000)
afterAll(() => gateway?.stop())

test('an event that somebody changed in the file is named with its place, and its trail says so (I8)', async () => {
  const applied = await apply(gateway, 200_000)
  await approve(gateway, applied)
  await gateway.mail(applied.email, /Login name/)
  const { faults, topics } = await gateway.operator().audit()
  expect(faults).toEqual([])
  expect(topics.find(({ topic }) => topic === 'vetting.events.v1')?.events).toBeGreaterThan(5)

  await gateway.host.stop()
  const file = new DatabaseSync(join(gateway.settings.dataDir, 'icms.sqlite'))
  const actor = 'staff;id=demo-vetting;role=vetting'
  const { changes } = file
    .prepare('UPDATE log SET headers = replace(headers, ?, ?) WHERE key = ? AND headers LIKE ?')
    .run(actor, 'staff;id=nobody;role=vetting', applied.applicationId, `%DecisionRecorded%${actor}%`)
  file.close()
  expect(changes).toBe(1)
  await gateway.restart()

  const [fault, ...others] = (await gateway.operator().audit()).faults
  expect(others).toEqual([])
  expect(fault).toMatchObject({ problem: 'CHANGED', topic: 'vetting.events.v1', key: applied.applicationId })
  const { events } = await gateway.operator().trail(applied.applicationId)
  expect(events.filter(event => event.problem).map(event => [event.type, event.problem])).toEqual([
    ['DecisionRecorded', 'CHANGED'],
  ])
  const auditor = await gateway.staff('demo-auditor')
  const { body } = await auditor.get(`/api/v1/ops/audit/${applied.applicationId}`)
  expect(JSON.stringify(body)).not.toContain(applied.email)
})
