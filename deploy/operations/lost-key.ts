import { system } from '@icms/backbone/actor'
import { randomId, systemEntropy } from '@icms/backbone/entropy'
import type { Backbone } from '@icms/backbone/port'
import { headersOf, type OutRecord } from '@icms/backbone/record'
import { exampleOf } from '@icms/schemas/example-messages'

/**
 * Test kit: a message that nobody can read until its data key comes back, as when a keyring was restored from an older
 * backup: a dead letter that can be mended. `giveKey` brings the key.
 */
export async function submittedWithLostKey({ codec, publish }: Backbone, applicationId = randomId(systemEntropy)) {
  const fullName = 'icms.intakeweb.ApplicationSubmitted'
  const fresh = codec.fresh(() => {})!
  const at = Date.now()
  const data = { ...exampleOf('intake-web.events.v1', 'ApplicationSubmitted'), applicationId, submittedAt: at }
  const id = randomId(systemEntropy)
  const record: OutRecord = {
    topic: 'intake-web.events.v1',
    key: applicationId,
    value: codec.encode(fullName, data, fresh),
    headers: headersOf({ id, fullName, service: 'intake-web', key: applicationId, at, actor: system }),
    at,
  }
  return { applicationId, id, record, giveKey: () => publish(fresh.records()) }
}
