import { type StandIn, startStandIn } from '@icms/email/mail-server-stand-in'
import PostalMime from 'postal-mime'
import { persistently } from './persistently.ts'

/** A mail as the server took it; every copy is one. */
export type TakenMail = { readonly to: string; readonly messageId: string; readonly text: string }

/** A mail server outside of the gateway, which takes everything. */
export interface MailSink {
  readonly url: string
  /** Every copy, in the order in which they were taken. */
  mails(): Promise<readonly TakenMail[]>
  /** Waits for a mail to this address, and answers the first group of what matches its text. */
  find(to: string, wanted: RegExp, msMax: number): Promise<string>
  /** Takes the next mail and never says so; resolves when it has it. */
  takeOneSilently(): Promise<void>
  stop(): Promise<void>
}

export async function startMailSink(): Promise<MailSink> {
  let silently: (() => void) | undefined
  const server: StandIn = await startStandIn({
    mail: () => {
      if (!silently) return undefined
      silently()
      silently = undefined
      return 'take-and-be-silent'
    },
  })
  const parsed: Promise<TakenMail>[] = []
  function mails() {
    for (const { to, raw } of server.taken.slice(parsed.length)) parsed.push(parse(to.join(), raw))
    return Promise.all(parsed)
  }
  return {
    url: server.url,
    mails,
    find: (to, wanted, msMax) =>
      persistently(
        `a mail to ${to} that says ${wanted}`,
        async () => {
          for (const mail of await mails()) {
            const found = mail.to === to && wanted.exec(mail.text)?.[1]
            if (found) return found.trim()
          }
          throw new Error('it did not come')
        },
        msMax,
      ),
    takeOneSilently: () => new Promise(resolve => (silently = resolve)),
    stop: () => server.stop(),
  }
}

async function parse(to: string, raw: string): Promise<TakenMail> {
  const { messageId = '', text = '' } = await PostalMime.parse(raw)
  return { to, messageId, text }
}
