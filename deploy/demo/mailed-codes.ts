import type { openMailFolder } from '@icms/email/mail-folder'
import { type ReadEmailCode, until } from './people.ts'

type Mails = Pick<ReturnType<typeof openMailFolder>, 'list' | 'read'>

/** Every code that proves an address and was mailed to it, the newest first. */
export async function codesMailedTo(mails: Mails, to: string): Promise<string[]> {
  const ids = (await mails.list({ limit: 100 })).filter(mail => mail.to === to).map(({ id }) => id)
  const texts = await Promise.all(ids.map(async id => (await mails.read(id))?.text ?? ''))
  return texts.flatMap(text => /^Code: +(\S+)/m.exec(text)?.[1] ?? [])
}

/** Waits for a code in the mailbox that was not given out before. */
export function readsMailedCodes(mails: Mails): ReadEmailCode {
  const given = new Set<string>()
  return async to => {
    const fresh = async () => (await codesMailedTo(mails, to)).find(code => !given.has(code))
    const code = (await until(fresh, Boolean, `a code to ${to}`))!
    given.add(code)
    return code
  }
}
