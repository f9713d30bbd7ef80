import { fileURLToPath } from 'node:url'
import { randomId } from '@icms/backbone/entropy'
import { districts } from '@icms/schemas/address'
import { countryCodes } from '@icms/schemas/country'
import type { FastifyReply, FastifyRequest } from 'fastify'
import nunjucks from 'nunjucks'
import { govukFolder } from './assets.ts'
import { createFormView, type FormState } from './form-view.ts'
import { dayText, instantText } from './hong-kong-time.ts'
import { languageHref, languageOf } from './language.ts'
import { createTranslate, type Language, languageTags, type Messages, type Translate } from './messages.ts'
import { sharedTemplates } from './shared-templates.ts'
import { siteMessages } from './site-messages.ts'

/** What a template gets besides its own data: see `views/web/layout.njk`. */
export type PageData = {
  readonly title: string
  readonly status?: number
  /** The form on the page: what was typed and what is wrong with it. */
  readonly form?: FormState
  readonly navigation?: readonly { readonly text: string; readonly href: string; readonly active?: boolean }[]
  readonly [name: string]: unknown
}

export type Pages = {
  /** The texts of the edge and the site in the reader's language. */
  translate(request: FastifyRequest): Translate
  /** Renders a template of the edge as the answer. Throws when the template or a text of it is at fault. */
  send(request: FastifyRequest, reply: FastifyReply, template: string, data: PageData): FastifyReply
}

type Edge = {
  readonly views?: URL
  readonly messages?: Messages
  /** What any text of the edge may name, such as how many days something takes here. */
  readonly values?: Readonly<Record<string, string | number | boolean>>
}

/** Pages of one edge: its templates (which may extend `web/layout.njk`) and its texts in both languages. */
export function createPages({ views, messages = {}, values = {} }: Edge): Pages {
  const environment = environmentOf(views)
  const dictionary: Messages = { ...siteMessages, ...messages }
  const words = {
    en: naming(values, createTranslate('en', siteMessages, messages)),
    zh: naming(values, createTranslate('zh', siteMessages, messages)),
  }

  return {
    translate: request => words[languageOf(request)],
    send(request, reply, template, data) {
      const language = languageOf(request)
      const t = words[language]
      const form = createFormView(data.form ?? {}, t, key => Object.hasOwn(dictionary, key))
      const tokens = () => hiddenFields(request, reply)
      const html = environment.render(template, {
        ...data,
        t,
        form: { ...form, t, tokens, choices: choicesIn(language, t) },
        tokens,
        day: (day: string) => dayText(day, language),
        instant: (atMs: number) => instantText(atMs, language),
        language,
        languageTag: languageTags[language],
        languageHrefs: { en: languageHref(request.url, 'en'), zh: languageHref(request.url, 'zh') },
        assets: Object.fromEntries(request.server.web.assets.map(asset => [asset.name, asset.href])),
        staff: request.staff,
        accountId: request.accountId,
      })
      return reply
        .code(data.status ?? 200)
        .type('text/html; charset=utf-8')
        .send(html)
    },
  }
}

const naming =
  (always: NonNullable<Edge['values']>, translate: Translate): Translate =>
  (key, values) =>
    translate(key, { ...always, ...values })

const environments = new Map<string, nunjucks.Environment>()

/** Templates are compiled once in a process, however many servers show them. */
function environmentOf(views: URL | undefined): nunjucks.Environment {
  const known = environments.get(String(views))
  if (known) return known
  const folders = [...(views ? [views] : []), new URL('../views/', import.meta.url)].map(url => fileURLToPath(url))
  const options = { autoescape: true, trimBlocks: true, lstripBlocks: true }
  const made = new nunjucks.Environment(sharedTemplates([...folders, govukFolder], options), options)
  environments.set(String(views), made)
  return made
}

/** The form token, and an id that makes a second click the same request. */
function hiddenFields(request: FastifyRequest, reply: FastifyReply) {
  const once = randomId(request.server.web.entropy)
  const field = (name: string, value: string) => `<input type="hidden" name="${name}" value="${value}">`
  return new nunjucks.runtime.SafeString(field('_csrf', reply.generateCsrf()) + field('_once', once))
}

type Choice = { readonly value: string; readonly text: string }

/** Choices for radios, checkboxes and selects: any codes by the text `<prefix>.<code>`; districts; countries, Hong Kong first. */
function choicesIn(language: Language, t: (key: string) => string) {
  const of = (codes: readonly string[], prefix: string): readonly Choice[] =>
    codes.map(value => ({ value, text: t(`${prefix}.${value}`) }))
  return { of, districts: () => of(Object.keys(districts), 'district'), countries: () => countries[language]() }
}

const countries: Readonly<Record<Language, () => readonly Choice[]>> = {
  en: once(() => countryChoices('en-HK')),
  zh: once(() => countryChoices('zh-Hant-HK')),
}

function countryChoices(locale: string): readonly Choice[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  const choices = countryCodes.map(value => ({ value, text: names.of(value) ?? value }))
  const collator = new Intl.Collator(locale)
  const first = (choice: Choice) => ['HK', 'CN', 'MO'].indexOf(choice.value) + 1 || 9
  return choices.sort((a, b) => first(a) - first(b) || collator.compare(a.text, b.text))
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
