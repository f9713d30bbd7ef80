import { pictureTypeOf, turnedPicture, turns } from '@icms/paper/turn-picture'
import { requireOperation } from '@icms/web/require-session'
import type { FastifyInstance } from 'fastify'
import { paperParams } from './paper-desk-frame.ts'
import type { PaperOperations } from './paper-operations.ts'

type OfDocument = { Params: { paperId: string; documentId: string } }
type OfPage = { Params: OfDocument['Params'] & { page: string }; Querystring: Readonly<Record<string, unknown>> }

const safely = (mediaType: string) => ({
  'content-type': mediaType,
  // Nothing in a document runs, loads or frames anything, however it is opened.
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cache-control': 'private, no-store',
})

const endings: Readonly<Record<string, string>> = {
  'image/tiff': 'tif',
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
}

/** Pictures of pages as they are looked at; the untouched original and the archive file as downloads. */
export function declarePaperFiles(server: FastifyInstance, operations: PaperOperations): void {
  const documentId = { type: 'string', pattern: '^[0-9A-Za-z-]{1,80}$' }
  const params = (more: object) => ({
    ...paperParams,
    properties: { ...(paperParams.properties as object), documentId, ...more },
  })
  const reading = { onRequest: requireOperation('vetting.read') }

  server.get<OfPage>(
    '/desk/vetting/papers/:paperId/pages/:documentId/:page',
    { ...reading, schema: { params: params({ page: { type: 'string', pattern: '^\\d{1,5}$' } }) } },
    async (request, reply) => {
      const { paperId, documentId: id, page } = request.params
      const turn = turns.find(one => String(one) === request.query.turn) ?? 0
      const picture = await turnedPicture(await operations.picture(paperId, id, Number(page)), turn)
      return reply
        .headers({ ...safely(pictureTypeOf(picture)), 'content-disposition': 'inline' })
        .send(Buffer.from(picture))
    },
  )

  for (const kind of ['original', 'archive'] as const)
    server.get<OfDocument>(
      `/desk/vetting/papers/:paperId/documents/:documentId/${kind}`,
      { ...reading, schema: { params: params({}) } },
      async (request, reply) => {
        const { paperId, documentId: id } = request.params
        const { mediaType, content } = await operations.file(paperId, id, kind)
        const name = `${kind}-${id}.${endings[mediaType] ?? 'bin'}`
        return reply
          .headers({ ...safely(mediaType), 'content-disposition': `attachment; filename="${name}"` })
          .send(Buffer.from(content))
      },
    )
}
