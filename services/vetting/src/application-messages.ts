import type { AccountsEvents } from '@icms/schemas/generated/accounts-events-v1'
import type { IdentityEvents } from '@icms/schemas/generated/identity-events-v1'
import type { IntakeWebEvents } from '@icms/schemas/generated/intake-web-events-v1'
import type { VettingCommands } from '@icms/schemas/generated/vetting-commands-v1'
import type { VettingEvents } from '@icms/schemas/generated/vetting-events-v1'
import type { VettingRekeyed } from '@icms/schemas/generated/vetting-rekeyed-v1'
import type { PaperCommand, PaperFact } from './paper-messages.ts'

type Of<Records, Names extends keyof Records = keyof Records> = {
  [Name in Names]: { readonly type: Name; readonly data: Records[Name] }
}[Names]

/** What staff want of an application. */
export type StaffCommand = Of<
  VettingCommands,
  Exclude<keyof VettingCommands, PaperCommand['type'] | 'RecordApplicationView' | 'RecordPaperView'>
>

/** What they decide: recorded with who, why and under which instructions (R3-5). */
export type StaffDecision = Exclude<
  StaffCommand,
  { readonly type: 'AssignApplication' | 'UnassignApplication' | 'EraseApplication' }
>

export type ApplicationInput =
  | StaffCommand
  | Of<IntakeWebEvents, 'ApplicationSubmitted' | 'SupplementSupplied' | 'WithdrawalRequested' | 'EnquiryMade'>
  | Of<VettingRekeyed, 'PersonClaimed' | 'PersonClaimRefused' | 'FilePaperApplication' | 'OfferPaper' | 'ReleasePaper'>
  | Of<
      IdentityEvents,
      'AuthenticationInvited' | 'IdentityAuthenticated' | 'AuthenticationFailed' | 'AttendanceWindowClosed'
    >
  | Of<AccountsEvents, 'RegistrantIdTaken' | 'AccountErasureDecided'>

export type ApplicationOutput =
  | Of<VettingEvents, Exclude<keyof VettingEvents, PaperFact['type'] | 'ApplicationViewed' | 'PaperViewed'>>
  | Of<VettingRekeyed, 'ClaimPerson' | 'ReleasePerson' | 'PaperTaken' | 'PaperNotTaken' | 'SettlePaper' | 'ErasePaper'>
