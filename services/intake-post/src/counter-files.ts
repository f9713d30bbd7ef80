import multipart from '@fastify/multipart'
import { allowSlowBody } from '@icms/web/body-pace'
import { httpLimits } from '@icms/web/http-limits'
import { ProblemError } from '@icms/web/problem'
import type { FastifyInstance, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify'

/** Of one taking: a scanner's PDF of a hundred pages in grey has 25 MB. */
export const counterLimits = { filesMax: 10, fileBytesMax: 32 * 1024 * 1024, formBytesMax: 96 * 1024 * 1024 } as const
/** Forms that are read at a time: each is in memory. */
const atOnceMax = 3

/** A file as it was uploaded; no content where it was larger than can be taken. */
export type ScannedFile = { readonly content: Uint8Array | undefined }

type Body = Readonly<Record<string, unknown>> & { readonly _files: readonly ScannedFile[] }

/** Takes forms with scans, on the routes of this edge only. */
export async function acceptScans(server: FastifyInstance): Promise<void> {
  await server.register(multipart, {
    throwFileSizeLimit: false,
    limits: {
      fileSize: counterLimits.fileBytesMax,
      ...{
        files: counterLimits.filesMax,
        fields: 40,
        fieldSize: 20_000,
        fieldNameSize: 100,
        parts: 60,
        headerPairs: 100,
      },
    },
  })
}

let reading = 0

/** Options of a route that takes such a form, for whoever its `onRequest` let through. Its fields become the body. */
export const takesScans = () => ({
  handlerTimeout: httpLimits.slowHandlerMsMax,
  bodyLimit: counterLimits.formBytesMax,
  preHandler: [
    async request => {
      if (!request.isMultipart()) throw new ProblemError('wrong-media-type')
      if (Number(request.headers['content-length'] ?? 0) > counterLimits.formBytesMax)
        throw new ProblemError('too-large')
      if (reading >= atOnceMax) throw new ProblemError('not-now', { retryAfterSeconds: 5 })
      reading++
      try {
        allowSlowBody(request)
        request.body = await partsOf(request)
      } catch (cause) {
        throw cause instanceof Error && ('statusCode' in cause || cause instanceof ProblemError)
          ? cause
          : new ProblemError('unreadable', { cause })
      } finally {
        reading--
      }
    },
  ] as preHandlerAsyncHookHandler[],
})

async function partsOf(request: FastifyRequest): Promise<Body> {
  const fields: Record<string, unknown> = {}
  const files: ScannedFile[] = []
  let bytes = 0
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (!part.fieldname.startsWith('__')) fields[part.fieldname] = part.value
      continue
    }
    const content = await part.toBuffer()
    bytes += content.length
    if (bytes > counterLimits.formBytesMax) throw new ProblemError('too-large')
    // A field whose file was not chosen.
    if ((part.filename ?? '') === '' && content.length === 0) continue
    files.push({ content: part.file.truncated ? undefined : content })
  }
  return { ...fields, _files: files }
}

export const scansOf = (request: FastifyRequest): readonly ScannedFile[] => (request.body as Body)._files
