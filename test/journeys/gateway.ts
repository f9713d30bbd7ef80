import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemEntropy } from '@icms/backbone/entropy'
import { type ManualClock, manualClock } from '@icms/backbone/manual-clock'
import { codesMailedTo, readsMailedCodes } from '@icms/deploy/demo/mailed-codes'
import { applicant, operator, staff, until } from '@icms/deploy/demo/people'
import { startHost } from '@icms/deploy/host/host'
import { readSecrets } from '@icms/deploy/host/secrets'
import { readSettings } from '@icms/deploy/host/settings'
import { operatorTokenOf } from '@icms/deploy/operations/operator-token'
import { openMailFolder, type ReadMail } from '@icms/email/mail-folder'
import pino, { type Logger } from 'pino'

/** 9:00 on Wednesday 1 February 2023 in Hong Kong. */
export const start = Date.UTC(2023, 1, 1, 1, 0, 0)
export const minuteMs = 60_000
export const dayMs = 24 * 60 * minuteMs

/** A whole gateway in this process, over real HTTP, with a driven clock that begins where the office opens, or `from` there. */
export type Gateway = Awaited<ReturnType<typeof startGateway>>

export async function startGateway(
  environment: Readonly<Record<string, string>> = {},
  logger: Logger = pino({ level: 'fatal' }),
  from = start,
) {
  const dataDir = mkdtempSync(join(tmpdir(), 'icms-journey-'))
  const clock: ManualClock = manualClock(from)
  const settings = readSettings({
    ICMS_DATA_DIR: dataDir,
    ICMS_HTTP_PORT: '0',
    ICMS_HTTP_REQUESTS_PER_MINUTE: '100000',
    ...environment,
  })
  const ports = { clock, logger }
  let host = await startHost(settings, ports)
  const mails = openMailFolder(join(dataDir, 'mail'), { clock, entropy: systemEntropy, shared: true })

  /** Waits for a mail to this address whose subject or text matches. */
  async function mail(to: string, wanted: RegExp): Promise<ReadMail> {
    const find = async () => {
      for (const { id, to: recipient } of await mails.list({ limit: 100 })) {
        if (recipient !== to) continue
        const mail = await mails.read(id)
        if (mail && wanted.test(`${mail.subject}\n${mail.text}`)) return mail
      }
      return undefined
    }
    return (await until(find, Boolean, `a mail to ${to} that says ${wanted}`))!
  }
  const emailCode = readsMailedCodes(mails)
  const codesTo = (to: string) => codesMailedTo(mails, to)

  return {
    clock,
    settings,
    mail,
    /** The code that comes to the address after it was asked for, where others came before. */
    async nextEmailCode(to: string, ask: () => Promise<unknown>): Promise<string> {
      const before = await codesTo(to)
      await ask()
      const after = await until(
        () => codesTo(to),
        codes => codes.length > before.length,
        `another code to ${to}`,
      )
      return after.find(code => !before.includes(code))!
    },
    /** The code that proves the address, out of the mail with it. */
    emailCode,
    get host() {
      return host
    },
    get origin() {
      return host.url
    },
    applicant: () => applicant(host.url, emailCode),
    staff: (id: string) => staff(host.url, id),
    operator: () => operator(host.url, operatorTokenOf(readSecrets(settings))),
    async mailsTo(to: string): Promise<ReadMail[]> {
      const all = (await mails.list({ limit: 100 })).filter(m => m.to === to)
      return Promise.all(all.map(async m => (await mails.read(m.id))!))
    },
    /** Lets a mail come back: its recipient's server reports that nobody has the address. */
    async returnMail({ id }: Pick<ReadMail, 'id'>) {
      const { browser } = await staff(host.url, 'demo-operations-personal-data')
      const { status } = await browser.json('POST', `/api/v1/mails/${id}/return`, {})
      if (status !== 204) throw new Error(`the mail did not come back: ${status}`)
    },
    /** Moves the clock, in steps that let what is due on the way happen. */
    async advanceTo(instant: number, stepMs = dayMs) {
      while (clock.now() < instant) {
        clock.advanceTo(Math.min(instant, clock.now() + stepMs))
        await new Promise(resolve => setTimeout(resolve, 10))
      }
    },
    async restart() {
      await host.stop()
      host = await startHost(settings, ports)
    },
    async stop() {
      await host.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
