import { filing } from '@icms/deploy/demo/forms'
import { accepted, until } from '@icms/deploy/demo/people'
import { dayMs, type Gateway, minuteMs } from '../journeys/gateway.ts'
import { activate, type Applied, apply, approve, attendance, enquire, statusIs } from '../journeys/registration.ts'
import { fillLetters } from './filled-letters.ts'
import { fillPaperDesk } from './filled-paper-desk.ts'
import { fillPost } from './filled-post.ts'
import { fillSideRoads } from './filled-side-roads.ts'

/** The password of the account holder. */
export const password = 'Correct-Horse-42'

/** What somebody might type to run a script on whoever reads it, or to widen their page. */
export const script = '<script>document.title="owned"</script><img src=x onerror=alert(1)>'
export const unbroken = 'W'.repeat(80)

/** An applicant of whom every field is filled in, long and hostile, who waits longer than the rules promise (R34a, R37). */
const talkative = {
  salutation: '<b>Doctor</b>',
  name: {
    surnameEn: "Wolfeschlegelsteinhausenbergerdorff-O'Brien",
    givenNameEn: 'Hubert Blaine',
    nameZh: '歐陽修·陳大文',
  },
  dateOfBirth: '2010-06-15',
  address: {
    lines: [script, unbroken, '九龍油麻地彌敦道一二三號和諧花園第三座十二樓甲室'],
    country: 'HK',
    district: 'YAU_TSIM_MONG',
  },
  email: `${'long-name-'.repeat(6)}@${'subdomain.'.repeat(10)}example.com`,
  preferredLanguage: 'ZH_HANT',
  eligibility: 'OTHER_10C',
  actingInPerson: null,
  reasons: `I am a beneficiary of the estate. ${script} ${unbroken}`,
  rightOfAudience: 'By leave of the court, given on 3 January 2023.',
}

const representative = {
  name: { surnameEn: 'Lee', givenNameEn: 'Mei', nameZh: '李薇' },
  identityDocument: { kind: 'PASSPORT', number: 'X1234567', issuingCountry: 'GB' },
  phone: '+44 20 7946 0018',
}

/** What lapsed may be erased at once, so that there is some of it. */
export const filledSettings = { ICMS_RETENTION_LAPSED_DAYS: '0' }

async function erase(gateway: Gateway, applicationId: string): Promise<void> {
  const { browser, application } = await gateway.staff('demo-judiciary-administrator')
  const path = `/api/v1/vetting/applications/${applicationId}/erasure`
  const wanted = { erasureReason: 'NO_LONGER_NEEDED', confirmed: true }
  const { status } = await browser.json('POST', path, wanted, { 'idempotency-key': `erase-${applicationId}` })
  if (status !== 200) throw new Error(`an erasure was answered ${status}`)
  await until(
    () => application(applicationId),
    answer => answer.status === 410,
    'an erased application',
  )
}

/**
 * Brings applications and an account into every state that a page shows, and leaves a message that cannot be read.
 * The gateway has `filledSettings`.
 * Returns their ids by what they are; the clock has moved on by 31 days.
 */
export async function fillGateway(gateway: Gateway) {
  const caseNumber = 'DCPI 1234/2023'
  const opted = ['DCPI 77/2023', 'DCPI 78/2023']
  const vetted = async (n: number, rest?: object) => {
    const applied = await apply(gateway, n, { ...rest })
    accepted(await (await gateway.staff('demo-vetting')).approveForAuthentication(applied.applicationId))
    await statusIs(gateway, applied.applicationId, applied.email, 'AUTH_PENDING')
    return applied
  }
  const [waiting, unanswered, lapsed, erased] = await Promise.all([
    apply(gateway, 420_001, talkative),
    apply(gateway, 420_010),
    vetted(420_002),
    vetted(420_009),
  ])
  await gateway.advanceTo(gateway.clock.now() + 31 * dayMs)
  for (const { applicationId, email } of [lapsed, erased]) await statusIs(gateway, applicationId, email, 'REJECTED')
  await erase(gateway, erased.applicationId)
  await enquire(gateway, waiting, `Is anything missing? ${script}`)

  const [invited, authenticated, failed, rejected, approved, holder] = await Promise.all([
    vetted(420_003, { personalRepresentative: representative }),
    vetted(420_004),
    vetted(420_005),
    apply(gateway, 420_006),
    apply(gateway, 420_007, { eligibility: 'PROSPECTIVE', cases: [] }),
    apply(gateway, 420_008, {
      cases: [caseNumber, ...opted].map(number => ({ caseNumber: number, role: 'PLAINTIFF' })),
      optedCases: [caseNumber, ...opted],
    }),
  ])
  const helpCentre = await gateway.staff('demo-help-centre')
  await gateway.advanceTo(gateway.clock.now() + minuteMs)
  const attendedAt = gateway.clock.now()
  const failure = {
    ...{ attendedAt: new Date(attendedAt).toISOString(), attendee: 'APPLICANT' },
    ...{
      reasonCodes: ['IDENTITY_NOT_ESTABLISHED'],
      textEn: 'The photograph is another person.',
      textZh: '照片並非本人。',
      note: script,
    },
  }
  const isInvited = ({ status }: { readonly status: number }) => status !== 404 && status !== 409
  const rejection = {
    reasonCodes: ['NOT_ELIGIBLE'],
    textEn: `Not yours. ${script}`,
    textZh: `案件與閣下無關。${unbroken}`,
  }
  accepted(
    await until(
      () => helpCentre.recordAttendance(authenticated.applicationId, attendance(attendedAt)),
      isInvited,
      'attendance',
    ),
  )
  accepted(await until(() => helpCentre.failAuthentication(failed.applicationId, failure), isInvited, 'failure'))
  accepted(await (await gateway.staff('demo-vetting')).reject(rejected.applicationId, rejection))
  await Promise.all([approve(gateway, approved), approve(gateway, holder)])
  const sideRoads = await fillSideRoads(gateway, vetted, script)
  await helpCentre.recordAttendance(lapsed.applicationId, attendance(attendedAt - 3 * dayMs))
  const { loginName } = await activate(gateway, holder)
  accepted(await (await gateway.staff('demo-vetting')).application(holder.applicationId))
  const lodge = (id: string, number: string, party: string) => {
    const data = filing(loginName, number, gateway.clock.now(), { courtReference: `ref-${id}`, party })
    return { type: 'FilingLodged', key: `foreign-${id}`, id, source: '/court/dc', data }
  }
  await gateway
    .operator()
    .publish('court.filings.v1', [
      lodge('linked', caseNumber, `${script} ${unbroken}`),
      lodge('refused', 'LBTC 12/2023', 'CHAN'),
    ])
  await until(
    () => holder.person.cases(),
    a => (a.body.cases as unknown[] | undefined)?.length,
    'a linked case',
  )
  const support = await gateway.staff('demo-court-support')
  const requests = await until(
    async () => (await support.get('/api/v1/desk/cases/requests')).body.requests as Record<string, string>[],
    all => all.length === opted.length,
    'link requests',
  )
  const [asked, notLinked] = requests.map(r => `/desk/cases/${r.caseId}/requests/${r.requestId}`)
  const refusal = { reasonCodes: ['OTHER'], textEn: `Not yours. ${script}`, textZh: `與閣下無關。${unbroken}` }
  const { status } = await support.browser.json('POST', `/api/v1${notLinked}/refusal`, refusal, {
    'idempotency-key': 'filled-gateway',
  })
  if (status !== 200) throw new Error(`a refusal of a link was answered ${status}`)
  await fillPaperDesk(gateway, script, unbroken)
  const letters = await fillLetters(gateway)
  const post = await fillPost(gateway, script)
  await Promise.all([
    statusIs(gateway, authenticated.applicationId, authenticated.email, 'AUTHENTICATED'),
    statusIs(gateway, rejected.applicationId, rejected.email, 'REJECTED'),
    statusIs(gateway, failed.applicationId, failed.email, 'REJECTED'),
    gateway.mail(waiting.email, /收到|received/),
  ])
  return {
    waiting,
    unanswered,
    lapsed,
    erased,
    invited,
    authenticated,
    failed,
    rejected,
    approved,
    ...sideRoads,
    letters,
    post,
    holder: { ...holder, loginName, password, asked: asked! },
  }
}

export type Filled = Awaited<ReturnType<typeof fillGateway>>

/** Names of applications. */
export type FilledName = { [Name in keyof Filled]: Filled[Name] extends Applied ? Name : never }[keyof Filled]
