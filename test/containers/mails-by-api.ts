import { accepted, staff } from '@icms/deploy/demo/people'
import type { MailSink } from '../journeys/mail-sink.ts'
import { persistently } from '../journeys/persistently.ts'

type Listed = { readonly mails: readonly { readonly id: string; readonly to: string }[] }

/** Mails as operators read them at the gateway, by whoever may see personal data. */
export const readMailsBy = async (origin: string, msMax: number): Promise<Pick<MailSink, 'find'>> => {
  const reader = await persistently('mails read', () => staff(origin, 'demo-operations-personal-data'), msMax)
  return {
    find: (to, wanted, waitMsMax) =>
      persistently(
        `a mail to ${to} that says ${wanted}`,
        async () => {
          const { mails } = accepted(await reader.get('/api/v1/mails')) as Listed
          for (const { id } of mails.filter(mail => mail.to === to)) {
            const { text } = accepted(await reader.get(`/api/v1/mails/${id}`)) as { text: string }
            const found = wanted.exec(text)?.[1]
            if (found) return found.trim()
          }
          throw new Error('it did not come')
        },
        waitMsMax,
      ),
  }
}
