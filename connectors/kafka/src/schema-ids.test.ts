import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createSchemaIds } from './schema-ids.ts'

const schema = { type: 'record', name: 'A', fields: [] }

/** A registry that refuses to register because somebody else is at it, and says this of compatibility. */
async function refusing(compatibility: { status: number; body: object }) {
  const server = createServer(({ method, url = '' }, response) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (url.startsWith('/compatibility/')) return answer(compatibility.status, compatibility.body)
    if (method === 'POST' && url.endsWith('/versions'))
      return answer(409, { error_code: 409, message: 'already exists' })
    return answer(404, { error_code: 40401, message: 'no such subject' })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return createSchemaIds(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'missing')
}

test('a schema that is refused while another process registers it is tried again, not given up', async () => {
  const unknown = await refusing({ status: 404, body: { error_code: 40401, message: 'no such subject' } })
  await expect(unknown.idFor('a', schema)).rejects.toMatchObject({ code: 'NotNow' })
  const sound = await refusing({ status: 200, body: { is_compatible: true } })
  await expect(sound.idFor('a', schema)).rejects.toMatchObject({ code: 'NotNow' })
})

test('a schema that is refused for what it says is given up, and so is one of which a registry says no more', async () => {
  const incompatible = await refusing({ status: 200, body: { is_compatible: false } })
  await expect(incompatible.idFor('a', schema)).rejects.toMatchObject({ code: 'Incompatible' })
  const mute = await refusing({ status: 404, body: { message: 'no such page' } })
  await expect(mute.idFor('a', schema)).rejects.toMatchObject({ code: 'Incompatible' })
})
