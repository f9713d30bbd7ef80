import type { EmailQueued } from '@icms/schemas/generated/email-events-v1'
import type { MailState } from '@icms/schemas/generated/email-state-v1'
import type { MailOutput } from './mail.ts'

/** The state after an output. Whom a mail was for and what it said is forgotten once it is settled. */
export function evolveMail(state: MailState | undefined, output: MailOutput): MailState | undefined {
  if (output.type === 'EmailQueued') return queued(output.data)
  if (!state) return undefined
  const changed = { ...state, changedAt: output.data.at, retryAt: null }
  switch (output.type) {
    case 'EmailRetried':
      return { ...changed, status: 'SENDING', attempt: output.data.attempt }
    case 'EmailDeferred':
      return { ...changed, status: 'WAITING', retryAt: output.data.until }
    case 'EmailInDoubt':
      return { ...changed, status: 'WAITING', retryAt: output.data.until, doubts: state.doubts + 1 }
    case 'EmailDelayed':
      return state
    case 'EmailAccepted':
      return { ...changed, status: 'ACCEPTED', letter: null }
    case 'EmailBounced':
      return { ...changed, status: 'BOUNCED', letter: null }
    case 'EmailAbandoned':
      return { ...changed, status: 'ABANDONED', letter: null }
  }
}

const queued = ({ emailId, at, notice, subjectId, messageId, ...letter }: EmailQueued): MailState => ({
  emailId,
  notice,
  subjectId,
  messageId,
  queuedAt: at,
  changedAt: at,
  status: 'SENDING',
  attempt: 1,
  doubts: 0,
  retryAt: null,
  letter,
})
