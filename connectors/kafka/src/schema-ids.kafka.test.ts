import { randomUUID } from 'node:crypto'
import { sharedStack } from '@icms/test/stack/shared-stack'
import { afterAll, expect, test } from 'vitest'
import { createSchemaIds } from './schema-ids.ts'
import { proxied } from './tcp-proxy.ts'

const { registryUrl } = sharedStack()
const { url, proxy } = await proxied(registryUrl)
afterAll(() => proxy.close())

const subject = () => `t.events.v1-icms.test.${randomUUID()}`
const schema = (...more: object[]) => ({
  type: 'record',
  name: 'A',
  namespace: 'icms.test',
  fields: [{ name: 'n', type: 'long', doc: 'a number' }, ...more],
})

test('a schema that is registered when it is first used has one id, and comes back by it with all that it says', async () => {
  const name = subject()
  const ids = createSchemaIds(url, 'missing')
  const id = await ids.idFor(name, schema())
  expect(await ids.idFor(name, schema())).toBe(id)
  expect(await createSchemaIds(url, 'nothing').idFor(name, schema())).toBe(id)
  expect(await ids.schemaFor(id)).toEqual(schema())
})

test('the deploy step sees to the compatibility of a subject that is there without it', async () => {
  const name = subject()
  const register = { method: 'POST', headers: { 'content-type': 'application/json' } }
  const body = JSON.stringify({ schema: JSON.stringify(schema()) })
  const { id } = (await (await fetch(`${url}/subjects/${name}/versions`, { ...register, body })).json()) as {
    id: number
  }
  expect(await createSchemaIds(url, 'all').idFor(name, schema())).toBe(id)
  const level = (await (await fetch(`${url}/config/${name}`)).json()) as { compatibilityLevel: string }
  expect(level).toEqual({ compatibilityLevel: 'FULL_TRANSITIVE' })
})

test('a schema that no deploy step has registered yet is waited for, with the name of what is missing', async () => {
  const name = subject()
  await expect(createSchemaIds(url, 'nothing').idFor(name, schema())).rejects.toMatchObject({
    code: 'NotNow',
    message: /not registered: run the deploy step/,
  })
})

test('what a list of subjects did not have is registered with its compatibility, and found by others', async () => {
  const name = subject()
  const ids = createSchemaIds(url, 'missing')
  expect(await ids.subjects()).not.toContain(name)
  const all = await Promise.all([ids.idFor(name, schema()), createSchemaIds(url, 'missing').idFor(name, schema())])
  expect(all[0]).toBe(all[1])
  expect(await (await fetch(`${url}/config/${name}`)).json()).toEqual({ compatibilityLevel: 'FULL_TRANSITIVE' })
  expect(await ids.subjects()).toContain(name)
  const changed = ids.idFor(name, schema({ name: 'm', type: 'long' }))
  await expect(changed).rejects.toMatchObject({ code: 'Incompatible' })
  // … also where it was listed before another process registered it.
  const late = subject()
  await createSchemaIds(url, 'missing').idFor(late, schema())
  await expect(ids.idFor(late, schema({ name: 'm', type: 'long' }))).rejects.toMatchObject({ code: 'Incompatible' })
})

test('processes that start at once and register the same schema all have its one id', async () => {
  for (let round = 0; round < 5; round++) {
    const name = subject()
    const asked = Array.from({ length: 8 }, () => createSchemaIds(url, 'missing').idFor(name, schema()))
    expect(new Set(await Promise.all(asked)).size).toBe(1)
    const changed = createSchemaIds(url, 'missing').idFor(name, schema({ name: 'm', type: 'long' }))
    await expect(changed).rejects.toMatchObject({ code: 'Incompatible' })
  }
})

test('a schema that could not be read by those of before is refused', async () => {
  const name = subject()
  const ids = createSchemaIds(url, 'missing')
  await ids.idFor(name, schema())
  await expect(ids.idFor(name, schema({ name: 'm', type: 'long' }))).rejects.toMatchObject({
    code: 'Incompatible',
    message: new RegExp(name),
  })
  expect(await ids.idFor(name, schema({ name: 'm', type: 'long', default: 0 }))).toBeGreaterThan(0)
})

test('an id that the registry does not know is undefined', async () => {
  expect(await createSchemaIds(url, 'missing').schemaFor(2_000_000_000)).toBeUndefined()
})

test('while the registry cannot be reached everything is for later, except what was learnt before', async () => {
  const ids = createSchemaIds(url, 'missing')
  const name = subject()
  const id = await ids.idFor(name, schema())
  await ids.schemaFor(id)
  proxy.cut(true)
  await expect(ids.idFor(subject(), schema())).rejects.toMatchObject({ code: 'NotNow' })
  await expect(createSchemaIds(url, 'nothing').idFor(name, schema())).rejects.toMatchObject({ code: 'NotNow' })
  await expect(ids.schemaFor(id + 1_000_000)).rejects.toMatchObject({ code: 'NotNow' })
  expect(await ids.schemaFor(id)).toEqual(schema())
  proxy.cut(false)
})
