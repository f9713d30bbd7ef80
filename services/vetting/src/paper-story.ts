import { storyOf } from '@icms/backbone/story'
import { seededReference } from '@icms/reference-data/seeded-reference'
import { contracts } from '@icms/schemas/contracts'
import { exampleOf } from '@icms/schemas/example-messages'
import type { Actor } from '@icms/backbone/actor'
import type { AnnexB, Paper, PaperDocument, PaperLeaf, PaperPage, PaperSender } from '@icms/schemas/generated/common'
import { defaultPolicy } from '@icms/schemas/policy'
import { paperUnder } from './paper.ts'
import type { PaperCommand, PaperInput } from './paper-messages.ts'
import { leavesOf } from './paper-pages.ts'

/** What the stories of a paper are told with. For tests only. */
export const paperId = 'fax-1'
export const clerk: Actor = { kind: 'staff', id: 'staff-3', role: 'vetting' }
export const secondClerk: Actor = { kind: 'staff', id: 'staff-4', role: 'vetting' }
export const administrator: Actor = { kind: 'staff', id: 'staff-9', role: 'judiciary-administrator' }
/** A Monday, in office hours. */
export const receivedAt = Date.parse('2026-03-02T10:15:00+08:00')
export const soon = receivedAt + 60_000

export const pageOf = (page: number, facts: Partial<PaperPage> = {}): PaperPage => ({
  ...{ page, pictureId: `picture-${page}`, width: 1_728, height: 2_292 },
  ...{ hash: page.toString(16).padStart(2, '0').repeat(32), reference: null, damage: null },
  ...facts,
})

export const documentOf = (documentId: string, pages: readonly PaperPage[], facts: Partial<PaperDocument> = {}) => ({
  ...exampleOf('intake-fax.events.v1', 'FaxPaperReceived').paper.documents[0]!,
  ...{ subjectId: paperId, documentId, archiveId: `archive-of-${documentId}`, sha256: documentId.padEnd(64, '0') },
  ...{ kind: 'UNKNOWN' as const, form: null, fields: [], pages },
  ...facts,
})

export const paperWith = (documents: readonly PaperDocument[], facts: Partial<Paper> = {}): Paper => ({
  ...exampleOf('intake-fax.events.v1', 'FaxPaperReceived').paper,
  ...{ paperId, channel: 'FAX' as const, receivedAt, documents, nonScannable: [], isWhole: true },
  ...{ continuesId: null, likelyWith: null },
  ...facts,
})

export const threePages = [documentOf('original', [pageOf(1), pageOf(2), pageOf(3)])]

export const faxReceived = (documents: readonly PaperDocument[] = threePages): PaperInput => ({
  type: 'FaxPaperReceived',
  data: { paperId, at: receivedAt, paper: paperWith(documents) },
})

export const scanReceived = (
  facts: { readonly replaces?: string; readonly applicationId?: string } = {},
  documents: readonly PaperDocument[] = threePages,
): PaperInput => ({
  type: 'ScannedPaperReceived',
  data: {
    ...{ paperId, at: receivedAt, paper: paperWith(documents, { channel: 'POST' }) },
    ...{ replaces: facts.replaces ?? null, applicationId: facts.applicationId ?? null },
  },
})

/** A form on paper, with no address of mail. */
export const paperForm: AnnexB = exampleOf('vetting.events.v1', 'ApplicationTranscribed').form

export const taken = (applicationId: string, isDecided = false): PaperInput => ({
  type: 'PaperTaken',
  data: { paperId, applicationId, at: soon, isDecided },
})

export const notTaken = (applicationId: string): PaperInput => ({
  type: 'PaperNotTaken',
  data: { paperId, applicationId, at: soon, reason: 'APPLICATION_ENDED' },
})

export const leaf = (page: number, documentId = 'original'): PaperLeaf => ({ subjectId: paperId, documentId, page })

type DataOf<Type extends PaperCommand['type']> = Extract<PaperCommand, { readonly type: Type }>['data']

/** A command of staff about the paper of the story. */
export const command = <Type extends PaperCommand['type']>(
  type: Type,
  data: Omit<DataOf<Type>, 'paperId'>,
): PaperInput => ({ type, data: { paperId, ...data } }) as unknown as PaperInput

export const note = 'Seen by a person.'
export const join = (applicationId: string) => command('JoinPaper', { applicationId, note })
export const takeOut = command('TakeOutPaper', { note })
export const splitOff = (...pages: readonly number[]) => command('SplitPaper', { pages: pages.map(n => leaf(n)), note })
/** Paper that is for another office; nobody is told, unless `facts` say who sent it. */
export const dismissal = (facts: Partial<DataOf<'DismissPaper'>> = {}) =>
  command('DismissPaper', {
    ...{ as: 'NOT_FOR_US', reasons: ['OTHER_OFFICE'], note: null, sender: null, retentionDays: null },
    ...facts,
  })
export const dismiss = dismissal()
/** Who stands on it, with an address to write to. */
export const sender: PaperSender = {
  name: 'Wong & Partners',
  address: {
    lines: ['Room 5, 8/F', '1 Example Road'],
    country: 'HK',
    district: 'WAN_CHAI',
    region: null,
    postalCode: null,
  },
  email: null,
  language: 'EN',
}
export const reopen = command('ReopenPaper', { note })
export const transcribe = command('TranscribePaper', { personId: 'person-1', form: paperForm, basedOn: null })
export const saveTyping = (form: string, basedOn: string | null = null) =>
  command('SaveTranscription', { form, basedOn })
export const checkAs = (changes: Partial<AnnexB> = {}) => {
  const { name, identityDocument } = { ...paperForm, ...changes }
  return command('CheckTranscription', { name, identityDocument })
}

export const newPaper = (isChecked = true) =>
  storyOf(paperUnder({ ...defaultPolicy, paperSecondCheck: isChecked }), {
    ...{ key: paperId, contracts, reference: seededReference },
  })

/** A fax on the worklist. */
export const arrived = (documents: readonly PaperDocument[] = threePages) => {
  const told = newPaper()
  told.input(faxReceived(documents), receivedAt)
  return told
}

/** A fax that staff joined to an application. */
export const joined = (applicationId = 'app-1') => {
  const told = arrived()
  told.input(join(applicationId), soon, clerk)
  told.input(taken(applicationId), soon)
  return told
}

export type PaperStory = ReturnType<typeof newPaper>
export const leavesIn = (told: PaperStory) => leavesOf(told.state?.paper.documents ?? [])
