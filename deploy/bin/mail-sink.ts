import { systemClock } from '@icms/backbone/clock'
import { systemEntropy } from '@icms/backbone/entropy'
import { startBuiltInMailbox } from '@icms/email/built-in-mailbox'
import { whyUnusable } from '../host/usable-folder.ts'

/**
 * `mail-sink [PORT]`: stands in for a mail server where the services run by themselves. It takes every mail by SMTP on port
 * 2525 or another, keeps it in `ICMS_MAIL_FOLDER`, and sends nothing on; a gateway that is given the same folder shows it
 * at `/mail`.
 */
const port = Number(process.argv[2] ?? 2525)
const folder = process.env.ICMS_MAIL_FOLDER?.trim()
const problem = folder ? whyUnusable(folder) : 'is needed: the folder that mails are kept in'
if (!folder || problem) {
  process.stderr.write(`ICMS_MAIL_FOLDER ${problem}\n`)
  process.exit(1)
}
const mailbox = await startBuiltInMailbox({
  folder,
  clock: systemClock(),
  entropy: systemEntropy,
  listening: { host: '0.0.0.0', port },
})
process.stdout.write(`mails are taken on port ${port} and sent nowhere\n`)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void mailbox.stop().finally(() => process.exit(0)))
