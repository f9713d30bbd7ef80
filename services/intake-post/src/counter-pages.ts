import type { EnvelopeStatus } from '@icms/schemas/generated/intake-post-state-v1'
import { groupReference } from '@icms/schemas/application-reference'
import { dayOf, parseCalendarDay, timeOfDayMs } from '@icms/schemas/calendar-day'
import type { Defect } from '@icms/schemas/refusal'
import { type Fields, jsonOf, readFields } from '@icms/web/form-fields'
import { dayText, instantText } from '@icms/web/hong-kong-time'
import { commandIdOf } from '@icms/web/idempotency'
import { languageOf } from '@icms/web/language'
import type { PageData, Pages } from '@icms/web/page'
import { isBackboneError } from '@icms/backbone/errors'
import { problemStatus } from '@icms/web/problem'
import { requireOperation } from '@icms/web/require-session'
import { allowingRole } from '@icms/web/roles'
import { staffActor } from '@icms/web/staff'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { scansOf, takesScans } from './counter-files.ts'
import { counterMessages } from './counter-messages.ts'
import type { CounterOperations } from './counter-operations.ts'
import { outcomeOf } from './envelope-rows.ts'
import { handedInForms, handedInFrom } from './hand-in-form.ts'

type Lists = { Querystring: { on?: unknown; after?: unknown; service?: unknown } }
type ById = { Params: { paperId: string } }

export const paperParams = {
  type: 'object',
  required: ['paperId'],
  properties: { paperId: { type: 'string', pattern: '^[0-9a-z]{26}$' } },
}

/** Where a taking stands, for lists and receipts. */
export const counterStateOf = ({ status }: { readonly status: EnvelopeStatus }) =>
  status === 'HANDED_ON' ? 'HANDED_ON' : outcomeOf({ status })

const text = (value: unknown) => (typeof value === 'string' ? value : undefined)

/** The counter: what people hand in is taken, and each has a receipt to print; and the days of fax and mail rooms. */
export function declareCounterPages(server: FastifyInstance, operations: CounterOperations, pages: Pages): void {
  const reading = { onRequest: requireOperation('counter.read') }
  const taking = requireOperation('counter.take')

  server.get<Lists>('/desk/counter', reading, async (request, reply) => {
    const given = parseCalendarDay(text(request.query.on) ?? '')
    const day = given.ok ? given.value : dayOf(operations.now())
    const { takings, next } = await operations.takings(day, text(request.query.after))
    const href = `/desk/counter?on=${day}`
    return pages.send(request, reply, 'counter/takings.njk', {
      ...frame(request, pages, 'counter.title', '/desk/counter'),
      ...{ on: day, first: request.query.after === undefined ? undefined : href },
      takings: takings.map(one => ({ ...one, state: counterStateOf(one) })),
      next: next && `${href}&after=${encodeURIComponent(next)}`,
      mayTake: allowingRole(request.staff?.roles ?? [], 'counter.take') !== undefined,
    })
  })

  server.get('/desk/counter/new', { onRequest: taking }, (request, reply) => showForm(request, reply, fieldsNow()))

  const { preHandler, ...options } = takesScans()
  const posting = {
    ...{ ...options, onRequest: taking, config: { withoutToken: true } },
    preHandler: [...preHandler, server.csrfProtection],
  }
  server.post('/desk/counter/new', posting, async (request, reply) => {
    const fields = readFields(request.body)
    const { body, result } = handedInFrom(jsonOf(fields))
    const commandId = commandIdOf(request, 'takeOverCounter')
    const actor = staffActor(request, 'counter.take')
    const done = await operations.take({ commandId, actor, body, files: scansOf(request) })
    if (done.kind !== 'invalid') return reply.redirect(`/desk/counter/receipts/${done.paperId}`, 303)
    // Of a day or time that cannot be read the two fields say more.
    const rest = done.defects
      .filter(({ path }) => result.ok || path !== 'handedInAt')
      .map(({ path, code }) => ({ path: path === 'handedInAt' ? 'handedInTime' : path, code }))
    return showForm(request, reply, fields, [...(result.ok ? [] : result.defects), ...rest])
  })

  server.get<ById>(
    '/desk/counter/receipts/:paperId',
    { ...reading, schema: { params: paperParams } },
    async (request, reply) => {
      const receipt = await operations.receipt(request.params.paperId)
      const own = languageOf(request)
      const languages = own === 'en' ? (['en', 'zh'] as const) : (['zh', 'en'] as const)
      return pages.send(request, reply, 'counter/receipt.njk', {
        ...frame(request, pages, 'receipt.title', '/desk/counter'),
        ...{ receipt, state: counterStateOf(receipt) },
        reference: receipt.applicationId === null ? null : groupReference(receipt.applicationId),
        parts: languages.map(language => ({
          tag: language === 'en' ? 'en-HK' : 'zh-Hant-HK',
          at: instantText(receipt.handedInAt, language),
          say: (key: keyof typeof counterMessages) => counterMessages[key][language],
        })),
      })
    },
  )

  server.get<Lists>('/desk/counter/reconciliation', reading, async (request, reply) => {
    const after = text(request.query.after)
    const only = text(request.query.service)
    const services = (['intake-post', 'intake-fax'] as const).filter(name => only === undefined || only === name)
    const lists = await Promise.all(services.map(name => operations.openDays(name, after).catch(notHosted(name))))
    const language = languageOf(request)
    return pages.send(request, reply, 'counter/reconciliation.njk', {
      ...frame(request, pages, 'daily.title', '/desk/counter/reconciliation'),
      lists: lists.map(({ service, days, next }) => ({
        service,
        days: days.map(day => ({ ...day, date: dayText(day.date, language) })),
        next: next && `/desk/counter/reconciliation?service=${service}&after=${encodeURIComponent(next)}`,
      })),
    })
  })

  function showForm(request: FastifyRequest, reply: FastifyReply, fields: Fields, defects: readonly Defect[] = []) {
    return pages.send(request, reply, 'counter/new.njk', {
      ...frame(request, pages, 'counter.take', '/desk/counter'),
      status: defects.length > 0 ? problemStatus.refused : 200,
      form: { fields, defects },
      forms: handedInForms,
    })
  }

  /** Most of what is entered was handed in just now. */
  function fieldsNow(): Fields {
    const now = operations.now()
    const [year = '', month = '', day = ''] = dayOf(now).split('-')
    const minutes = Math.floor(timeOfDayMs(now) / 60_000)
    const time = [Math.floor(minutes / 60), minutes % 60].map(part => String(part).padStart(2, '0')).join(':')
    return {
      'handedInOn@day': String(Number(day)),
      'handedInOn@month': String(Number(month)),
      'handedInOn@year': year,
      handedInTime: time,
    }
  }
}

/** A deployment without faxes has no rows of them. */
const notHosted = (service: string) => (error: unknown) => {
  if (service === 'intake-fax' && !isBackboneError(error, 'NotNow')) return { service, days: [], next: undefined }
  throw error
}

function frame(request: FastifyRequest, pages: Pages, title: string, here: string): PageData {
  const t = pages.translate(request)
  const item = (key: string, href: string) => ({ text: t(key), href, active: here === href })
  return {
    title: t(title),
    navigation: [
      item('counter.navigation', '/desk/counter'),
      item('counter.reconciliation', '/desk/counter/reconciliation'),
    ],
  }
}
