import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from './chromium.ts'

/** axe-core's script, for a window that begins every page with it: so it is sent once, not to each page. */
export const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Violation = { readonly id: string; readonly help: string; readonly nodes: readonly { readonly html: string }[] }

// A mail's own frame runs no script and so cannot be asked.
const usual = { iframes: false, preload: false, resultTypes: ['violations'] }
/** Rules that words may break, or the room that they take, among elements that pass all others. */
const ofWords = [
  'cat.language',
  'cat.name-role-value',
  'cat.text-alternatives',
  'cat.forms',
  'cat.keyboard',
  'cat.aria',
]

/** What axe-core finds on the page, at the width that it has: the rule (order of headings among them), what it asks for, and where. */
export async function findViolations(page: Page, options: object = {}): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(axe)
  const run = `axe.run(document, ${JSON.stringify({ ...usual, ...options })}).then(({ violations }) => violations)`
  const violations = await page.evaluate<readonly Violation[]>(run)
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(node => node.html.slice(0, 200)).join('; ')}`,
  )
}

/**
 * The same in another language and at another width than a page was examined in: all rules where an element is seen at a
 * place that is not among `passed`, which are added to; otherwise what words may break. A place is what an element is and
 * all that it stands in, with classes and roles: colours and roles follow from it.
 */
export async function findViolationsOfWords(page: Page, passed: Set<string>): Promise<readonly string[]> {
  const places = await placesOn(page)
  if (places.every(place => passed.has(place))) return findViolations(page, { runOnly: ofWords })
  const violations = await findViolations(page)
  if (violations.length === 0) for (const place of places) passed.add(place)
  return violations
}

const placesOn = (page: Page) =>
  page.evaluate<readonly string[]>(`{
    const places = new Set()
    const walk = (element, around) => {
      const looks = ['class', 'role', 'type', 'disabled', 'aria-current'].map(name => String(element.getAttribute(name)))
      const place = around + '>' + element.localName + '.' + looks
      if (element.checkVisibility({ visibilityProperty: true })) places.add(place)
      for (const part of element.children) walk(part, place)
    }
    walk(document.body, '')
    ;[...places]
  }`)

/** Language and number of first headings of the page. A string needs none of the driver's own script on each page. */
export const headOf = (page: Page) =>
  page.evaluate<{ readonly lang: string; readonly titles: number }>(
    `({ lang: document.documentElement.lang, titles: document.querySelectorAll('h1').length })`,
  )

/** By how many pixels the page is wider than its window. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
