import { parseLoginName } from '@icms/schemas/registrant-id'
import { expect, test } from 'vitest'
import { another, registerOne } from './registrant.ts'

test('what one registration leaves can be had under other ids, of which none is the first one’s', async () => {
  const { left, ids } = await registerOne()
  expect(new Set(left.map(({ service }) => service))).toEqual(
    new Set(['intake-web', 'vetting', 'identity', 'accounts', 'court-cases', 'case-linking', 'notification', 'email']),
  )
  const { ids: own, rename } = another(ids, 7)
  expect(parseLoginName(own.loginName)).toEqual({ ok: true, value: own.accountId })
  const copies = left.map(({ key, state, outcomes }) => ({
    key: rename(key),
    text: JSON.stringify(rename([state, outcomes])),
  }))
  for (const name of [...Object.values(ids), ...left.map(({ key }) => key)])
    expect(copies.filter(({ key, text }) => key === name || text.includes(name))).toEqual([])
  expect(copies.map(({ key }) => key)).toContain(own.caseId)
  expect(new Set([...copies, ...left].map(({ key }) => key)).size).toBeGreaterThan(left.length)
})
