import multipart from '@fastify/multipart'
import { allowSlowBody } from '@icms/web/body-pace'
import { httpLimits } from '@icms/web/http-limits'
import type { FastifyInstance, FastifyReply, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify'
import { limitUploads } from './applicant-limits.ts'
import { provenSubject } from './applicant-session.ts'

/** Of one request; a form may take fewer. */
export const multipartLimits = { fileBytesMax: 10 * 1024 * 1024, filesMax: 5 } as const

/** A file of a form; no content where it was larger than can be taken. */
export type FormFile = { readonly field: string; readonly fileName: string; readonly content: Uint8Array | undefined }

export type MultipartBody = Readonly<Record<string, unknown>> & { readonly _files: readonly FormFile[] }

/** Takes forms with files, on the routes of this edge only. */
export async function acceptFiles(server: FastifyInstance): Promise<void> {
  await server.register(multipart, {
    throwFileSizeLimit: false,
    limits: {
      fileSize: multipartLimits.fileBytesMax,
      files: multipartLimits.filesMax,
      fields: 40,
      fieldSize: 20_000,
      fieldNameSize: 100,
      parts: 50,
      headerPairs: 100,
    },
  })
}

/**
 * Options of a route that takes such a form. Nothing of it is read but from who proved the address: `turnAway` answers all
 * others. Its fields become the body, as those of any other form, and its files are `_files`; a file without a name and
 * content is one that was not chosen. On a slow line it may take its time.
 */
export const takesFiles = (turnAway: (reply: FastifyReply) => unknown) => ({
  handlerTimeout: httpLimits.slowHandlerMsMax,
  preHandler: [
    async (request: FastifyRequest, reply: FastifyReply) => {
      if ((await provenSubject(request)) === undefined) return turnAway(reply)
      await limitUploads(request)
      allowSlowBody(request)
      await readParts(request)
    },
  ] as preHandlerAsyncHookHandler[],
})

async function readParts(request: FastifyRequest): Promise<void> {
  const fields: Record<string, unknown> = {}
  const files: FormFile[] = []
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (!part.fieldname.startsWith('__')) fields[part.fieldname] = part.value
      continue
    }
    const content = await part.toBuffer()
    const fileName = part.filename ?? ''
    if (fileName === '' && content.length === 0) continue
    files.push({ field: part.fieldname, fileName, content: part.file.truncated ? undefined : content })
  }
  request.body = { ...fields, _files: files } satisfies MultipartBody
}

export const filesOf = (request: FastifyRequest): readonly FormFile[] => (request.body as MultipartBody)._files
