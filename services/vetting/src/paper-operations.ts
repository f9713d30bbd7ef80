import type { Actor } from '@icms/backbone/actor'
import type { HostContext } from '@icms/backbone/deployable'
import { unlessErased } from '@icms/backbone/errors'
import { parseAnnexB } from '@icms/schemas/annex-b'
import type { Received } from '@icms/schemas/form-reader'
import type { AnnexB, PaperDocument } from '@icms/schemas/generated/common'
import type { PaperCommandRefused } from '@icms/schemas/generated/vetting-events-v1'
import type { PaperState } from '@icms/schemas/generated/vetting-state-v1'
import { personIdOf } from '@icms/schemas/person-id'
import type { Defect, FormResult } from '@icms/schemas/refusal'
import type { Fields } from '@icms/web/form-fields'
import { ProblemError, rebuilding } from '@icms/web/problem'
import { readSentNotices, type SentNotice } from '@icms/web/sent-notices'
import { sendCommand } from '@icms/web/sent-command'
import { isFinal } from './application-end.ts'
import { findOfPerson } from './application-search.ts'
import {
  parseDismissal,
  parseJoin,
  parseNote,
  parseOther,
  parsePages,
  parsePaperAssignee,
  parseReading,
  parseSaving,
} from './paper-forms.ts'
import type { PaperCommand } from './paper-messages.ts'
import { paperFormContext } from './paper-transcription.ts'
import {
  type ListedPaper,
  listedPaper,
  type PaperPage,
  type PaperQuery,
  readPapers,
  readPapersOf,
  type ReadAt,
} from './paper-worklist.ts'
import { clockEnd } from './working-day-clocks.ts'

/** How a step fared. `done` is the fact that says so; `application` what the paper is being given to. */
export type PaperFared =
  | { readonly kind: 'decided'; readonly done: string; readonly applicationId: string | null }
  | { readonly kind: 'processing' }
  | { readonly kind: 'invalid'; readonly defects: readonly Defect[] }
  | { readonly kind: 'refused'; readonly reason: string; readonly applicationId: string | null }

/** What staff want of a paper. The same command id is the same step. */
export type PaperStated = {
  readonly paperId: string
  readonly commandId: string
  readonly actor: Actor
  readonly body: Received
}

/** Where a paper waits to be typed in or placed by staff. */
const openViews = ['UNASSIGNED', 'EXCEPTION'] as const

/** What was typed in so far. */
export type Typing = { readonly fields: Fields; readonly basedOn: string | null }

export const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

export type PaperOperations = ReturnType<typeof createPaperOperations>

/** What staff do with paper, for pages and JSON alike. Throws `ProblemError` or `NotNow` where nothing can be said now. */
export function createPaperOperations(context: HostContext) {
  const { backbone, clock, commands, documents, reference, retention, secret } = context
  const { readSide } = backbone
  const now = (): ReadAt => ({ at: clock.now(), reference: reference.current() })

  async function paper(paperId: string): Promise<PaperState> {
    const answer = await readSide.get('vetting', 'papers', paperId)
    if (answer.state === 'rebuilding') throw rebuilding()
    if (!answer.found) throw new ProblemError('not-found')
    return answer.found.data as unknown as PaperState
  }

  async function send(
    type: PaperCommand['type'],
    { paperId, commandId, actor }: PaperStated,
    checked: FormResult<object>,
  ): Promise<PaperFared> {
    if (!checked.ok) return { kind: 'invalid', defects: checked.defects }
    const command = { id: commandId, type, key: paperId, data: { paperId, ...checked.value }, actor }
    const [output] = (await sendCommand(commands, 'vetting', command)) ?? []
    if (!output) return { kind: 'processing' }
    if (output.type !== 'PaperCommandRefused') {
      const { applicationId = null } = output.data as { readonly applicationId?: string | null }
      return { kind: 'decided', done: output.type, applicationId }
    }
    const { reason } = output.data as PaperCommandRefused
    if (reason === 'NO_SUCH_PAPER') throw new ProblemError('not-found')
    if (reason === 'ERASED') throw new ProblemError('erased')
    return { kind: 'refused', reason, applicationId: null }
  }

  /** The form as it was typed in, by the rules of the day on which the paper came (R32b); or every mistake at once. */
  function check({ paper: { channel, receivedAt } }: PaperState, typed: Received): FormResult<AnnexB> {
    const rules = paperFormContext(receivedAt, reference.current())
    const terms = typed.termsAccepted === true ? { termsVersion: rules.termsVersion } : {}
    const { termsAccepted: _, ...form } = typed
    const checked = parseAnnexB({ ...form, ...terms, channel }, rules)
    if (checked.ok) return checked
    // On paper the terms are a box that is ticked or not: the version is that of the day.
    const named = checked.defects.map(one => (one.path === 'termsVersion' ? { ...one, path: 'termsAccepted' } : one))
    return { ...checked, defects: named }
  }

  /** The live application of whoever a form is of, if there is one (A31): looked up to be shown, and decided by nobody here. */
  async function liveOf(form: AnnexB): Promise<string | undefined> {
    const rows = await findOfPerson(readSide, personIdOf(form.identityDocument, secret('person')))
    return rows.find(({ data }) => !isFinal(data as { readonly status: 'VETTING' }))?.id
  }

  /**
   * Takes what was typed in. Somebody who has a live application already is told of first: the paper most likely belongs
   * there, as where a fax is followed by its original. `evenSo` goes on, and vetting then decides (A31).
   */
  async function transcribe(stated: PaperStated): Promise<PaperFared> {
    const { evenSo, compared, basedOn, ...typed } = stated.body
    const checked = check(await paper(stated.paperId), typed)
    // What a machine read is never taken for what the paper says: a person states to have compared it.
    const unseen: readonly Defect[] = compared === true ? [] : [{ path: 'compared', code: 'MUST_BE_TRUE' }]
    if (!checked.ok) return { kind: 'invalid', defects: [...checked.defects, ...unseen] }
    if (unseen.length > 0) return { kind: 'invalid', defects: unseen }
    const live = evenSo === true ? undefined : await liveOf(checked.value)
    if (live !== undefined) return { kind: 'refused', reason: 'PERSON_HAS_APPLICATION', applicationId: live }
    const personId = personIdOf(checked.value.identityDocument, secret('person'))
    return send('TranscribePaper', stated, {
      ok: true,
      value: { personId, form: checked.value, basedOn: textOf(basedOn) },
    })
  }

  const documentOf = async (paperId: string, documentId: string): Promise<PaperDocument> => {
    const { paper: held } = await paper(paperId)
    const document = held.documents.find(one => one.documentId === documentId)
    if (!document) throw new ProblemError('not-found')
    return document
  }

  /** What lies in the store; what is listed and not there was purged. */
  async function stored(subjectId: string, id: string | null | undefined): Promise<Uint8Array> {
    if (id == null) throw new ProblemError('not-found')
    const content = await documents.store.get(subjectId, id)
    if (!content) throw new ProblemError('erased')
    return content
  }

  /** What is known of other papers in short, by id; what was erased is left out. */
  async function listed(paperIds: readonly string[]): Promise<readonly ListedPaper[]> {
    const answers = await Promise.all(paperIds.map(id => unlessErased(readSide.get('vetting', 'paper-list', id))))
    return answers.flatMap(answer =>
      answer?.state === 'ready' && answer.found ? [listedPaper(answer.found, now())] : [],
    )
  }

  return {
    paper,
    check,
    worklist: (query: PaperQuery): Promise<PaperPage> => readPapers(readSide, { ...query, ...now() }),
    /** Until when it should be typed in or placed, by today's calendar (UTC ms); null when it does not wait. */
    dueOf: ({ waitClock }: PaperState): number | null => waitClock && clockEnd(waitClock, reference.current()),
    papersOf: (applicationId: string): Promise<readonly ListedPaper[]> => readPapersOf(readSide, applicationId, now()),
    listed,
    /** Papers that one may be put together with: what looks alike first, then what waits longest. */
    async others({ paperId, likenesses }: PaperState): Promise<readonly ListedPaper[]> {
      const alike = await listed(likenesses.map(one => one.paperId))
      const lists = openViews.map(view => readPapers(readSide, { view, staffId: '', ...now() }))
      const waiting = (await Promise.all(lists)).flatMap(({ papers }) => papers)
      const isOpen = ({ status }: ListedPaper) => openViews.some(view => view === status)
      const others = [...alike.filter(isOpen), ...waiting].filter(one => one.paperId !== paperId)
      return [...new Map(others.map(one => [one.paperId, one])).values()]
    },
    /** The live application of whoever that application is of, where it was refused because of that one (A31). */
    async liveBeside(applicationId: string): Promise<string | undefined> {
      const answer = await unlessErased(readSide.get('vetting', 'applications', applicationId))
      const row = answer?.state === 'ready' ? answer.found : undefined
      if (row?.data.rejectedAtStage !== 'DUPLICATE') return undefined
      const rows = await findOfPerson(readSide, String(row.data.personId))
      return rows.find(({ id, data }) => id !== applicationId && !isFinal(data as { readonly status: 'VETTING' }))?.id
    },
    join: (stated: PaperStated) => send('JoinPaper', stated, parseJoin(stated.body)),
    takeOut: (stated: PaperStated) => send('TakeOutPaper', stated, parseNote(stated.body)),
    split: (stated: PaperStated) => send('SplitPaper', stated, parsePages(stated.body, true)),
    putTogether: (stated: PaperStated) => send('CombinePaper', stated, parseOther(stated.body, 'into')),
    takeApart: (stated: PaperStated) => send('TakeApartPaper', stated, parseOther(stated.body, 'otherId')),
    putBack: (stated: PaperStated) => send('PutBackPaper', stated, parseNote(stated.body)),
    async dismiss(stated: PaperStated): Promise<PaperFared> {
      const checked = parseDismissal(stated.body)
      if (!checked.ok) return send('DismissPaper', stated, checked)
      // The sender is told how long the deployment keeps such paper, which a core does not know.
      return send('DismissPaper', stated, { ok: true, value: { ...checked.value, retentionDays: retention.paper } })
    },
    /** What its sender was written, also where the paper is looked at again since, and how that went. */
    notices: (paperId: string): Promise<readonly SentNotice[]> => readSentNotices(readSide, paperId),
    reopen: (stated: PaperStated) => send('ReopenPaper', stated, parseNote(stated.body)),
    assign: (stated: PaperStated) => send('SetPaperAssignee', stated, parsePaperAssignee(stated.body)),
    async markIdentity(stated: PaperStated): Promise<PaperFared> {
      const checked = parsePages(stated.body, false)
      return send(
        'MarkIdentityPages',
        stated,
        checked.ok ? { ok: true, value: { pages: checked.value.pages } } : checked,
      )
    },
    transcribe,
    /** Keeps the fields of the page as they are; `basedOn` says which state of them was gone on from. */
    saveTyping: ({ fields, basedOn, ...stated }: Omit<PaperStated, 'body'> & Typing) =>
      send('SaveTranscription', { ...stated, body: {} }, parseSaving(fields, basedOn)),
    checkReading: (stated: PaperStated) => send('CheckTranscription', stated, parseReading(stated.body)),
    /** The picture of a page, of those that are with this paper. */
    async picture(paperId: string, documentId: string, page: number): Promise<Uint8Array> {
      const { subjectId, pages } = await documentOf(paperId, documentId)
      return stored(subjectId, pages.find(one => one.page === page)?.pictureId)
    },
    /** The untouched original, or the archive file of all its pages. */
    async file(paperId: string, documentId: string, kind: 'original' | 'archive') {
      const { subjectId, archiveId, mediaType } = await documentOf(paperId, documentId)
      return kind === 'original'
        ? { mediaType, content: await stored(subjectId, documentId) }
        : { mediaType: 'application/pdf', content: await stored(subjectId, archiveId) }
    },
  }
}
