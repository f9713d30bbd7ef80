import type { Messages } from './generated/messages.ts'

/** Messages as cores take and give them, by simple name: `MessageOf<'ApplicationVetted' | 'ApplicationRejected'>`. */
export type MessageOf<Name extends keyof Messages> = {
  [N in Name]: { readonly type: N; readonly data: Messages[N] }
}[Name]
