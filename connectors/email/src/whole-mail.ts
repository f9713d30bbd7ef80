import type { SMTPServerDataStream } from 'smtp-server'

export class MailTooLarge extends Error {}

/** All of a mail that is being received. Throws `MailTooLarge`, once the client has said all of it. */
export async function wholeOf(stream: SMTPServerDataStream, bytesMax: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes <= bytesMax) chunks.push(chunk)
  }
  if (bytes > bytesMax) throw new MailTooLarge()
  return Buffer.concat(chunks)
}
