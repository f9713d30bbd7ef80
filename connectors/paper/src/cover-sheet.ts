import { groupReference } from '@icms/schemas/application-reference'
import { coverSheetCodeOf } from '@icms/schemas/cover-sheet-code'

/** What is printed on a cover sheet of one application. */
export type CoverSheet = {
  /** The reference in groups, for whoever cannot read the code. */
  readonly reference: string
  /** The code as SVG to stand within a page: white around it included, without a size of its own. */
  readonly code: string
}

/** The cover sheet that ties what comes with it to an application (R32b). */
export async function coverSheetOf(applicationId: string): Promise<CoverSheet> {
  // What draws codes also reads them from pictures: few processes draw any.
  const { codeOf } = await import('./page-codes.ts')
  return { reference: groupReference(applicationId), code: withinPage(await codeOf(coverSheetCodeOf(applicationId))) }
}

/** A drawing of a file of its own as a part of a page, which the page's style sheet gives its size. */
function withinPage(file: string): string {
  const [, width, height] = /<svg width="(\d+)" height="(\d+)"/.exec(file) ?? []
  const drawing = /<g[\s\S]*<\/g>/.exec(file)?.[0]
  if (!width || !height || !drawing) throw new Error('the drawing of the code is not as it is known')
  return `<svg class="icms-sheet__code" viewBox="0 0 ${width} ${height}" aria-hidden="true" focusable="false">${drawing}</svg>`
}
