import type { Deployable, HostContext } from '@icms/backbone/deployable'
import type { CommandResult } from '@icms/backbone/edge'
import { deployable as accounts } from '@icms/accounts/main'
import { deployable as caseLinking } from '@icms/case-linking/main'
import { operationsEdge } from '@icms/deploy/operations/operations-edge'
import { deployable as identity } from '@icms/identity/main'
import { deployable as intakeWeb } from '@icms/intake-web/main'
import { deployable as notification } from '@icms/notification/main'
import { deployable as referenceData } from '@icms/reference-data/main'
import { currentTermsAt } from '@icms/reference-data/reference-view'
import { seededReference } from '@icms/reference-data/seeded-reference'
import { createTestHost, type TestHost } from '@icms/reference-data/test-host'
import { exampleOf } from '@icms/schemas/example-messages'
import { deployable as vetting } from '@icms/vetting/main'
import type { FormBrowser } from '@icms/web/form-browser'
import type { FastifyPluginAsync, RouteOptions } from 'fastify'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

const applicationId = 'app-1'
const documentId = 'document-1'
const approved = exampleOf('vetting.events.v1', 'ApplicationApproved')
const accountId = approved.registrantId
const confirmed = exampleOf('accounts.events.v1', 'FilingConfirmed')
const { caseId } = confirmed
const requestId = 'request-1'
const paperId = 'fax-1'
/** An application on paper, whose applicant is written a letter. */
const onPaper = 'app-2'

const staff = ['vetting', 'help-centre', 'judiciary-administrator', 'court-support', 'auditor', 'administrator']
const routes: RouteOptions[] = []
let host: TestHost
let browsers: readonly FormBrowser[]
let deadLetterId: string
let letterId: string

/** The first edge, with every route of all edges and the pages of operations noted as it is declared. */
const noting = (first: Deployable<FastifyPluginAsync>): Deployable<FastifyPluginAsync> => ({
  ...first,
  async start(context) {
    const started = await first.start(context)
    const note: FastifyPluginAsync = async server => {
      server.addHook('onRoute', route => void routes.push(route))
      const keyring = { status: vi.fn(), rewrap: vi.fn() }
      const declarationOf = async () => vetting.service
      const tokens = { operations: 'a token of tests' }
      await server.register(operationsEdge({ context, keyring, running: new Map(), declarationOf, tokens }))
    }
    const everywhere = Object.assign(note, { [Symbol.for('skip-override')]: true })
    return { ...started, edges: [{ prefix: '', plugin: everywhere }, ...(started.edges ?? [])] }
  },
})

beforeAll(async () => {
  host = await createTestHost([
    noting(vetting),
    identity,
    accounts,
    caseLinking,
    intakeWeb,
    notification,
    referenceData,
  ])
  await somebodyRegistered(host.context)
  deadLetterId = await poisoned(host.context)
  letterId = await written()
  browsers = await Promise.all(staff.map(id => host.staffBrowser(`demo-${id}`)))
}, 30_000)
afterAll(() => host.stop())

/** An application with a document, invited to the Help Centre; an account, linked to a case and waiting for another link. */
async function somebodyRegistered({ commands, documents, clock, backbone }: HostContext) {
  const example = exampleOf('intake-web.commands.v1', 'SubmitApplication').form
  const form = { ...example, termsVersion: currentTermsAt(seededReference, clock.now())!.version }
  const content = Buffer.from('%PDF-1.7')
  const document = { documentId, kind: 'NOTICE_OF_PROCEEDING', fileName: 'a.pdf', mediaType: 'application/pdf' }
  await documents.store.put(applicationId, documentId, content)
  const send = async (service: string, type: string, data: object): Promise<CommandResult> => {
    const actor = { kind: 'staff', id: 'staff-1', role: 'vetting' } as const
    const command = { id: `${type}-1`, type, key: applicationId, data: { applicationId, ...data }, actor }
    return commands.send(service, command)
  }
  const supplied = { ...document, bytes: content.length, sha256: '0', scan: 'CLEAN' }
  const proven = { personId: 'person-1', emailProvenAt: clock.now() }
  await send('intake-web', 'SubmitApplication', { form, ...proven, documents: [supplied] })
  const rowIs = (service: string, table: string, id: string, data: object) =>
    vi.waitFor(async () => {
      const answer = await backbone.readSide.get(service, table, id)
      expect(answer).toMatchObject({ state: 'ready', found: { data } })
    }, 5_000)
  await rowIs('vetting', 'applications', applicationId, { status: 'VETTING' })
  await paperCame(documents.store)
  await send('vetting', 'ApproveForAuthentication', { note: 'In order.', checked: [] })
  await rowIs('identity', 'attendances', applicationId, { status: 'INVITED' })
  await host.tell('ApplicationApproved', applicationId, { ...approved, applicationId })
  await rowIs('accounts', 'accounts', accountId, { status: 'CREATED' })
  const asked = exampleOf('accounts.events.v1', 'LinkRequested')
  await host.tell('LinkRequested', accountId, { ...asked, accountId, caseId, requestId, at: clock.now() })
  // What happens to a case is in its history, and names no account.
  const disposed = exampleOf('court-cases.events.v1', 'CaseDisposed')
  await host.tell('CaseDisposed', caseId, { ...disposed, caseId })
  await vi.waitFor(async () => {
    const answer = await backbone.readSide.get('case-linking', 'cases', caseId)
    const history = answer.state === 'ready' ? answer.found?.data.history : undefined
    expect(history).toContainEqual(expect.objectContaining({ event: 'CaseDisposed', accountId: '' }))
  }, 5_000)
}

/** A fax on the worklist, with a page that can be looked at. */
async function paperCame(store: HostContext['documents']['store']) {
  const { paper } = exampleOf('intake-fax.events.v1', 'FaxPaperReceived')
  const pages = [{ page: 1, pictureId: 'p-1', width: 1, height: 1, hash: null, reference: null, damage: null }]
  const document = { ...paper.documents[0]!, subjectId: paperId, documentId, archiveId: 'archive-1', pages }
  for (const id of [documentId, 'archive-1', 'p-1']) await store.put(paperId, id, Buffer.from('%PDF-1.7'))
  const at = host.clock.now()
  await host.tell('FaxPaperReceived', paperId, { paperId, at, paper: { ...paper, paperId, documents: [document] } })
  await vi.waitFor(async () => {
    const answer = await host.context.backbone.readSide.get('vetting', 'papers', paperId)
    expect(answer).toMatchObject({ state: 'ready', found: { data: { status: 'UNASSIGNED' } } })
  }, 5_000)
}

/** A message about the account that nobody can read: vetting sets it aside, and accounts does not read it. */
async function poisoned({ backbone, clock }: HostContext): Promise<string> {
  const value = Buffer.from('not of any schema')
  await backbone.publish([{ topic: 'accounts.events.v1', key: accountId, value, headers: {}, at: clock.now() }])
  const wanted = { table: 'dead-letters', index: 'status', value: 'OPEN', limit: 1 }
  return vi.waitFor(async () => {
    const open = await backbone.readSide.list('vetting', wanted)
    expect(open).toMatchObject({ state: 'ready', found: { rows: [expect.anything()] } })
    return open.state === 'ready' ? open.found.rows[0]!.id : ''
  }, 5_000)
}

/** Somebody who gave no address of mail is written. */
async function written(): Promise<string> {
  const transcribed = exampleOf('vetting.events.v1', 'ApplicationTranscribed')
  await host.tell('ApplicationTranscribed', onPaper, { ...transcribed, applicationId: onPaper })
  const wanted = { table: 'letters', index: 'status', value: 'WAITING', limit: 1 }
  return vi.waitFor(async () => {
    const waiting = await host.context.backbone.readSide.list('notification', wanted)
    expect(waiting).toMatchObject({ state: 'ready', found: { rows: [expect.anything()] } })
    return waiting.state === 'ready' ? waiting.found.rows[0]!.id : ''
  }, 5_000)
}

/** Routes for staff whose path has a parameter, so that they may show somebody's record. */
const shown = (): readonly string[] =>
  routes
    .filter(({ method, onRequest }) => {
      const hooks = [onRequest].flat() as { readonly name?: string }[]
      return method === 'GET' && hooks.some(hook => hook?.name === 'staffOnly' || hook?.name === 'readers')
    })
    .map(({ url }) => url)
    .filter(url => url.includes('/:') && !url.includes('/reference/'))

const values = (url: string): Readonly<Record<string, string>> => ({
  ...{ applicationId, accountId, caseId, requestId, documentId, step: 'suspend', topic: 'vetting.events.v1' },
  ...{ deadLetterId, paperId, letterId, page: '1' },
  id: url.includes('/accounts/') ? accountId : url.includes('/papers/') ? paperId : applicationId,
})

const pathOf = (url: string): string => {
  const path = url.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(values(url)[name]!))
  // A list of messages is of nobody; those of one key are somebody's.
  return /\/(records|tail)$|^\/ops\/topics\//.test(url) ? `${path}?key=${applicationId}` : path
}

/** Whose records were seen so far, once for each view. */
async function viewed(): Promise<readonly (string | null)[]> {
  const keys: (string | null)[] = []
  for (const topic of ['vetting.events.v1', 'accounts.events.v1'])
    for await (const { headers, key } of host.context.backbone.read(topic))
      if (/Viewed$/.test(headers.ce_type ?? '')) keys.push(key)
  return keys
}

test('whatever shows staff the record of a person records it: every route of every edge', async () => {
  const urls = shown()
  const unrecorded: string[] = []
  for (const url of urls) {
    const before = await viewed()
    const statuses: number[] = []
    for (const browser of browsers) {
      const { status } = await browser.get(pathOf(url))
      statuses.push(status)
      if (status === 200) break
    }
    if (statuses.at(-1) !== 200) unrecorded.push(`${url} was shown to nobody: ${statuses.join(', ')}`)
    const isRecorded = vi.waitFor(async () => expect((await viewed()).length).toBeGreaterThan(before.length), 2_000)
    await isRecorded.catch(() => unrecorded.push(url))
  }
  expect(unrecorded).toEqual([])
  expect(new Set(await viewed())).toEqual(new Set([applicationId, accountId, paperId, onPaper]))
  // Those that are known now, so that the walk cannot come to walk nowhere.
  expect(urls).toEqual(
    expect.arrayContaining([
      '/desk/vetting/:applicationId',
      '/desk/vetting/papers/:paperId',
      '/desk/vetting/papers/:paperId/pages/:documentId/:page',
      '/api/v1/vetting/papers/:paperId',
      '/api/v1/vetting/applications/:applicationId',
      '/desk/identity/:applicationId',
      '/desk/documents/:applicationId/:documentId',
      '/desk/accounts/:accountId',
      '/desk/accounts/erasures/:id',
      '/desk/cases/:caseId',
      '/api/v1/desk/cases/:caseId',
      '/api/v1/letters/:letterId',
      '/api/v1/ops/audit/:id',
      '/api/v1/ops/dead-letters/:deadLetterId',
      '/ops/dead-letters/:deadLetterId',
      '/ops/dead-letters/:deadLetterId/replay',
      '/ops/topics/:topic',
    ]),
  )
}, 60_000)
