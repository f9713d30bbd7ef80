import { type Page, press } from './chromium.ts'
import type { Filled, FilledName } from './filled-gateway.ts'

/** Whose window a page is seen in: nobody's, an applicant's, that of somebody who saved a form, a member of staff's or an account holder's. */
export type Visitor = 'anyone' | 'drafter' | 'holder' | `applicant ${FilledName}` | `demo-${string}`

export type PageRow = {
  /** What the page is, as the end of a sentence. */
  readonly page: string
  /** Its template, in the folders of views. */
  readonly view: string
  readonly visitor: Visitor
  readonly path: (filled: Filled) => string
  /** What is done on the page of the path to come to the one that is meant. */
  readonly then?: (page: Page) => Promise<unknown>
}

export const at = (path: string) => () => path
export const vetting =
  (of: FilledName, step = '', part = '') =>
  (filled: Filled) =>
    `/desk/vetting/${part}${filled[of].applicationId}${step}`
export const identity =
  (of: FilledName, step = '') =>
  (filled: Filled) =>
    `/desk/identity/${filled[of].applicationId}${step}`
export const ofId = (path: string, of: FilledName) => (filled: Filled) => `${path}?id=${filled[of].applicationId}`
export const letter =
  (of: keyof Filled['letters'], step = '') =>
  (filled: Filled) =>
    `/ops/dead-letters/${filled.letters[of]}${step}`
export const printed = (of: keyof Filled['post']) => (filled: Filled) => `/desk/print/letters?letter=${filled.post[of]}`
export const staff = {
  vetting: 'demo-vetting',
  secondVetting: 'demo-vetting-2',
  administrator: 'demo-judiciary-administrator',
  helpCentre: 'demo-help-centre',
  auditor: 'demo-auditor',
  support: 'demo-court-support',
  counter: 'demo-counter',
  icms: 'demo-administrator',
  operations: 'demo-operations',
  postroom: 'demo-operations-personal-data',
} as const

export const typed = (fields: Readonly<Record<string, string>>) => async (page: Page) => {
  for (const [name, value] of Object.entries(fields)) await page.fill(`main [name="${name}"]`, value)
  await press(page)
}

export const ticked = (name: string, value: string) => async (page: Page) => {
  await page.check(`input[name="${name}"][value="${value}"]`)
  await press(page)
}

export const row = (
  page: string,
  view: string,
  visitor: Visitor,
  path: PageRow['path'],
  then?: (page: Page) => Promise<unknown>,
): PageRow => ({ page, view, visitor, path, ...(then && { then }) })
