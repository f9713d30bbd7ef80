import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../journeys/gateway.ts'
import { type Browser, listenForComplaints, openWindow, type Page, startBrowser, width } from './chromium.ts'
import { type Filled, filledSettings, fillGateway } from './filled-gateway.ts'
import { axe, findViolations, findViolationsOfWords, headOf, overflowOf } from './looks-right.ts'
import { deskPages } from './desk-pages.ts'
import { opsPages } from './ops-pages.ts'
import type { PageRow, Visitor } from './page-row.ts'
import { publicPages } from './public-pages.ts'
import { type Session, sessionOf } from './visitors.ts'

const pages = [...publicPages, ...deskPages, ...opsPages]
const tags = { en: 'en-HK', zh: 'zh-Hant-HK' } as const
const axeAt = { en: 'wide', zh: 'narrow' } as const
/** A folder for a screenshot of every page, for people to look at. */
const shots = process.env.ICMS_TEST_SHOTS

let gateway: Gateway
let browser: Browser
let filled: Filled
/** One window for each language stays open: a fresh one for each page would be most of the work. */
let windows: { readonly en: Page; readonly zh: Page }
const sessions = new Map<Visitor, Promise<Session>>()
beforeAll(async () => {
  ;[gateway, browser] = await Promise.all([startGateway(filledSettings), startBrowser()])
  filled = await fillGateway(gateway)
  const newPage = async () => {
    const window = await openWindow(browser, gateway.origin)
    await window.addInitScript(axe)
    return window.newPage()
  }
  windows = { en: await newPage(), zh: await newPage() }
})
afterAll(() => Promise.all([browser?.close(), gateway?.stop()]))

function sessionFor(visitor: Visitor): Promise<Session> {
  const known = sessions.get(visitor) ?? sessionOf(gateway, filled, visitor)
  sessions.set(visitor, known)
  return known
}

/** Places of elements that passed all rules in the Chinese window. */
const passed = new Set<string>()
const violationsIn = {
  en: (page: Page) => findViolations(page),
  zh: (page: Page) => findViolationsOfWords(page, passed),
}

async function findMistakes(page: Page, { page: name, visitor, path, then }: PageRow, language: 'en' | 'zh') {
  const window = page.context()
  await window.clearCookies()
  await window.addCookies([...(await sessionFor(visitor)), { name: 'icms-lang', value: language, url: gateway.origin }])
  await page.setViewportSize({ width: width.wide, height: 900 })
  const complaints = listenForComplaints(page)
  await page.goto(path(filled))
  await then?.(page)
  const mistakes: string[] = []
  const { lang, titles } = await headOf(page)
  if (lang !== tags[language]) mistakes.push(`its language is ${lang}`)
  if (titles !== 1) mistakes.push(`${titles} headings of the first level`)
  for (const size of ['wide', 'narrow'] as const) {
    await page.setViewportSize({ width: width[size], height: 900 })
    // Each language and each width once: the markup is the same in both, and axe is most of the time that this takes.
    if (size === axeAt[language]) mistakes.push(...(await violationsIn[language](page)))
    const overflow = await overflowOf(page)
    if (overflow > 0) mistakes.push(`${size}: ${overflow} pixels too wide`)
    const file = `${name.replaceAll(/\W+/g, '-')}.${language}.${size}.png`
    if (shots) await page.screenshot({ path: join(shots, file), fullPage: true })
  }
  return [...mistakes, ...complaints.heard()]
}

describe('every page is accessible, in its language, and fits from 360 pixels', () => {
  test.each(pages.map(row => [row.page, row] as const))('%s', async (_, row) => {
    const [english, chinese] = await Promise.all([
      findMistakes(windows.en, row, 'en'),
      findMistakes(windows.zh, row, 'zh'),
    ])
    expect({ english, chinese }).toEqual({ english: [], chinese: [] })
  })
})

/** Pages that pass in a moment, or that only a deployment with a mail server of its own has; their services test them. */
const notShown = ['identity/processing.njk', 'vetting/processing.njk', 'mail/elsewhere.njk']

test('every template of a page is in the table of pages', () => {
  const views = globSync('{services,connectors,deploy}/*/views/*/*.njk', { cwd: join(import.meta.dirname, '../..') })
  const ofPages = views
    .filter(file => readFileSync(join(import.meta.dirname, '../..', file), 'utf8').includes('{% extends'))
    .map(file => file.split('/').slice(-2).join('/'))
  expect(ofPages.length).toBeGreaterThan(15)
  expect([...new Set([...pages.map(row => row.view), ...notShown])].toSorted()).toEqual(ofPages.toSorted())
})
