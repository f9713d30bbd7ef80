import { Readable } from 'node:stream'
import { parseConnectionUrl } from 'nodemailer/lib/shared'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Composed } from './compose.ts'
import { SendingFailed, type SendingFailure } from './sending-outcome.ts'

/** Time-outs in milliseconds of machine time; together well under the runtime's limit on a call. */
export type SmtpLimits = { readonly connectMsMax: number; readonly silenceMsMax: number }

export const defaultSmtpLimits: SmtpLimits = { connectMsMax: 10_000, silenceMsMax: 30_000 }

/** Asked of servers that know it: reports on what is wrong only, and without the mail's text. */
const dsn = { ret: 'HDRS', notify: 'FAILURE,DELAY' } as const

type SmtpError = Error & {
  code?: string | undefined
  command?: string | undefined
  response?: string | undefined
  responseCode?: number | undefined
}

/**
 * Hands one mail to the server of a URL (`smtp:` or `smtps:`), over a connection of its own. Resolves with the reply
 * code when the server took it; throws `SendingFailed` otherwise, in doubt only where the mail itself was on its way.
 */
export function deliver(url: string, mail: Composed, limits: SmtpLimits, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const { auth, ...server } = parseConnectionUrl(url)
    const connection = new SMTPConnection({
      ...server,
      connectionTimeout: limits.connectMsMax,
      greetingTimeout: limits.connectMsMax,
      dnsTimeout: limits.connectMsMax,
      socketTimeout: limits.silenceMsMax,
    })
    let isOnItsWay = false
    // The connection reads the mail only after the server asked for it.
    const body = new Readable({
      read() {
        isOnItsWay = true
        this.push(mail.raw)
        this.push(null)
      },
    })
    const fail = (error: SmtpError) => {
      signal.removeEventListener('abort', abort)
      connection.close()
      reject(new SendingFailed(failureFrom(error, isOnItsWay), error))
    }
    const abort = () => fail(Object.assign(new Error('the call was given up'), { code: 'ETIMEDOUT' }))
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort)
    connection.on('error', fail)
    const send = () =>
      connection.send({ ...mail.envelope, dsn, size: mail.raw.length }, body, (error, info) => {
        if (error) return fail(error)
        if (info?.accepted.length !== 1) return fail(new Error('the server took the mail for nobody'))
        signal.removeEventListener('abort', abort)
        connection.quit()
        resolve(replyCodeOf(info.response) ?? '250')
      })
    connection.connect(error => {
      if (error) return fail(error)
      if (!auth) return send()
      const { user, pass } = auth
      connection.login({ credentials: { user, pass } }, problem => (problem ? fail(problem) : send()))
    })
  })
}

function failureFrom({ code, command, response, responseCode }: SmtpError, isOnItsWay: boolean): SendingFailure {
  const replyCode = replyCodeOf(response)
  if (responseCode === undefined || replyCode === null) {
    const problem = code === 'ETIMEDOUT' ? 'TIMED_OUT' : 'SERVER_UNREACHABLE'
    return { kind: isOnItsWay ? 'IN_DOUBT' : 'DEFERRED', problem, replyCode: null }
  }
  // What a server refuses before it is told of the mail (greeting, sign-in) is for operators to mend: the mail waits.
  const isOfTheMail = command === 'MAIL FROM' || command === 'RCPT TO' || command === 'DATA'
  if (responseCode < 500 || !isOfTheMail) return { kind: 'DEFERRED', problem: 'SERVER_BUSY', replyCode }
  return { kind: 'BOUNCED', problem: command === 'RCPT TO' ? 'RECIPIENT_REFUSED' : 'MESSAGE_REFUSED', replyCode }
}

function replyCodeOf(response: string | undefined): string | null {
  const parts = /^(\d{3})(?:[ -](\d\.\d{1,3}\.\d{1,3}))?/.exec(response ?? '')
  return parts ? parts.slice(1).filter(Boolean).join(' ') : null
}
