import { annexBChoices } from '@icms/schemas/annex-b'
import { groundChoices } from '@icms/schemas/annex-b-ground'
import { groupReference } from '@icms/schemas/application-reference'
import type { OcrField } from '@icms/schemas/generated/common'
import type { PaperState } from '@icms/schemas/generated/vetting-state-v1'
import { identityDocumentKinds } from '@icms/schemas/identity-document'
import { caseRows, caseRowsOf, pageDefects, readPageForm } from '@icms/web/annex-b-page'
import { fieldsOfJson } from '@icms/web/fields-of-annex-b'
import { type Fields, jsonOf, readFields } from '@icms/web/form-fields'
import { commandIdOf } from '@icms/web/idempotency'
import type { Pages } from '@icms/web/page'
import { requireOperation } from '@icms/web/require-session'
import { staffActor } from '@icms/web/staff'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { frame, path } from './desk-frame.ts'
import { readLooking, readLookingText, viewerOf } from './page-viewer.ts'
import { answer, shown } from './paper-desk.ts'
import { type ByPaper, operationIdOf, type PaperAgain, paperParams, paperPath } from './paper-desk-frame.ts'
import { savedFields } from './paper-forms.ts'
import { type PaperOperations, textOf } from './paper-operations.ts'

const choices = {
  kinds: identityDocumentKinds,
  languages: annexBChoices.preferredLanguage,
  grounds: groundChoices.eligibility,
  roles: groundChoices.role,
}

/** What a machine read, the surest reading of each field. */
const readings = ({ paper }: PaperState): readonly OcrField[] => {
  const all = paper.documents.flatMap(({ fields }) => fields).toSorted((a, b) => b.confidence - a.confidence)
  return [...new Map(all.toReversed().map(field => [field.name, field])).values()]
}

/** The same as fields of the page: a tick is a tick, a date has three boxes. */
function readingFields(fields: readonly OcrField[]): Fields {
  const named = fields.filter(({ name }) => /^[a-zA-Z]\w*(\.(\d{1,2}|[a-zA-Z]\w*))*$/.test(name))
  const json = jsonOf(Object.fromEntries(named.map(({ name, value }) => [name, value])))
  const flags = ['actingInPerson', 'emailPerMessage', 'declarationMade', 'personalDataConsent']
  const ticked = Object.fromEntries(flags.map(name => [name, json[name] === 'true' || undefined]))
  return fieldsOfJson({ ...json, ...ticked })
}

/** What is saved comes first, then what was typed before, then what a machine read: none of it is taken for true. */
function firstFields(held: PaperState): Fields {
  const { saved, typed } = held
  if (saved) return savedFields(saved)
  return typed ? fieldsOfJson({ ...typed.form }) : readingFields(readings(held))
}

const pagesOf = ({ paper }: PaperState): number => paper.documents.flatMap(({ pages }) => pages).length

/** The form beside the page: what is on paper is typed in here (R32b), and read a second time by another person. */
export function declarePaperTyping(server: FastifyInstance, operations: PaperOperations, pages: Pages): void {
  const typing = { onRequest: requireOperation('vetting.transcribe'), schema: { params: paperParams } }
  const typingPath = '/desk/vetting/papers/:paperId/transcribe'
  const checkingPath = '/desk/vetting/papers/:paperId/check'

  server.get<ByPaper>(typingPath, typing, async (request, reply) => {
    const held = await shown(request, operations)
    return showTyping(request, reply, held, firstFields(held), readLooking(request.query, pagesOf(held)))
  })

  server.post<ByPaper>(typingPath, typing, async (request, reply) => {
    const held = await shown(request, operations)
    const form = readPageForm(request.body)
    const { _show, _looking, _saved, _savedNow } = request.body as Readonly<Record<string, unknown>>
    const looking = readLookingText(_show ?? _looking, pagesOf(held))
    const before = textOf(_saved)
    if (_show !== undefined || form.moreCaseRows !== undefined)
      return showTyping(request, reply, held, form.fields, looking, { rows: caseRowsOf(form), before })
    const { overSaved, ...received } = form.received
    // Whoever was told of what another saved, and ticks that, goes on from it; a third who saved since is told of again.
    const basedOn = overSaved === true ? textOf(_savedNow) : before
    const command = form.isToSave ? 'SaveTranscription' : 'TranscribePaper'
    const stated = {
      ...{ paperId: held.paperId, commandId: commandIdOf(request, operationIdOf(command)) },
      actor: staffActor(request, 'vetting.transcribe'),
    }
    const came = form.isToSave
      ? await operations.saveTyping({ ...stated, fields: form.fields, basedOn })
      : await operations.transcribe({ ...stated, body: { ...received, basedOn } })
    return answer(request, reply, came, async again => {
      const defects = pageDefects(again.form?.defects ?? [])
      const now = again.refusal === undefined ? held : await operations.paper(held.paperId)
      return showTyping(request, reply, now, form.fields, looking, {
        ...{ rows: caseRowsOf(form), before, again: { ...again, form: { defects } } },
      })
    })
  })

  /** `before`: what was saved when the page was shown first, where that is not what is saved now. */
  type More = { readonly rows?: number; readonly before?: string | null; readonly again?: PaperAgain }

  async function showTyping(
    request: FastifyRequest<ByPaper>,
    reply: FastifyReply,
    held: PaperState,
    fields: Fields,
    looking: ReturnType<typeof readLooking>,
    { rows = caseRowsOf({ fields, moreCaseRows: undefined }), before, again = {} }: More = {},
  ) {
    const t = pages.translate(request)
    const read = readings(held)
    const remarks = Object.fromEntries(
      read.map(({ name, value, confidence }) => [
        name,
        t('papers.machineRead', { value, percent: Math.round(confidence * 100) }),
      ]),
    )
    return pages.send(request, reply, 'vetting/paper-typing.njk', {
      ...frame(request, pages, 'papers.typing'),
      ...{ held, href: paperPath(held.paperId), action: paperPath(held.paperId, '/transcribe') },
      viewer: viewerOf(held.paperId, held.paper.documents, looking),
      likenesses: await operations.listed(held.likenesses.map(({ paperId }) => paperId)),
      ...{ caseRows: rows, moreCaseRows: Math.min(caseRows.max, rows + caseRows.more), isMore: rows < caseRows.max },
      hasRepresentative: Object.keys(fields).some(
        name => name.startsWith('personalRepresentative.') && fields[name] !== '',
      ),
      ...{ savedNow: held.saved?.savedId ?? '', savedBefore: before === undefined ? held.saved?.savedId : before },
      ...{ isRead: read.length > 0, groupReference, paperPath, path, ...choices },
      ...again,
      form: { fields, remarks, ...again.form },
    })
  }

  server.get<ByPaper>(checkingPath, typing, async (request, reply) => {
    const held = await shown(request, operations)
    return showCheck(request, reply, held, {}, readLooking(request.query, pagesOf(held)))
  })

  server.post<ByPaper>(checkingPath, typing, async (request, reply) => {
    const held = await shown(request, operations)
    const fields = readFields(request.body)
    const { _show, _looking } = request.body as Readonly<Record<string, unknown>>
    const looking = readLookingText(_show ?? _looking, pagesOf(held))
    if (_show !== undefined) return showCheck(request, reply, held, fields, looking)
    const came = await operations.checkReading({
      paperId: held.paperId,
      commandId: commandIdOf(request, operationIdOf('CheckTranscription')),
      actor: staffActor(request, 'vetting.transcribe'),
      body: jsonOf(fields),
    })
    return answer(request, reply, came, again => showCheck(request, reply, held, fields, looking, again))
  })

  async function showCheck(
    request: FastifyRequest<ByPaper>,
    reply: FastifyReply,
    held: PaperState,
    fields: Fields,
    looking: ReturnType<typeof readLooking>,
    again: PaperAgain = {},
  ) {
    const viewer = viewerOf(held.paperId, held.paper.documents, looking)
    return pages.send(request, reply, 'vetting/paper-check.njk', {
      ...frame(request, pages, 'papers.checking'),
      ...{ held, href: paperPath(held.paperId), action: paperPath(held.paperId, '/check'), viewer, ...choices },
      ...{ path, groupReference, ...again },
      form: { fields, ...again.form },
    })
  }
}
