import type { SuppliedDocument } from '@icms/schemas/generated/common'
import { ProblemError } from '@icms/web/problem'
import type { FastifyReply } from 'fastify'
import type { Uploads } from './uploads.ts'

/** Nothing in a document runs, loads or frames anything, however it is opened. */
const sandbox = "default-src 'none'; sandbox"

/** Sends the original as a download: a browser never shows it by itself. */
export async function sendOriginal(reply: FastifyReply, uploads: Uploads, subject: string, document: SuppliedDocument) {
  const content = await uploads.read(subject, document)
  // It is listed, so it was there: its copy was deleted since.
  if (!content) throw new ProblemError('erased')
  return reply
    .headers({
      ...safely(document.mediaType),
      'content-disposition': `attachment; filename*=UTF-8''${encoded(document.fileName)}`,
    })
    .send(Buffer.from(content))
}

/** Shows a picture, made anew; leads to the download of anything else. */
export async function sendView(
  reply: FastifyReply,
  uploads: Uploads,
  subject: string,
  document: SuppliedDocument,
  download: string,
) {
  const shown = await uploads.view(subject, document)
  if (!shown) return reply.redirect(download, 303)
  return reply.headers({ ...safely(shown.mediaType), 'content-disposition': 'inline' }).send(Buffer.from(shown.content))
}

const safely = (mediaType: string) => ({
  'content-type': mediaType,
  'content-security-policy': sandbox,
  'x-content-type-options': 'nosniff',
  'cache-control': 'private, no-store',
})

/** As RFC 8187 wants it: what `encodeURIComponent` leaves and a header may not have is escaped too. */
const encoded = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
