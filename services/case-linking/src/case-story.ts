import type { Actor } from '@icms/backbone/actor'
import { storyOf } from '@icms/backbone/story'
import { seededReference } from '@icms/reference-data/seeded-reference'
import { caseIdOf } from '@icms/schemas/case-number'
import { contracts } from '@icms/schemas/contracts'
import type { LinkRequested } from '@icms/schemas/generated/accounts-events-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { courtCase } from './case.ts'

/** What the tests of links tell their stories with. Times are Hong Kong's. */
export const hk = (text: string): number => Date.parse(`${text}+08:00`)
export const caseNumber = 'DCPI 1234/2023'
export const caseId = caseIdOf(caseNumber)
export const accountId = 'K7MP4TXQ'
export const at = hk('2023-03-01T10:00')
export const supporter: Actor = { kind: 'staff', id: 'staff-5', role: 'court-support' }

export const newStory = () => storyOf(courtCase, { key: caseId, contracts, reference: seededReference })

export const requested = (change: Partial<LinkRequested> = {}): MessageOf<'LinkRequested'> => ({
  type: 'LinkRequested',
  data: {
    accountId,
    at,
    registrantId: accountId,
    requestId: 'request-1',
    caseId,
    caseNumber,
    party: 'CHAN Tai Man',
    life: 0,
    referenceVersion: 1,
    ...change,
  },
})

export const confirmed = (filingId: string, life = 0): MessageOf<'FilingConfirmed'> => ({
  type: 'FilingConfirmed',
  data: {
    filingId,
    caseId,
    caseNumber,
    accountId,
    loginName: 'K7MP-4TXQ-9',
    party: 'CHAN Tai Man',
    role: 'PLAINTIFF',
    documentType: 'WRIT',
    venue: null,
    representation: 'IN_PERSON',
    lodgedVia: 'ICMS',
    filedAt: at,
    source: '/court/dc',
    sourceId: filingId,
    at,
    registrantId: accountId,
    referenceVersion: 1,
    life,
  },
})

export const accessEnded = (life = 0): MessageOf<'CaseAccessEnded'> => ({
  type: 'CaseAccessEnded',
  data: { accountId, at, caseId, caseNumber, life },
})

export const link: MessageOf<'LinkAccount'> = {
  type: 'LinkAccount',
  data: { caseId, accountId, requestId: 'request-1', role: 'DEFENDANT', party: null, note: 'Seen on the writ.' },
}

export const refuse: MessageOf<'RefuseLinkRequest'> = {
  type: 'RefuseLinkRequest',
  data: {
    caseId,
    accountId,
    requestId: 'request-1',
    reasons: [{ code: 'NOT_A_PARTY', textEn: null, textZh: null }],
    note: null,
  },
}
