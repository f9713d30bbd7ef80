import type { DeliveryProblem } from '@icms/schemas/generated/email-events-v1'

/**
 * How a sending failed. `BOUNCED`: refused for good. `DEFERRED`: not taken this time. `IN_DOUBT`: the mail was handed
 * over, and no reply came.
 */
export type SendingFailure = {
  readonly kind: 'BOUNCED' | 'DEFERRED' | 'IN_DOUBT'
  readonly problem: DeliveryProblem
  /** Reply code of the mail server, such as `550 5.1.1`; never its text, which may quote the address. */
  readonly replyCode: string | null
}

/** What the sender throws: the failure stands in the code, which is all that the runtime carries to the core. */
export class SendingFailed extends Error {
  readonly code: string
  constructor({ kind, problem, replyCode }: SendingFailure, cause?: unknown) {
    super('the mail was not accepted', cause === undefined ? undefined : { cause })
    this.name = 'SendingFailed'
    this.code = [kind, problem, ...(replyCode === null ? [] : [replyCode])].join(' ')
  }
}

const problems: readonly DeliveryProblem[] = [
  'SERVER_UNREACHABLE',
  'SERVER_BUSY',
  'TIMED_OUT',
  'RECIPIENT_REFUSED',
  'MESSAGE_REFUSED',
  'ADDRESS_INVALID',
]

const form = /^(BOUNCED|DEFERRED|IN_DOUBT) ([A-Z_]+)(?: (\d{3}(?: \d\.\d{1,3}\.\d{1,3})?))?$/

/** Reads the code back. Any other error is one of ours: the mail is tried again. */
export function failureOf(code: unknown): SendingFailure {
  const parts = typeof code === 'string' ? form.exec(code) : null
  if (!parts) return { kind: 'DEFERRED', problem: 'UNKNOWN', replyCode: null }
  const problem = problems.find(p => p === parts[2]) ?? 'UNKNOWN'
  return { kind: parts[1] as SendingFailure['kind'], problem, replyCode: parts[3] ?? null }
}
