import { BackboneError } from '@icms/backbone/errors'
import type { FastifyInstance } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { declareOperation } from './json-api.ts'
import { ProblemError } from './problem.ts'
import { requireOperation } from './require-session.ts'
import { type RecordViews, tellShown } from './staff-views.ts'
import { createTestServer, type TestServer } from './test-server.ts'

let rig: TestServer
afterEach(() => rig.server.close())

const text = 'what nobody may see unrecorded'
const ok = { 200: { type: 'object', properties: { text: { type: 'string' } } } } as const

function mount(server: FastifyInstance) {
  const desk = { onRequest: requireOperation('vetting.read') }
  server.get('/desk/:applicationId', desk, async () => text)
  server.get('/desk/:applicationId/away', desk, async (_, reply) => reply.redirect('/desk', 303))
  server.get('/desk/:applicationId/gone', desk, async () => {
    throw new ProblemError('not-found')
  })
  server.get('/desk', desk, async () => 'a list')
  server.get('/desk/:applicationId/form', desk, async (_, reply) => {
    const field = `<input type="hidden" name="_csrf" value="${reply.generateCsrf()}">`
    const forms = ['', '/done'].map(step => `<form method="post" action="/desk/app-1${step}">${field}</form>`)
    return reply.type('text/html').send(forms.join(''))
  })
  server.post('/desk/:applicationId', desk, async (_, reply) => reply.code(422).send(text))
  server.post('/desk/:applicationId/done', desk, async (_, reply) => reply.redirect('/desk', 303))
  server.get('/file/:applicationId/:documentId', { onRequest: requireOperation('documents.read') }, (_, reply) =>
    reply.header('content-disposition', 'attachment').send(Buffer.from(text)),
  )
  server.get('/case/:caseId', { onRequest: requireOperation('cases.read') }, async request => {
    tellShown(request, [
      { kind: 'account', id: 'one' },
      { kind: 'account', id: 'two' },
    ])
    return text
  })
  server.get('/forgot/:caseId', { onRequest: requireOperation('cases.read') }, async () => text)
  server.get('/reference/:kind', { onRequest: requireOperation('reference.read') }, async () => 'a table')
  const params = { type: 'object', properties: { accountId: { type: 'string' } } } as const
  const account = { path: '/api/account/:accountId', summary: 'An account', access: 'accounts.read', params } as const
  declareOperation(server, { ...account, id: 'read', method: 'GET', answers: ok }, async () => ({ text }))
  declareOperation(server, { ...account, id: 'change', method: 'POST', answers: ok }, async () => {
    throw new ProblemError('refused')
  })
}

async function start(failure?: Error) {
  const recorded: string[] = []
  const record: RecordViews = async (actor, views) => {
    if (failure) throw failure
    for (const { subject, part, documentId } of views)
      recorded.push([actor.id, actor.role, subject.kind, subject.id, part, documentId].filter(Boolean).join(' '))
  }
  rig = await createTestServer(mount, {}, undefined, undefined, record)
  return recorded
}

const getAs = async (staff: string, url: string) => (await rig.staffBrowser(staff)).get(url)

test('what shows a record to staff is recorded: who, in which role, whose, which part', async () => {
  const recorded = await start()
  const vetting = await rig.staffBrowser('demo-vetting')
  expect((await vetting.get('/desk/app-1')).body).toBe(text)
  await vetting.get('/file/app-1/doc-1')
  const cookie = [...vetting.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const { host } = new URL(rig.server.web.origin())
  await rig.server.inject({ method: 'HEAD', url: '/file/app-1/doc-2', headers: { host, cookie } })
  await getAs('demo-court-support', '/case/case-1')
  await (await rig.staffBrowser('demo-help-centre')).json('GET', '/api/account/acc-1')
  expect(recorded).toEqual([
    'demo-vetting vetting application app-1 APPLICATION',
    'demo-vetting vetting application app-1 DOCUMENT doc-1',
    'demo-vetting vetting application app-1 DOCUMENT doc-2',
    'demo-court-support court-support account one CASE',
    'demo-court-support court-support account two CASE',
    'demo-help-centre help-centre account acc-1 ACCOUNT',
  ])
})

test('what shows no record is not: lists, tables, redirects, problems, answers to commands, who was not let in', async () => {
  const recorded = await start()
  const vetting = await rig.staffBrowser('demo-vetting')
  for (const url of ['/desk', '/desk/app-1/away', '/desk/app-1/gone', '/api/account/acc-1']) await vetting.get(url)
  await getAs('demo-auditor', '/reference/closure')
  await rig.newBrowser().get('/desk/app-1')
  await (await rig.staffBrowser('demo-help-centre')).json('POST', '/api/account/acc-1', {})
  expect(recorded).toEqual([])
})

test('the page of a form that is shown again after a post is recorded, and its redirect is not', async () => {
  const recorded = await start()
  const vetting = await rig.staffBrowser('demo-vetting')
  const form = await vetting.get('/desk/app-1/form')
  expect((await vetting.submit(form, {}, '/desk/app-1/done')).body).toBe('a list')
  expect((await vetting.submit(form, {}, '/desk/app-1')).status).toBe(422)
  expect(recorded).toEqual(Array(2).fill('demo-vetting vetting application app-1 APPLICATION'))
})

test('what cannot be recorded is not shown: 503 and nothing of it, not as a file either', async () => {
  await start(new BackboneError('NotNow', 'the broker is away'))
  const vetting = await rig.staffBrowser('demo-vetting')
  for (const url of ['/desk/app-1', '/file/app-1/doc-1']) {
    const answer = await vetting.get(url)
    expect([answer.status, answer.body.includes(text)]).toEqual([503, false])
    expect(answer.headers['content-disposition']).toBeUndefined()
    expect(answer.headers['retry-after']).toBe('5')
  }
})

test('a route for staff with a parameter that does not say whose record it shows answers a failure', async () => {
  const recorded = await start()
  const answer = await getAs('demo-court-support', '/forgot/case-1')
  expect([answer.status, answer.body.includes(text)]).toEqual([500, false])
  expect(rig.logged()).toContain('/forgot/:caseId shows staff a record and does not say whose')
  expect(recorded).toEqual([])
})
