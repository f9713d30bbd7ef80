import type { FormState } from '@icms/web/form-view'
import type { JsonSchema } from '@icms/web/openapi'
import type { PaperCommand } from './paper-messages.ts'

export type ByPaper = { Params: { paperId: string }; Querystring: Readonly<Record<string, unknown>> }

export const paperPath = (paperId: string, step = '') => `/desk/vetting/papers/${encodeURIComponent(paperId)}${step}`

/** Page and JSON are one operation, by the command that it sends: the same key means the same step in both. */
export const operationIdOf = (command: PaperCommand['type']): string =>
  command.charAt(0).toLowerCase() + command.slice(1)

/** What an id in a path may look like. */
export const paperParams: JsonSchema = {
  type: 'object',
  required: ['paperId'],
  properties: { paperId: { type: 'string', pattern: '^[\\w.:-]{1,100}$' } },
}

/** A page shown again after a post that was not taken. */
export type PaperAgain = {
  readonly status?: number
  readonly form?: FormState
  readonly refusal?: string
  /** The application that the refusal is about. */
  readonly other?: string | undefined
}
