import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createPaperHost } from '../../services/vetting/src/paper-host.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, click, listenForComplaints, openAsStaff, type Page, startBrowser, width } from './chromium.ts'
import { findViolations, overflowOf } from './looks-right.ts'

const shots = process.env.ICMS_TEST_SHOTS
let host: Awaited<ReturnType<typeof createPaperHost>>
let browser: Browser
let origin: string
beforeAll(async () => {
  ;[host, browser] = await Promise.all([createPaperHost(), startBrowser()])
  await host.server.listen({ host: '127.0.0.1', port: 0 })
  origin = `http://127.0.0.1:${(host.server.server.address() as AddressInfo).port}`
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await host?.stop()
})

const clerkWindow = (id: string, language: 'en' | 'zh', javaScriptEnabled: boolean): Promise<Page> =>
  openAsStaff(browser, origin, id, `/desk/vetting/papers?lang=${language}`, { javaScriptEnabled })

/** Nothing is too wide, nothing inaccessible, at both widths; with a picture for people where one is asked for. */
async function looksRight(page: Page, name: string, hasScript: boolean) {
  for (const size of ['wide', 'narrow'] as const) {
    await page.setViewportSize({ width: width[size], height: 900 })
    expect([name, size, await overflowOf(page)]).toEqual([name, size, 0])
    if (hasScript) expect([name, size, await findViolations(page)]).toEqual([name, size, []])
    if (shots) await page.screenshot({ path: join(shots, `${name}.${size}.png`), fullPage: true })
  }
  await page.setViewportSize({ width: width.wide, height: 900 })
}

test.each([
  ['en', true],
  ['zh', false],
] as const)(
  'paper is looked at and typed in (%s, with a script: %s) (R32b)',
  async (language, hasScript) => {
    const id = `fax-${language}`
    const fields = [
      { name: 'name.surnameEn', value: 'CHAN', confidence: 0.97, page: 1 },
      { name: 'identityDocument.number', value: 'A123456(8)', confidence: 0.41, page: 1 },
    ]
    await host.faxed(`${id}-before`, [7])
    await host.faxed(`${id}-late`, [6], {}, { receivedAt: host.clock.now() - 12 * 86_400_000 })
    await host.faxed(id, [7, 8, 9], { fields, form: 'ANNEX_B' })
    const page = await clerkWindow('demo-vetting', language, hasScript)
    const complaints = listenForComplaints(page)
    await page.reload()
    await looksRight(page, `papers-${language}`, hasScript)
    await click(page, `a[href="/desk/vetting/papers/${id}"]`)
    await looksRight(page, `paper-${language}`, hasScript)
    await click(page, '.icms-paper__ways a >> nth=1')
    await looksRight(page, `paper-larger-${language}`, hasScript)
    await page.goto(`/desk/vetting/papers/${id}/transcribe`)
    expect(await page.inputValue('[name="name.surnameEn"]')).toBe('CHAN')
    await page.fill('[name="name.givenNameEn"]', 'Tai Man')
    // To turn the page keeps what was typed.
    await click(page, 'button[name="_show"] >> nth=0')
    expect(await page.inputValue('[name="name.givenNameEn"]')).toBe('Tai Man')
    expect(await page.getAttribute('.icms-paper__picture', 'src')).toContain('/pages/original/2')
    await looksRight(page, `typing-${language}`, hasScript)
    await click(page, '.icms-paper__form button[type="submit"] >> nth=-2')
    expect(await page.locator('.govuk-error-summary').count()).toBe(1)
    await looksRight(page, `typing-wrong-${language}`, hasScript)
    // Saved half-way, and gone on with; in another window somebody saves another state of it.
    await click(page, 'button[value="save"]')
    await looksRight(page, `paper-saved-${language}`, hasScript)
    await page.goto(`/desk/vetting/papers/${id}/transcribe`)
    expect(await page.inputValue('[name="name.givenNameEn"]')).toBe('Tai Man')
    await looksRight(page, `typing-saved-${language}`, hasScript)
    const other = await page.context().newPage()
    await other.goto(`/desk/vetting/papers/${id}/transcribe`)
    await other.fill('[name="name.givenNameEn"]', 'Tai Wan')
    await click(other, 'button[value="save"]')
    await click(page, 'button[value="save"]')
    expect(await page.inputValue('[name="name.givenNameEn"]')).toBe('Tai Man')
    await looksRight(page, `typing-meanwhile-${language}`, hasScript)
    await page.goto('/desk/vetting/papers?view=OVERDUE')
    await looksRight(page, `papers-overdue-${language}`, hasScript)
    for (const step of ['put-together', 'join', 'split', 'dismiss', 'identity-pages']) {
      await page.goto(`/desk/vetting/papers/${id}/${step}`)
      await looksRight(page, `${step}-${language}`, hasScript)
    }
    expect(complaints.heard()).toEqual([])
  },
  180_000,
)
