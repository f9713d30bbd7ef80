import { createPages, type PageData, type Pages } from '@icms/web/page'
import type { FastifyRequest } from 'fastify'
import { opsMessages } from './ops-messages.ts'

/** Parts of the pages of operations, in the order of their menu. */
const sections = {
  overview: '/ops',
  deadLetters: '/ops/dead-letters',
  heldKeys: '/ops/held-keys',
  mails: '/ops/mails',
  topics: '/ops/topics',
  find: '/ops/find',
  audit: '/ops/audit',
} as const

export type Section = keyof typeof sections

export const createOpsPages = (): Pages =>
  createPages({ views: new URL('../views/', import.meta.url), messages: opsMessages })

/** What every page of operations begins with: its title, and the menu of all of them. */
export function frame(
  request: FastifyRequest,
  pages: Pages,
  section: Section,
  title = `ops.${section}`,
): Pick<PageData, 'title' | 'navigation'> {
  const t = pages.translate(request)
  return {
    title: t(title),
    navigation: Object.entries(sections).map(([name, href]) => ({
      text: t(`ops.menu.${name}`),
      href,
      active: name === section,
    })),
  }
}

/** Rows of a table on a page; what is left is counted. */
export const rowsMax = 100

export const firstOf = <T>(rows: readonly T[]) => ({
  rows: rows.slice(0, rowsMax),
  left: Math.max(0, rows.length - rowsMax),
})

const idLengthMax = 200

/** What somebody typed or a link named: one text without ends, at most 200 characters; '' where there is none. */
export const askedFor = (value: unknown): string =>
  typeof value === 'string' ? value.trim().slice(0, idLengthMax) : ''

/** Where in a list a page begins, as its address has it; 0 where it says nothing that can be. */
export const placeIn = (value: unknown): number =>
  typeof value === 'string' && /^\d{1,7}$/.test(value) ? Number(value) : 0
