import { groupReference } from '@icms/schemas/application-reference'
import { dayOf } from '@icms/schemas/calendar-day'
import { coverSheetWords } from '@icms/web/cover-sheet-words'
import { type Fields, jsonOf, readFields } from '@icms/web/form-fields'
import { dayText } from '@icms/web/hong-kong-time'
import { commandIdOf } from '@icms/web/idempotency'
import type { PageData, Pages } from '@icms/web/page'
import { ProblemError, problemStatus } from '@icms/web/problem'
import { requireOperation } from '@icms/web/require-session'
import { allowingRole } from '@icms/web/roles'
import { staffActor } from '@icms/web/staff'
import { tellShown } from '@icms/web/staff-views'
import type { Defect } from '@icms/schemas/refusal'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  canGo,
  type LetterDesk,
  type LetterFared,
  letterChannels,
  letterKinds,
  letterViews,
  printedMax,
  shownWith,
  type Wanted,
} from './letter-desk.ts'
import { letterheadWords } from './letter-messages.ts'

type Again = {
  readonly status?: number
  readonly fields?: Fields
  readonly defects?: readonly Defect[]
  readonly refusal?: string
}

const idForm = /^[\w.:-]{1,100}$/
const doneKeys = ['SENT', 'PARTLY', 'CANCELLED', 'REPRINT', 'PROCESSING'] as const

/** The desk of letters: what is to be printed, letters as they go into envelopes, and what became of them. */
export function declareDesk(server: FastifyInstance, desk: LetterDesk, pages: Pages): void {
  const reading = { onRequest: requireOperation('letters.read') }
  const sending = { onRequest: requireOperation('letters.send') }

  server.get<{ Querystring: Readonly<Record<'status' | 'kind' | 'after' | 'done', unknown>> }>(
    '/desk/print',
    reading,
    async (request, reply) => {
      const { status, kind: wanted, after, done } = request.query
      const view = letterViews.find(one => one === status) ?? 'WAITING'
      const kind = view === 'OVERDUE' ? undefined : letterKinds.find(one => one === wanted)
      const { letters, next } = await desk.worklist(view, kind, typeof after === 'string' ? after : undefined)
      const ofView = `/desk/print?status=${view}`
      const href = kind ? `${ofView}&kind=${kind}` : ofView
      const t = pages.translate(request)
      const kinds = letterKinds.map(one => ({ value: one, text: t(`notice.${one}`), href: `${ofView}&kind=${one}` }))
      return pages.send(request, reply, 'letters/worklist.njk', {
        ...frame(request, pages, 'letters.title'),
        ...{ view, kind, letters },
        lists: letterViews.map(one => ({
          value: one,
          text: t(`letterView.${one}`),
          href: `/desk/print?status=${one}`,
        })),
        kinds: view === 'OVERDUE' ? [] : [{ value: '', text: t('letters.allKinds'), href: ofView }, ...kinds],
        printHref: letters.some(canGo) ? hrefOf(letters.filter(canGo).map(({ letterId }) => letterId)) : undefined,
        first: after === undefined ? undefined : href,
        next: next && `${href}&after=${encodeURIComponent(next)}`,
        done: doneKeys.find(one => one === done),
      })
    },
  )

  server.get<{ Querystring: { letter?: unknown } }>('/desk/print/letters', reading, (request, reply) =>
    showLetters(request, reply, idsIn(request.query.letter)),
  )

  server.post('/desk/print/sent', sending, async (request, reply) => {
    const fields = readFields(request.body)
    const ids = idsIn(jsonOf(fields).letters)
    const all = await desk.markAllSent(ids, wantedBy(request, 'markLettersSent', { channel: fields.channel }))
    const invalid = all.find(one => one.kind === 'invalid')
    if (invalid?.kind === 'invalid') return showLetters(request, reply, ids, again(fields, invalid))
    const kinds = new Set(all.map(({ kind }) => kind))
    const done = kinds.has('refused') ? 'PARTLY' : kinds.has('processing') ? 'PROCESSING' : 'SENT'
    return reply.redirect(`/desk/print?done=${done}`, 303)
  })

  const step = (
    path: string,
    name: string,
    done: string,
    bodyOf: (fields: Fields) => Wanted['body'],
    take: (letterId: string, wanted: Wanted) => Promise<LetterFared>,
  ) =>
    server.post(`/desk/print/${path}`, sending, async (request, reply) => {
      const fields = readFields(request.body)
      const [letterId] = idsIn(fields.letter) as [string]
      const came = await take(letterId, wantedBy(request, name, bodyOf(fields)))
      if (came.kind === 'invalid' || came.kind === 'refused')
        return showLetters(request, reply, [letterId], again(fields, came))
      return reply.redirect(`/desk/print?done=${came.kind === 'processing' ? 'PROCESSING' : done}`, 303)
    })
  step('cancellation', 'cancelLetter', 'CANCELLED', ({ note }) => ({ note }), desk.cancel)
  step('reprint', 'reprintLetter', 'REPRINT', () => ({}), desk.reprint)

  async function showLetters(
    request: FastifyRequest,
    reply: FastifyReply,
    ids: readonly string[],
    { status = 200, fields = {}, defects = [], refusal }: Again = {},
  ): Promise<FastifyReply> {
    const letters = await Promise.all(ids.map(id => desk.letter(id)))
    tellShown(request, [...new Map(letters.map(one => [one.subjectId, shownWith(one)])).values()])
    const maySend = allowingRole(request.staff?.roles ?? [], 'letters.send') !== undefined
    const [only, ...more] = letters
    return pages.send(request, reply, 'letters/letters.njk', {
      ...frame(request, pages, letters.length === 1 ? 'letters.one' : 'letters.several'),
      ...{ status, refusal, form: { fields: { channel: 'POST', ...fields }, defects } },
      letters: (await Promise.all(letters.map(desk.printed))).map(one => ({
        ...one,
        reference: groupReference(one.letter.subjectId),
        dated: { en: dayText(dayOf(one.datedAt), 'en'), zh: dayText(dayOf(one.datedAt), 'zh') },
      })),
      waiting: letters.filter(one => one.status === 'WAITING').map(({ letterId }) => letterId),
      only: more.length === 0 ? only : undefined,
      ...{
        maySend,
        channels: letterChannels,
        sendTo: desk.sendTo(),
        sheetWords: coverSheetWords,
        head: letterheadWords,
      },
    })
  }
}

const hrefOf = (ids: readonly string[]) =>
  `/desk/print/letters?${ids.map(id => `letter=${encodeURIComponent(id)}`).join('&')}`

/** Ids out of an address or a form, each once. Throws `not-found` where there is none, or none that could be one. */
function idsIn(given: unknown): readonly string[] {
  const ids = [...new Set([given].flat().filter(id => typeof id === 'string' && idForm.test(id)))] as readonly string[]
  if (ids.length === 0 || ids.length > printedMax) throw new ProblemError('not-found')
  return ids
}

/** Page and JSON are one operation, so the same key means the same in both. */
const wantedBy = (request: FastifyRequest, name: string, body: Wanted['body']): Wanted => ({
  ...{ commandId: commandIdOf(request, name), actor: staffActor(request, 'letters.send'), body },
})

function again(fields: Fields, came: Extract<LetterFared, { readonly kind: 'invalid' | 'refused' }>): Again {
  return came.kind === 'invalid'
    ? { status: problemStatus.refused, fields, defects: came.defects }
    : { status: 409, fields, refusal: `letterRefusal.${came.reason}` }
}

function frame(request: FastifyRequest, pages: Pages, title: string): PageData {
  const t = pages.translate(request)
  const mayVet = allowingRole(request.staff?.roles ?? [], 'vetting.read')
  return {
    title: t(title),
    navigation: [
      ...(mayVet ? [{ text: t('letters.vettingDesk'), href: '/desk/vetting' }] : []),
      { text: t('letters.navigation'), href: '/desk/print', active: true },
    ],
  }
}
