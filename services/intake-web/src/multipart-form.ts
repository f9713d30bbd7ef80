import multipart from '@fastify/multipart'
import { ProblemError } from '@icms/web/problem'
import type { FastifyInstance, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify'

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
 * Hook (`preHandler`) that reads such a form: its fields become the body, as those of any other form, and its files are
 * `_files`; a file without a name and content is one that was not chosen. The token is looked at after it.
 */
export const readParts: preHandlerAsyncHookHandler = async request => {
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
