import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '@icms/backbone/clock'
import { type Entropy, randomId } from '@icms/backbone/entropy'
import PostalMime, { type Email } from 'postal-mime'

/** Mails that are kept; beyond it the oldest goes. */
const mailsMax = 5_000
const listMax = 100

/** A mail in a list. `receivedAt` is UTC ms. */
export type StoredMail = {
  readonly id: string
  readonly receivedAt: number
  readonly to: string
  readonly subject: string
}

/** A mail to be read. The HTML is as it was sent: show it only where it can do nothing. */
export type ReadMail = StoredMail & {
  readonly from: string
  /** Where a report on it goes; empty where it named nothing. */
  readonly returnPath: string
  readonly messageId: string
  readonly date: string
  readonly text: string
  readonly html: string
}

/** Whom a mail is for, and where a report on it goes. */
export type MailEnvelope = { readonly to: string; readonly from: string }

export interface MailFolder {
  /** Resolves when the mail is durable. */
  store(envelope: MailEnvelope, raw: Uint8Array): Promise<void>
  /** Newest first; `after` is the id of the last one of the page before. At most 100 at a time. */
  list(page: { readonly limit: number; readonly after?: string | undefined }): Promise<readonly StoredMail[]>
  /** Nothing where there is none of this id. */
  read(id: string): Promise<ReadMail | undefined>
}

const idForm = /^(\d{15})-\d{6}-[0-9a-z]{26}$/
const suffix = '.eml'

const unfinishedSuffix = '.part'

/**
 * Mails as files of a folder, which is made where it is missing: one each, named by time, durable before its name is
 * there. What a process that died left unfinished is swept away: it was never answered for. One that only reads
 * (`shared` with a running mailbox) leaves those alone.
 */
export function openMailFolder(
  folder: string,
  { clock, entropy, shared = false }: { clock: Clock; entropy: Entropy; shared?: boolean },
): MailFolder {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (!shared) for (const name of readdirSync(folder)) if (name.endsWith(unfinishedSuffix)) rmSync(join(folder, name))
  let stored = 0
  // Mails do not change: each is taken apart for a list once.
  const heads = new Map<string, StoredMail>()

  const ids = async (): Promise<string[]> =>
    (await readdir(folder))
      .filter(name => name.endsWith(suffix) && idForm.test(name.slice(0, -suffix.length)))
      .map(name => name.slice(0, -suffix.length))
      .sort()
      .reverse()

  async function read(id: string): Promise<ReadMail | undefined> {
    const receivedAt = Number(idForm.exec(id)?.[1])
    if (Number.isNaN(receivedAt)) return undefined
    const raw = await readFile(join(folder, id + suffix)).catch(ifMissing)
    if (!raw) return undefined
    const { from, returnPath, subject, messageId, date, text, html, deliveredTo } = await parsed(raw)
    return {
      id,
      receivedAt,
      to: deliveredTo ?? '',
      subject: subject ?? '',
      from: from?.address ?? '',
      returnPath: returnPath ?? '',
      messageId: messageId ?? '',
      date: date ?? '',
      text: text ?? '',
      html: html ?? '',
    }
  }

  async function headOf(id: string): Promise<StoredMail | undefined> {
    const known = heads.get(id)
    if (known) return known
    const mail = await read(id)
    if (!mail) return undefined
    const { receivedAt, to, subject } = mail
    const head = { id, receivedAt, to, subject }
    if (heads.size >= mailsMax) heads.clear()
    heads.set(id, head)
    return head
  }

  return {
    read,
    async store({ to, from }, raw) {
      stored += 1
      const id = `${String(clock.now()).padStart(15, '0')}-${String(stored % 1_000_000).padStart(6, '0')}-${randomId(entropy)}`
      const unfinished = join(folder, id + unfinishedSuffix)
      const file = await open(unfinished, 'wx', 0o600)
      try {
        await file.writeFile(Buffer.concat([Buffer.from(`Return-Path: <${from}>\r\nDelivered-To: ${to}\r\n`), raw]))
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(unfinished, join(folder, id + suffix))
      await syncFolder(folder)
      for (const old of (await ids()).slice(mailsMax)) await rm(join(folder, old + suffix), { force: true })
    },
    async list({ limit, after }) {
      const older = (await ids()).filter(id => after === undefined || id < after)
      const mails = await Promise.all(older.slice(0, Math.min(limit, listMax)).map(headOf))
      return mails.filter(mail => mail !== undefined)
    },
  }
}

/** What cannot be taken apart is shown as it came. */
const parsed = (raw: Buffer): Promise<Partial<Email>> =>
  PostalMime.parse(raw).catch(() => ({ subject: '(unreadable)', text: raw.toString('utf8') }))

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
