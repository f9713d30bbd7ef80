import { ProblemError } from '@icms/web/problem'
import type { MailFolder, ReadMail, StoredMail } from './mail-folder.ts'

/** What is read of the built-in mailbox; there is none where a mail server is set. */
export type Mailbox = Pick<MailFolder, 'list' | 'read'> | undefined

export type MailPage = { readonly mails: readonly StoredMail[]; readonly next: string | undefined }

const mailsPerPage = 50

/** One page of mails, the newest first. Throws `not-found` where mails go to an outside server. */
export async function readMailPage(mailbox: Mailbox, after: string | undefined): Promise<MailPage> {
  if (!mailbox) throw new ProblemError('not-found')
  const found = await mailbox.list({ limit: mailsPerPage + 1, after })
  const mails = found.slice(0, mailsPerPage)
  return { mails, next: found.length > mailsPerPage ? mails.at(-1)?.id : undefined }
}

/** Throws `not-found` for an id that no mail has. */
export async function readMail(mailbox: Mailbox, id: string): Promise<ReadMail> {
  const mail = await mailbox?.read(id)
  if (!mail) throw new ProblemError('not-found')
  return mail
}
