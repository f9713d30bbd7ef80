import type { HostContext } from '@icms/backbone/deployable'
import { deriveId } from '@icms/backbone/record'
import type { RecordDeliveryReport } from '@icms/schemas/generated/email-commands-v1'
import type { ListenerPorts } from './report-listener.ts'
import type { ReturnAddresses } from './return-address.ts'

const actor = { kind: 'system', id: 'mail-reports' } as const

/** How reports become commands to their mails, and are counted. The same report again is the same command. */
export const reportPorts = (
  { commands, signal, log }: Pick<HostContext, 'commands' | 'signal' | 'log'>,
  addresses: ReturnAddresses,
): ListenerPorts => ({
  addresses,
  // Sent is durable; what was decided is nobody's concern here.
  async record({ emailId, attempt }, { action, statusCode }) {
    const data: RecordDeliveryReport = { emailId, attempt, action, statusCode }
    const id = deriveId('delivery-report', emailId, attempt, action, statusCode ?? '')
    await commands.send('email', { id, type: 'RecordDeliveryReport', key: emailId, data, actor }).catch(error => {
      log('a delivery report was put off', { emailId, reason: (error as { code?: string }).code ?? 'UNKNOWN' })
      throw error
    })
  },
  count: outcome => signal({ service: 'email', name: 'reports', count: 1, labels: { outcome } }),
})
