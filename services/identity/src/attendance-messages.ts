import type { IdentityEvents } from '@icms/schemas/generated/identity-events-v1'
import type { MessageOf } from '@icms/schemas/message-of'

export type AttendanceCommand = MessageOf<'RecordAttendance' | 'FailAuthentication'>

export type MailOutcome = MessageOf<'EmailBounced' | 'EmailAbandoned' | 'EmailInDoubt'>

export type AttendanceInput =
  | MessageOf<'ApplicationVetted' | 'ApplicationRejected' | 'ApplicationWithdrawn'>
  | AttendanceCommand
  | MessageOf<'InviteAgain'>
  | MailOutcome

export type AttendanceOutput = {
  [Type in keyof IdentityEvents]: { readonly type: Type; readonly data: IdentityEvents[Type] }
}[keyof IdentityEvents]
