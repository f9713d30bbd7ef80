import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from './chromium.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Violation = { readonly id: string; readonly help: string; readonly nodes: readonly { readonly html: string }[] }

/** What axe-core finds on the page, at the width that it has: the rule (order of headings among them), what it asks for, and where. */
export async function findViolations(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(axe)
  // A mail's own frame runs no script and so cannot be asked.
  const run = `axe.run(document, { iframes: false, preload: false, resultTypes: ['violations'] }).then(({ violations }) => violations)`
  const violations = await page.evaluate<readonly Violation[]>(run)
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(node => node.html.slice(0, 200)).join('; ')}`,
  )
}

/** By how many pixels the page is wider than its window. */
export const overflowOf = (page: Page): Promise<number> =>
  page.locator('html').evaluate(html => html.scrollWidth - html.clientWidth)
