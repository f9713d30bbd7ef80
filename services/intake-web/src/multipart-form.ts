import multipart from '@fastify/multipart'
import { allowSlowBody } from '@icms/web/body-pace'
import { httpLimits } from '@icms/web/http-limits'
import { ProblemError } from '@icms/web/problem'
import type { FastifyInstance, FastifyReply, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify'
import { limitUploads } from './applicant-limits.ts'
import { provenSubject } from './applicant-session.ts'
import { createUploadRoom, type UploadRoom } from './upload-room.ts'

declare module 'fastify' {
  interface FastifyInstance {
    uploadRoom: UploadRoom
  }
}

/** Of one request; a form may take fewer. */
export const multipartLimits = { fileBytesMax: 10 * 1024 * 1024, filesMax: 5 } as const
/** Files, fields and what stands between them. */
const formBytesMax = multipartLimits.filesMax * multipartLimits.fileBytesMax + 1024 * 1024

/** A file of a form; no content where it was larger than can be taken. */
export type FormFile = { readonly field: string; readonly fileName: string; readonly content: Uint8Array | undefined }

export type MultipartBody = Readonly<Record<string, unknown>> & { readonly _files: readonly FormFile[] }

/** Takes forms with files, on the routes of this edge only. */
export async function acceptFiles(server: FastifyInstance): Promise<void> {
  server.decorate('uploadRoom', createUploadRoom())
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
export const takesFiles = (server: FastifyInstance, turnAway: (reply: FastifyReply) => unknown) => ({
  handlerTimeout: httpLimits.slowHandlerMsMax,
  preHandler: [
    async (request: FastifyRequest, reply: FastifyReply) => {
      const subject = await provenSubject(request)
      if (subject === undefined) return turnAway(reply)
      await limitUploads(request)
      // Who does not say how much it is may send as much as there can be.
      const bytes = Number(request.headers['content-length'] ?? formBytesMax)
      if (bytes > formBytesMax) throw new ProblemError('too-large')
      const leave = server.uploadRoom.enter(subject, bytes)
      for (const end of ['finish', 'close']) reply.raw.once(end, leave)
      allowSlowBody(request)
      await readParts(request)
    },
  ] as preHandlerAsyncHookHandler[],
})

async function readParts(request: FastifyRequest): Promise<void> {
  request.body = await partsOf(request).catch((cause: unknown) => {
    // What the parser throws of itself has no status: what was sent is no such form, or broke off.
    throw cause instanceof Error && 'statusCode' in cause ? cause : new ProblemError('unreadable', { cause })
  })
}

async function partsOf(request: FastifyRequest): Promise<MultipartBody> {
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
  return { ...fields, _files: files }
}

export const filesOf = (request: FastifyRequest): readonly FormFile[] => (request.body as MultipartBody)._files
