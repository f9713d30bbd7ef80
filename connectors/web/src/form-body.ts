import { parse } from 'node:querystring'
import formbody from '@fastify/formbody'
import type { FastifyInstance } from 'fastify'
import { ProblemError } from './problem.ts'

const fieldsMax = 1_000

/** Takes bodies of HTML forms, at most 1,000 fields; further limits are `readFields`'. Plain text is taken no more. */
export async function acceptForms(server: FastifyInstance): Promise<void> {
  server.removeContentTypeParser('text/plain')
  await server.register(formbody, { parser: text => parseForm(text) })
}

function parseForm(text: string): Record<string, unknown> {
  let fields = 1
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) fields += 1
  if (fields > fieldsMax) throw new ProblemError('too-large')
  return parse(text, '&', '=', { maxKeys: 0 })
}
