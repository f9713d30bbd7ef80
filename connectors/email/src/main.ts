import { join } from 'node:path'
import type { Deployable } from '@icms/backbone/deployable'
import { defaultHelpCentre } from '@icms/reference-data/default-help-centre'
import { activationCodeOf } from '@icms/schemas/activation-code'
import { contactDetailsAt } from '@icms/reference-data/reference-view'
import { emailCodeOf } from '@icms/schemas/email-code'
import { defaultPolicy, type Policy } from '@icms/schemas/policy'
import type { FastifyPluginAsync } from 'fastify'
import { mailboxDomain, startBuiltInMailbox } from './built-in-mailbox.ts'
import { sendMail } from './mail.ts'
import { openMailFolder } from './mail-folder.ts'
import { declareMailboxApi } from './mailbox-api.ts'
import { declareMailboxPages } from './mailbox-pages.ts'
import { returnMailBy } from './mailbox-return.ts'
import { reportPorts } from './report-ports.ts'
import { type ReportListener, startReportListener } from './report-listener.ts'
import { createReturnAddresses } from './return-address.ts'
import { email } from './service.ts'
import { createSmtpSender } from './smtp-sender.ts'

/**
 * Outbound mail with its sender, reports on it, and a mailbox with its page: the built-in one where no mail server is set,
 * or what a sink takes.
 */
export const deployableUnder = (policy: Policy): Deployable<FastifyPluginAsync> => ({
  service: email,
  async start(context) {
    const { smtpUrl, mailFrom, mailFolder, bounces, publicUrl, dataDir, clock, entropy, secret, reference } = context
    const folder = mailFolder ?? join(dataDir, 'mail')
    const mailbox = smtpUrl === undefined ? await startBuiltInMailbox({ folder, clock, entropy }) : undefined
    // With a mail server as well, that one is a sink, which fills the folder.
    const shown = mailbox ?? (mailFolder ? openMailFolder(folder, { clock, entropy, shared: true }) : undefined)
    // What only this machine reaches needs no setting, and can be tried at once.
    const listening = bounces ?? (shown && { host: '127.0.0.1', port: 0, domain: mailboxDomain })
    const returnAddresses = listening && createReturnAddresses(listening.domain, secret('return-address'))
    let listener: ReportListener | undefined
    const codeKey = secret('activation-code')
    const emailCodeKey = secret('email-code')
    const sender = createSmtpSender({
      smtpUrl: smtpUrl ?? mailbox!.smtpUrl,
      from: mailFrom,
      returnAddresses,
      rendering: {
        publicUrl,
        policy,
        activationCodeOf: (accountId, activationId) => activationCodeOf(codeKey, accountId, activationId),
        get helpCentre() {
          return contactDetailsAt(reference.current(), clock.now()) ?? defaultHelpCentre
        },
        emailCodeOf: (proofId, codeId) => emailCodeOf(emailCodeKey, proofId, codeId),
      },
    })
    const returnMail = returnMailBy(() => ({ host: listening!.host, port: listener!.port }))
    const plugin: FastifyPluginAsync = async server => {
      declareMailboxPages(server, shown, returnMail, publicUrl)
      declareMailboxApi(server, shown, returnMail)
    }
    return {
      effects: { [sendMail]: sender },
      edges: [{ prefix: '', plugin }],
      running: async () => {
        if (!listening) return
        const ports = reportPorts(context, returnAddresses!)
        listener = await startReportListener(listening, ports)
        context.log('reports on mails are taken', { port: listener.port, domain: listening.domain })
      },
      stop: async () => {
        await listener?.stop()
        await mailbox?.stop()
      },
    }
  },
})

export const deployable = deployableUnder(defaultPolicy)
