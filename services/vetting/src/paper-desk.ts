import { groupReference } from '@icms/schemas/application-reference'
import type { PaperState } from '@icms/schemas/generated/vetting-state-v1'
import { annexBChoices } from '@icms/schemas/annex-b'
import { dismissalReasons, dismissals } from '@icms/schemas/paper-dismissal'
import { jsonOf, readFields } from '@icms/web/form-fields'
import { commandIdOf } from '@icms/web/idempotency'
import type { Pages } from '@icms/web/page'
import { problemStatus } from '@icms/web/problem'
import { requireOperation } from '@icms/web/require-session'
import { allowingRole, type Operation } from '@icms/web/roles'
import { staffActor } from '@icms/web/staff'
import { tellShown } from '@icms/web/staff-views'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { frame, path } from './desk-frame.ts'
import { type PlacedPage, readLooking, viewerOf } from './page-viewer.ts'
import { isPossible } from './paper-decision.ts'
import { type ByPaper, operationIdOf, type PaperAgain, paperParams, paperPath } from './paper-desk-frame.ts'
import { answerStanding } from './paper-answer.ts'
import { leafText } from './paper-forms.ts'
import type { PaperFared, PaperOperations } from './paper-operations.ts'
import { among } from './paper-pages.ts'
import { paperStepWords } from './paper-step-words.ts'
import { type PaperStep, paperSteps } from './paper-steps.ts'
import { paperViewNames } from './paper-worklist.ts'

/** The desk for paper: its lists, one paper with its pages, and what is done with it. */
export function declarePaperDesk(server: FastifyInstance, operations: PaperOperations, pages: Pages): void {
  const reading = { onRequest: requireOperation('vetting.read') }
  const schema = { params: paperParams }

  server.get<{ Querystring: Readonly<Record<string, unknown>> }>(
    '/desk/vetting/papers',
    reading,
    async (request, reply) => {
      const { after } = request.query
      const view = paperViewNames.find(one => one === request.query.view) ?? 'UNASSIGNED'
      const href = `/desk/vetting/papers?view=${view}`
      const { papers, next } = await operations.worklist({
        ...{ view, staffId: request.staff?.id ?? '' },
        after: typeof after === 'string' ? after : undefined,
      })
      return pages.send(request, reply, 'vetting/papers.njk', {
        ...frame(request, pages, 'papers.title'),
        ...{ view, views: paperViewNames, papers, groupReference },
        mayErase: allowingRole(request.staff?.roles ?? [], 'vetting.erase') !== undefined,
        first: after === undefined ? undefined : href,
        next: next && `${href}&after=${encodeURIComponent(next)}`,
      })
    },
  )

  server.get<ByPaper>('/desk/vetting/papers/:paperId', { ...reading, schema }, async (request, reply) => {
    const held = await shown(request, operations)
    const { done } = request.query
    return pages.send(request, reply, 'vetting/paper.njk', {
      ...frame(request, pages, 'papers.one'),
      ...(await paperData(request, held)),
      done: typeof done === 'string' && Object.hasOwn(paperStepWords, `papers.done.${done}`) ? done : undefined,
    })
  })

  for (const step of paperSteps) {
    const allowed = { onRequest: requireOperation(step.operation), schema }
    const at = `/desk/vetting/papers/:paperId/${step.name}`
    server.get<ByPaper>(at, allowed, (request, reply) => show(step, request, reply))
    server.post<ByPaper>(at, allowed, async (request, reply) => {
      const fields = readFields(request.body)
      const came = await step.decide(operations, {
        paperId: request.params.paperId,
        commandId: commandIdOf(request, operationIdOf(step.command)),
        actor: staffActor(request, step.operation),
        body: jsonOf(fields),
      })
      return answer(request, reply, came, again =>
        show(step, request, reply, { ...again, form: { ...again.form, fields } }),
      )
    })
  }

  const assigning = { onRequest: requireOperation('vetting.assign'), schema }
  server.post<ByPaper>('/desk/vetting/papers/:paperId/assign', assigning, async (request, reply) => {
    const { paperId } = request.params
    const actor = staffActor(request, 'vetting.assign')
    const mine = (await operations.paper(paperId)).assignee === actor.id
    const body = { assignee: mine ? null : actor.id }
    const came = await operations.assign({
      paperId,
      commandId: commandIdOf(request, operationIdOf('SetPaperAssignee')),
      actor,
      body,
    })
    return reply.redirect(`${paperPath(paperId)}?done=${came.kind === 'decided' ? came.done : ''}`, 303)
  })

  async function show(step: PaperStep, request: FastifyRequest<ByPaper>, reply: FastifyReply, again: PaperAgain = {}) {
    const held = await shown(request, operations)
    const viewer = viewerOf(held.paperId, held.paper.documents, readLooking(request.query, 0))
    const marked = held.identityPages.map(leafText)
    return pages.send(request, reply, 'vetting/paper-step.njk', {
      ...frame(request, pages, `papers.step.${step.name}`),
      ...{
        paper: held,
        step,
        path,
        paperPath,
        groupReference,
        href: paperPath(held.paperId),
        action: paperPath(held.paperId, `/${step.name}`),
      },
      choices: viewer.pages.map(({ document, page, place, src }) => ({
        ...{ value: leafText({ subjectId: document.subjectId, documentId: document.documentId, page }), place, src },
      })),
      papers: await othersFor(step, held),
      ...{ dismissals, dismissalReasons, languages: annexBChoices.preferredLanguage },
      form: { fields: step.asks === 'identityPages' ? { 'pages[]': marked } : firstFields(request, step) },
      ...again,
    })
  }

  /** Papers to choose from. */
  const othersFor = ({ asks }: PaperStep, held: PaperState) =>
    asks === 'into'
      ? operations.others(held)
      : asks === 'otherId'
        ? operations.listed(held.combined.map(({ otherId }) => otherId))
        : Promise.resolve([])

  /** What the paper itself, or a link to here, says of where it belongs. */
  function firstFields(request: FastifyRequest<ByPaper>, { asks }: PaperStep) {
    const { reference } = request.query
    return asks === 'reference' && typeof reference === 'string' ? { reference: reference.slice(0, 100) } : {}
  }

  async function paperData(request: FastifyRequest<ByPaper>, held: PaperState) {
    const { paperId, paper, likenesses, parts, partOf, replaces, replacedBy, applicationId, status, assignee } = held
    const may = (operation: Operation) => allowingRole(request.staff?.roles ?? [], operation) !== undefined
    const others = [
      ...likenesses.map(one => one.paperId),
      ...parts.map(({ partId }) => partId),
      ...held.combined.map(({ otherId }) => otherId),
    ]
    const whole = [partOf, replaces, replacedBy, held.combinedInto].flatMap(id => id ?? [])
    const listed = await operations.listed([...new Set([paperId, ...others, ...whole])])
    const href = paperPath(paperId)
    return {
      ...{ held, paper, href, groupReference, path, paperPath },
      viewer: viewerOf(
        paperId,
        paper.documents,
        readLooking(request.query, paper.documents.flatMap(d => d.pages).length),
        href,
      ),
      of: (id: string) => listed.find(one => one.paperId === id),
      isPurged: (page?: PlacedPage) =>
        page !== undefined && among(held.purgedPages)({ ...page.document, page: page.page }) && held.purgedAt !== null,
      ...{ standing: answerStanding(held), notices: await operations.notices(paperId) },
      live: applicationId === null ? undefined : await operations.liveBeside(applicationId),
      isMine: assignee !== null && assignee === request.staff?.id,
      named: held.references.filter(reference => reference !== applicationId),
      mayAssign: may('vetting.assign') && isPossible('SetPaperAssignee', status),
      mayTranscribe: may('vetting.transcribe') && isPossible('TranscribePaper', status),
      mayCheck:
        may('vetting.transcribe') && isPossible('CheckTranscription', status) && held.typed?.by !== request.staff?.id,
      waitsForAnother: status === 'CHECKING' && held.typed?.by === request.staff?.id,
      steps: paperSteps
        .filter(({ command, operation }) => may(operation) && isPossible(command, status))
        .filter(({ name }) => name !== 'put-back' || partOf !== null)
        .filter(({ name }) => name !== 'put-together' || partOf === null)
        .filter(({ name }) => name !== 'take-apart' || held.combined.length > 0)
        .map(({ name }) => name),
    }
  }
}

/** The paper that is asked for; that it is seen is on record of the application as well that it is with. */
export async function shown(request: FastifyRequest<ByPaper>, operations: PaperOperations): Promise<PaperState> {
  const held = await operations.paper(request.params.paperId)
  const { paperId, applicationId } = held
  const ofApplication = applicationId === null ? [] : [{ kind: 'application', id: applicationId } as const]
  tellShown(request, [{ kind: 'paper', id: paperId }, ...ofApplication])
  return held
}

/** How a step fared, as a page: back to the paper, or shown again with what is wrong. */
export function answer(
  request: FastifyRequest<ByPaper>,
  reply: FastifyReply,
  came: PaperFared,
  again: (how: PaperAgain) => Promise<FastifyReply>,
): Promise<FastifyReply> | FastifyReply {
  const href = paperPath(request.params.paperId)
  switch (came.kind) {
    case 'decided':
      return reply.redirect(`${href}?done=${came.done}`, 303)
    case 'processing':
      return reply.redirect(`${href}?done=PROCESSING`, 303)
    case 'invalid':
      return again({ status: problemStatus.refused, form: { defects: came.defects } })
    case 'refused':
      return again({
        ...{ status: 409, refusal: `paperRefusal.${came.reason}` },
        other: came.applicationId ?? undefined,
      })
  }
}
