import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Language } from './messages.ts'
import { ownPath } from './own-origin.ts'

const cookieName = 'icms-lang'
const cookieSecondsMax = 365 * 24 * 3600

/** The page's language: `?lang=`, else the choice made before, else the browser's first of the two, else English. */
export function languageOf(request: FastifyRequest): Language {
  return (
    chosen(request) ?? oneOf(request.cookies?.[cookieName]) ?? preferred(request.headers['accept-language']) ?? 'en'
  )
}

/** Keeps a choice made by `?lang=` for a year. */
export function keepLanguage(request: FastifyRequest, reply: FastifyReply, secure: boolean): void {
  const language = chosen(request)
  if (language && language !== request.cookies[cookieName])
    reply.setCookie(cookieName, language, {
      path: '/',
      maxAge: cookieSecondsMax,
      httpOnly: true,
      sameSite: 'lax',
      secure,
    })
}

/** This page in the other language: a path of our own with `lang` set and the rest of the query kept. */
export function languageHref(url: string, language: Language): string {
  const { pathname, searchParams } = new URL(ownPath(url), 'http://own')
  searchParams.set('lang', language)
  return `${pathname}?${searchParams.toString()}`
}

function chosen(request: FastifyRequest): Language | undefined {
  return oneOf((request.query as { lang?: unknown } | undefined)?.lang)
}

function oneOf(value: unknown): Language | undefined {
  return value === 'en' || value === 'zh' ? value : undefined
}

function preferred(header: string | undefined): Language | undefined {
  const weights = (header ?? '')
    .slice(0, 200)
    .split(',')
    .map(entry => {
      const [tag = '', quality = ''] = entry.trim().split(';')
      return {
        language: oneOf(tag.slice(0, 2).toLowerCase()),
        weight: Number(/^\s*q=([\d.]+)/.exec(quality)?.[1] ?? 1),
      }
    })
  return weights.filter(({ language, weight }) => language && weight > 0).sort((a, b) => b.weight - a.weight)[0]
    ?.language
}
