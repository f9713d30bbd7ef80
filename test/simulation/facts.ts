import type { Observed } from './observation.ts'

/** What people know of the gateway when they do something: from their mails and from its pages. */
export function createFacts() {
  const latest = new Map<string, unknown>()
  const know = (what: string, key: string, value: unknown) => void latest.set(`${what} ${key}`, value)
  const about =
    <T>(what: string) =>
    (key: string) =>
      latest.get(`${what} ${key}`) as T | undefined

  return {
    see({ type, key, data }: Observed) {
      switch (type) {
        case 'SupplementRequested':
          return know('supplement', key, data.requestId)
        case 'EmailCodeIssued':
          return know('code', key, data.codeId)
        case 'ActivationIssued':
          return know('activation', key, data.activationId)
        case 'SignInTried':
          return know('try', key, data.attempt)
        case 'EmailChangeProposed':
          return know('change', key, data.changeId)
      }
    },
    supplementAsked: about<string>('supplement'),
    emailCode: about<string>('code'),
    activation: about<string>('activation'),
    signInAttempt: about<number>('try'),
    emailChange: about<string>('change'),
  }
}

export type Facts = ReturnType<typeof createFacts>
