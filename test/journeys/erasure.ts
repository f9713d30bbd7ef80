import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { annexB } from '@icms/deploy/demo/forms'
import { keyringTopic } from '@icms/backbone/keyring-topic'
import { accepted, until } from '@icms/deploy/demo/people'
import { listedRecords } from '@icms/schemas/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faxAnswered } from './dismissed-paper.ts'
import { dayMs, type Gateway, startGateway } from './gateway.ts'
import { activate, apply, approve, statusIs } from './registration.ts'

type Settings = Readonly<Record<string, string>>
type Body = Record<string, unknown>

/** Texts that stand for a person, each found nowhere else. */
const marked = (n: number) => ({
  name: { surnameEn: 'Zyxwmark', givenNameEn: 'Qvutmark', nameZh: '龘靐齉' },
  address: { lines: ['Srqpmark House', 'Onmlmark Street'], country: 'HK', district: 'WAN_CHAI' },
  phone: '6888 1357',
  email: `kjihmark-${n}@example.com`,
})
const marks = /zyxwmark|qvutmark|龘靐齉|srqpmark|onmlmark|68881357|kjihmark/i
const wanted = { erasureReason: 'NO_LONGER_NEEDED', confirmed: true }
const erased = { status: 410, body: { type: 'urn:icms:problem:erased' } }

/** From the registration of a person to the day on which nobody can read of it any more, on whichever backbone. */
export function describeErasure(backbone: string, settings: () => Promise<Settings> | Settings) {
  describe(`erasure on ${backbone}`, () => {
    let gateway: Gateway
    beforeAll(async () => {
      gateway = await startGateway(await settings())
    }, 180_000)
    afterAll(() => gateway?.stop())

    let sent = 0
    const post = async (staffId: string, path: string, body: Body = wanted) => {
      const { browser } = await gateway.staff(staffId)
      sent += 1
      const answer = await browser.json('POST', path, body, { 'idempotency-key': `erasure-${process.pid}-${sent}` })
      return { status: answer.status, body: JSON.parse(answer.body || '{}') as Body }
    }
    const read = async (staffId: string, path: string) => (await gateway.staff(staffId)).get(path)
    const becomesErased = (staffId: string, path: string) =>
      until(
        () => read(staffId, path),
        ({ status }) => status === 410,
        `${path} erased`,
      )
    const moveOn = (days: number) => gateway.advanceTo(gateway.clock.now() + days * dayMs, 20 * dayMs)
    const eventsOf = async (id: string) => (await gateway.operator().timeline(id)).map(({ type }) => type)
    const nothingIsLeft = () =>
      until(
        () => everythingRead(gateway),
        text => !marks.test(text),
        'nothing of the person',
      )
    const hasFiles = (id: string) => existsSync(join(gateway.settings.documentsDir, id))

    test('a rejected applicant: copies go with the decision, the rest after a year, and the person may apply again; so does who sent paper that was dismissed', async () => {
      const number = 510_001
      const { address } = marked(number)
      const paperId = await faxAnswered(gateway, 'not-for-us', { name: 'Qvutmark & Co', address, language: 'EN' })
      const { applicationId, email, form } = await applyWithDocuments(gateway, number)
      const officer = await gateway.staff('demo-vetting')
      accepted(await officer.reject(applicationId, { reasonCodes: ['NOT_ELIGIBLE'] }))
      const purged = await until(
        () => officer.application(applicationId),
        ({ body }) => body.purge,
        'deleted copies',
      )
      const [copy, notice] = purged.body.documents as { documentId: string }[]
      expect(purged.body.purge).toMatchObject({ documentIds: [copy!.documentId] })
      const document = (id: string) => officer.browser.get(`/desk/documents/${applicationId}/${id}?lang=zh`)
      expect((await document(notice!.documentId)).status).toBe(200)
      const gone = await document(copy!.documentId)
      expect([gone.status, gone.body.includes('有關資料已刪除')]).toEqual([410, true])

      const path = `/api/v1/vetting/applications/${applicationId}/erasure`
      expect(await post('demo-judiciary-administrator', path)).toMatchObject({
        status: 409,
        body: { reason: 'RETENTION_RUNS' },
      })
      await moveOn(367)
      const due = await read('demo-judiciary-administrator', '/api/v1/vetting/applications/erasures')
      expect(due.body.erasable).toMatchObject([{ id: applicationId, outcome: 'rejected' }])
      expect(await everythingRead(gateway)).toMatch(marks)
      expect(hasFiles(applicationId)).toBe(true)
      accepted(await post('demo-judiciary-administrator', path))
      await becomesErased('demo-vetting', `/api/v1/vetting/applications/${applicationId}`)
      // The letter to who sent the paper waited until now; it goes with the paper.
      expect(await everythingRead(gateway)).toMatch(marks)
      const paper = `/api/v1/vetting/papers/${paperId}`
      accepted(await post('demo-judiciary-administrator', `${paper}/erasure`))
      await becomesErased('demo-vetting', paper)
      await until(
        () => eventsOf(paperId),
        types => types.includes('LetterCancelled') && types.includes('PaperErased'),
        'a letter that is not sent',
      )
      await nothingIsLeft()
      expect(hasFiles(applicationId)).toBe(false)
      const told = async (id: string) => {
        const { status, body } = await gateway.applicant().status(id, email)
        return { status, body: { ...body, instance: '' } }
      }
      expect(await told(applicationId)).toEqual(await told(applicationId.replaceAll(/./g, '7')))
      const { identityDocument } = form
      const found = await post('demo-vetting', '/api/v1/vetting/search', { text: identityDocument.number })
      expect(found.body).toEqual({ applications: [] })
      expect(await eventsOf(applicationId)).toEqual(
        expect.arrayContaining(['ApplicationErased', 'IdentityCopiesPurged']),
      )

      const again = await apply(gateway, number)
      expect(again.form.identityDocument).toEqual(identityDocument)
      await statusIs(gateway, again.applicationId, again.email, 'VETTING')
    })

    test('a registered user: seven years after the end account and application go together; every desk says so', async () => {
      const applied = await apply(gateway, 510_002, marked(510_002))
      await approve(gateway, applied)
      const { loginName } = await activate(gateway, applied)
      const { body } = await read('demo-judiciary-administrator', `/api/v1/desk/accounts?find=${loginName}`)
      const { accountId } = (body.accounts as Body[])[0] as { accountId: string }
      const desk = `/api/v1/desk/accounts/${accountId}`
      expect((await post('demo-judiciary-administrator', `${desk}/erasure`)).body.reason).toBe('NOT_CLOSED')
      accepted(await post('demo-judiciary-administrator', `${desk}/terminate`, { reasonCode: 'MISUSE' }))
      const { applicationId } = applied
      const application = `/api/v1/vetting/applications/${applicationId}`
      expect((await post('demo-judiciary-administrator', `${application}/erasure`)).body.reason).toBe('HAS_ACCOUNT')
      await moveOn(2_559)
      expect(await everythingRead(gateway)).toMatch(marks)
      accepted(await post('demo-judiciary-administrator', `${desk}/erasure`))
      await becomesErased('demo-help-centre', desk)
      await becomesErased('demo-vetting', application)
      expect(await read('demo-help-centre', `/api/v1/identity/attendances/${applicationId}`)).toMatchObject(erased)
      expect(await post('demo-judiciary-administrator', `${desk}/erasure`)).toMatchObject(erased)
      await nothingIsLeft()
      await apply(gateway, 510_002)
    })

    test('what nobody finished erases itself: a draft after it expired, the proof of an address after two days', async () => {
      const email = 'kjihmark-abandoned@example.com'
      const person = gateway.applicant()
      const form = annexB(510_003, await person.termsVersion(), { ...marked(510_003), email })
      const draft = await savedDraft(gateway, person, form)
      const draftId = draft.applicationId as string
      await moveOn(3)
      await until(
        () => gateway.operator().records('intake-web.events.v1'),
        all => all.some(({ type, data }) => type === 'AbandonedErased' && (data as Body).subjectId !== draftId),
        'an erased proof',
      )
      expect(await everythingRead(gateway)).toMatch(marks)
      await moveOn(91)
      await until(
        () => eventsOf(draftId),
        types => types.includes('AbandonedErased'),
        'an erased draft',
      )
      await nothingIsLeft()
    })

    test('afterwards everything goes on: a restart shows the same, the trail verifies, nothing is a dead letter', async () => {
      await gateway.restart()
      const records = await gateway.operator().records('vetting.events.v1')
      const ids = records.filter(({ type }) => type === 'ApplicationErased').map(({ key }) => String(key))
      expect(ids).toHaveLength(2)
      for (const id of ids) {
        expect(await read('demo-auditor', `/api/v1/vetting/applications/${id}`)).toMatchObject(erased)
        const { events } = await gateway.operator().trail(id)
        expect(events.map(({ problem }) => problem)).not.toContain('CHANGED')
        expect(JSON.stringify(events)).toContain('[erased]')
      }
      const page = await (await gateway.staff('demo-auditor')).browser.get(`/ops/audit?id=${ids[0]}`)
      expect([page.status, page.body.includes('ApplicationErasureDecided')]).toEqual([200, true])
      expect((await gateway.operator().audit()).faults).toEqual([])
      expect((await gateway.operator().deadLetters()).deadLetters).toEqual([])
      expect(await everythingRead(gateway)).not.toMatch(marks)
    })
  })
}

/** Everything that the gateway can read of what its backbone keeps, as text: messages, states and outcomes. */
async function everythingRead({ host: { backbone } }: Gateway): Promise<string> {
  const { codec } = backbone
  const texts: string[] = []
  const addFramed = async (value: Uint8Array | null) => {
    if (!value) return
    await codec.prepare([value])
    const data = codec.decode(value) as Body
    texts.push(JSON.stringify(data))
    if (!codec.nameOf(value).endsWith('.KeyState')) return
    const { state, outcomes } = data as { state: Buffer | null; outcomes: { outputs: { value: Buffer }[] }[] }
    await addFramed(state)
    for (const { outputs } of outcomes) for (const output of outputs) await addFramed(output.value)
  }
  const topics = new Set(listedRecords().map(listed => listed.topic))
  // Keys are no texts, and of those that went nothing is left to be read.
  topics.delete(keyringTopic)
  for (const topic of topics)
    for await (const { key, headers, value } of backbone.read(topic)) {
      texts.push(`${key} ${JSON.stringify(headers)}`)
      // Beside the states of keys there is what the runtime notes for itself: positions, no texts.
      if (!topic.endsWith('.state.v1') || key?.startsWith('state/')) await addFramed(value)
    }
  return texts.join('\n')
}

type Form = ReturnType<typeof annexB>

async function savedDraft(gateway: Gateway, person: ReturnType<Gateway['applicant']>, form: Form): Promise<Body> {
  const send = async (path: string, body: object) => {
    const key = { 'idempotency-key': `${form.email.replace('@', '-')}-${path}` }
    const answer = await person.browser.json('POST', `/api/v1/applications/${path}`, body, key)
    return accepted({ status: answer.status, body: JSON.parse(answer.body) as Body })
  }
  await send('email-codes', { email: form.email, language: 'EN' })
  return send('drafts', { ...form, emailProof: await gateway.emailCode(form.email) })
}

/** Applies with the copy of an identity card and a notice of the court. */
async function applyWithDocuments(gateway: Gateway, n: number) {
  const person = gateway.applicant()
  const form = annexB(n, await person.termsVersion(), marked(n))
  const { applicationId } = (await savedDraft(gateway, person, form)) as { applicationId: string }
  const cookie = () => [...person.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  for (const kind of ['HKID', 'NOTICE_OF_PROCEEDING']) {
    const body = new FormData()
    body.set('kind', kind)
    const content = '%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n% Zyxwmark\n%%EOF\n'
    body.set('file', new Blob([content], { type: 'application/pdf' }), 'zyxwmark.pdf')
    const headers = { cookie: cookie(), 'idempotency-key': `document-${kind}-${n}` }
    const { status } = await fetch(`${gateway.origin}/api/v1/applications/draft/documents`, {
      method: 'POST',
      body,
      headers,
    })
    expect(status).toBe(201)
  }
  const key = { 'idempotency-key': `submitted-${n}` }
  const { status, body } = await person.browser.json('POST', '/api/v1/applications', form, key)
  accepted({ status, body: JSON.parse(body) as Body })
  await statusIs(gateway, applicationId, form.email, 'VETTING')
  return { applicationId, form, email: form.email }
}
