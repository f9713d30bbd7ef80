import type { Page } from './chromium.ts'

const stopsMax = 120

export const focused = (page: Page) => page.locator(':focus')

/** Whether a reader sees where the focus is: by an outline or a shadow of the element, or of the mark beside its box. */
export const isFocusVisible = (page: Page): Promise<boolean> =>
  focused(page).evaluate(element => {
    const view = element.ownerDocument.defaultView!
    const isMarked = (part: unknown, pseudo?: string) => {
      const { outlineStyle, outlineColor, boxShadow, backgroundColor } = view.getComputedStyle(part, pseudo)
      const hasOutline = outlineStyle !== 'none' && outlineColor !== 'rgba(0, 0, 0, 0)'
      return hasOutline || boxShadow !== 'none' || backgroundColor === 'rgb(255, 221, 0)'
    }
    const label = element.labels?.[0]
    return isMarked(element) || (label !== undefined && isMarked(label, '::before'))
  })

/** Presses Tab until the focus is on what matches, and at every stop looks whether it can be seen. */
export async function tabTo(page: Page, selector: string, key = 'Tab') {
  for (let stops = 0; stops < stopsMax; stops++) {
    if ((await page.locator(`${selector}:focus`).count()) > 0) return
    await page.keyboard.press(key)
    const where = await focused(page).evaluateAll(elements => elements.map(element => element.outerHTML.slice(0, 120)))
    if (where.length > 0 && !(await isFocusVisible(page))) throw new Error(`the focus is not seen on ${where[0]}`)
  }
  throw new Error(`${selector} is not reached by ${stopsMax} presses of ${key}`)
}
