import type { ApplicationStatus } from '@icms/schemas/generated/vetting-state-v1'
import { expect, test } from 'vitest'
import {
  administrator,
  answerEnquiry,
  applicationId,
  approve,
  approveForAuthentication,
  authenticated,
  awaitingDecision,
  claimed,
  claimRefused,
  enquiryMade,
  failed,
  filed,
  hold,
  inVetting,
  invited,
  newStory,
  offered,
  officer,
  onHold,
  reject,
  release,
  released,
  requestSupplement,
  submitted,
  submittedAt,
  supplementAsked,
  supplied,
  vetted,
  windowClosed,
  withdrawalRequested,
} from './application-story.ts'

const soon = submittedAt + 5_000
const deadline = submittedAt + 30 * 86_400_000

type Told = ReturnType<typeof newStory>
const after = (told: Told, ...inputs: Parameters<Told['input']>[0][]): Told => {
  for (const input of inputs) told.input(input, soon, administrator)
  return told
}
const received = () => after(newStory(), submitted(submittedAt))
const asked = () => supplementAsked().told

/** A story for each place in which an application can be; two of the statuses differ after an attendance. */
const places = {
  NONE: newStory,
  RECEIVED: received,
  VETTING: () => inVetting(),
  SUPPLEMENT_REQUESTED: asked,
  'SUPPLEMENT_REQUESTED, after an attendance': () => after(vetted(), invited(deadline), failed(true, deadline)),
  'VETTING, after an attendance': () => {
    const told = after(vetted(), invited(deadline), failed(true, deadline))
    return after(told, supplied(told.state!.supplements.at(-1)!.requestId))
  },
  ON_HOLD: () => onHold(),
  AUTH_PENDING: () => vetted(),
  AUTHENTICATED: () => awaitingDecision(),
  APPROVED: () => after(awaitingDecision(), approve),
  APPROVED_CONDITIONAL: () => after(awaitingDecision({ eligibility: 'PROSPECTIVE', cases: [] }), approve),
  REJECTED: () => after(inVetting(), reject()),
  WITHDRAWN: () => after(inVetting(), withdrawalRequested),
} as const satisfies Record<string, () => Told>
type Place = keyof typeof places

const weighed = { ...approve, data: { applicationId, note: null, weighing: 'Good and sufficient.' } } as typeof approve
const answer = (told: Told) => supplied(told.state?.supplements.at(-1)?.requestId ?? 'none')

/** Every input, and the status that it leads to from each place where it leads anywhere (domain 7.1). */
const graph: readonly (readonly [
  string,
  (told: Told) => Parameters<Told['input']>[0],
  Partial<Record<Place, ApplicationStatus>>,
])[] = [
  ['ApplicationSubmitted', () => submitted(submittedAt), { NONE: 'RECEIVED' }],
  ['PersonClaimed', () => claimed, { RECEIVED: 'VETTING' }],
  [
    'PersonClaimRefused',
    () => claimRefused({ liveApplicationId: 'app-0' }),
    {
      RECEIVED: 'REJECTED',
      VETTING: 'REJECTED',
      SUPPLEMENT_REQUESTED: 'REJECTED',
      'SUPPLEMENT_REQUESTED, after an attendance': 'REJECTED',
      'VETTING, after an attendance': 'REJECTED',
      ON_HOLD: 'REJECTED',
      AUTH_PENDING: 'REJECTED',
      AUTHENTICATED: 'REJECTED',
    },
  ],
  [
    'ApproveForAuthentication',
    () => approveForAuthentication,
    { VETTING: 'AUTH_PENDING', 'VETTING, after an attendance': 'AUTH_PENDING' },
  ],
  [
    'RequestSupplement',
    () => requestSupplement(),
    {
      RECEIVED: 'SUPPLEMENT_REQUESTED',
      VETTING: 'SUPPLEMENT_REQUESTED',
      'VETTING, after an attendance': 'SUPPLEMENT_REQUESTED',
    },
  ],
  [
    'SupplementSupplied',
    answer,
    { SUPPLEMENT_REQUESTED: 'VETTING', 'SUPPLEMENT_REQUESTED, after an attendance': 'VETTING' },
  ],
  [
    'HoldApplication',
    () => hold,
    { RECEIVED: 'ON_HOLD', VETTING: 'ON_HOLD', 'VETTING, after an attendance': 'ON_HOLD' },
  ],
  ['ReleaseApplication', () => release, { ON_HOLD: 'VETTING' }],
  ['IdentityAuthenticated', () => authenticated, { AUTH_PENDING: 'AUTHENTICATED' }],
  ['AuthenticationFailed', () => failed(), { AUTH_PENDING: 'REJECTED' }],
  ['AuthenticationFailed, with a supplement', () => failed(true, deadline), { AUTH_PENDING: 'SUPPLEMENT_REQUESTED' }],
  [
    'AttendanceWindowClosed',
    () => windowClosed,
    {
      AUTH_PENDING: 'REJECTED',
      'SUPPLEMENT_REQUESTED, after an attendance': 'REJECTED',
      'VETTING, after an attendance': 'REJECTED',
    },
  ],
  ['ApproveApplication', () => weighed, { AUTHENTICATED: 'APPROVED' }],
  [
    'RejectApplication by the Judiciary Administrator',
    () => reject(),
    {
      RECEIVED: 'REJECTED',
      VETTING: 'REJECTED',
      SUPPLEMENT_REQUESTED: 'REJECTED',
      'SUPPLEMENT_REQUESTED, after an attendance': 'REJECTED',
      'VETTING, after an attendance': 'REJECTED',
      ON_HOLD: 'REJECTED',
      AUTH_PENDING: 'REJECTED',
      AUTHENTICATED: 'REJECTED',
    },
  ],
  [
    'WithdrawalRequested',
    () => withdrawalRequested,
    {
      RECEIVED: 'WITHDRAWN',
      VETTING: 'WITHDRAWN',
      SUPPLEMENT_REQUESTED: 'WITHDRAWN',
      'SUPPLEMENT_REQUESTED, after an attendance': 'WITHDRAWN',
      'VETTING, after an attendance': 'WITHDRAWN',
      ON_HOLD: 'WITHDRAWN',
      AUTH_PENDING: 'WITHDRAWN',
      AUTHENTICATED: 'WITHDRAWN',
    },
  ],
  ['FilePaperApplication', () => filed, { NONE: 'RECEIVED' }],
  [
    'OfferPaper, by staff',
    // Where there is no application it is answered as often as it is asked (`joined-papers.test.ts`).
    told => (told.state ? offered('staff-3') : released),
    { SUPPLEMENT_REQUESTED: 'VETTING', 'SUPPLEMENT_REQUESTED, after an attendance': 'VETTING' },
  ],
  ['ReleasePaper', () => released, {}],
  ['EnquiryMade', () => enquiryMade(), {}],
  ['AnswerEnquiry', () => answerEnquiry, {}],
  ['AuthenticationInvited', () => invited(deadline + 1), {}],
  ['CorrectEmail', () => ({ type: 'CorrectEmail', data: { applicationId, email: 'a@example.com', note: 'x' } }), {}],
  ['AssignApplication', () => ({ type: 'AssignApplication', data: { applicationId, assignee: null } }), {}],
  ['UnassignApplication', () => ({ type: 'UnassignApplication', data: { applicationId } }), {}],
  [
    'RegistrantIdTaken',
    told => ({
      type: 'RegistrantIdTaken',
      data: {
        accountId: 'K7MP4TXQ',
        at: soon,
        applicationId,
        registrantId: told.state?.registrantId ?? 'none',
        attempt: told.state?.attempt ?? 1,
      },
    }),
    {},
  ],
]

const pairs = graph.flatMap(([input, make, leads]) =>
  (Object.keys(places) as Place[]).map(place => [input, place, leads[place] ?? 'no other status', make] as const),
)

test.each(pairs)('%s from %s leads to %s (I6)', (_, place, expected, make) => {
  const told = places[place]()
  const before = told.state?.status
  told.input(make(told), soon, administrator)
  expect(told.state?.status).toBe(expected === 'no other status' ? before : expected)
})

test.each(Object.keys(places) as Place[])('no timer that fires from %s changes the status (I6)', place => {
  const told = places[place]()
  const before = told.state?.status
  told.advanceTo(submittedAt + 400 * 86_400_000)
  expect(told.state?.status).toBe(before)
})

test('vetting staff reject what they vet, and nothing after it (R39)', () => {
  for (const place of Object.keys(places) as Place[]) {
    const told = places[place]()
    const isTheirs = ['RECEIVED', 'VETTING', 'SUPPLEMENT_REQUESTED', 'ON_HOLD'].includes(told.state?.status ?? '')
    const outputs = told.input(reject(), soon, officer)
    expect([place, outputs.some(({ type }) => type === 'ApplicationRejected')]).toEqual([place, isTheirs])
  }
})
