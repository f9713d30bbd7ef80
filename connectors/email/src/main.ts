import { join } from 'node:path'
import type { Deployable } from '@icms/backbone/deployable'
import { activationCodeOf } from '@icms/schemas/activation-code'
import { contactDetailsAt } from '@icms/reference-data/reference-view'
import { emailCodeOf } from '@icms/schemas/email-code'
import { defaultPolicy, type Policy } from '@icms/schemas/policy'
import type { FastifyPluginAsync } from 'fastify'
import { startBuiltInMailbox } from './built-in-mailbox.ts'
import { defaultHelpCentre } from './help-centre.ts'
import { sendMail } from './mail.ts'
import { declareMailboxApi } from './mailbox-api.ts'
import { declareMailboxPages } from './mailbox-pages.ts'
import { email } from './service.ts'
import { createSmtpSender } from './smtp-sender.ts'

/** Outbound mail with its sender, and the built-in mailbox with its page where no mail server is set. */
export const deployableUnder = (policy: Policy): Deployable<FastifyPluginAsync> => ({
  service: email,
  async start({ smtpUrl, mailFrom, publicUrl, dataDir, clock, entropy, secret, reference }) {
    const folder = join(dataDir, 'mail')
    const mailbox = smtpUrl === undefined ? await startBuiltInMailbox({ folder, clock, entropy }) : undefined
    const codeKey = secret('activation-code')
    const emailCodeKey = secret('email-code')
    const sender = createSmtpSender({
      smtpUrl: smtpUrl ?? mailbox!.smtpUrl,
      from: mailFrom,
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
    const plugin: FastifyPluginAsync = async server => {
      declareMailboxPages(server, mailbox, publicUrl)
      declareMailboxApi(server, mailbox)
    }
    return {
      effects: { [sendMail]: sender },
      edges: [{ prefix: '', plugin }],
      ...(mailbox && { stop: () => mailbox.stop() }),
    }
  },
})

export const deployable = deployableUnder(defaultPolicy)
