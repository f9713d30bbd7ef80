// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { AccountsCommands } from './accounts-commands-v1.ts'
import type { AccountsEvents } from './accounts-events-v1.ts'
import type { AccountsState } from './accounts-state-v1.ts'
import type { CaseLinkingCommands } from './case-linking-commands-v1.ts'
import type { CaseLinkingEvents } from './case-linking-events-v1.ts'
import type { CaseLinkingState } from './case-linking-state-v1.ts'
import type { CourtCasesCommands } from './court-cases-commands-v1.ts'
import type { CourtCasesEvents } from './court-cases-events-v1.ts'
import type { CourtCasesState } from './court-cases-state-v1.ts'
import type { CourtCases } from './court-cases-v1.ts'
import type { CourtFilings } from './court-filings-v1.ts'
import type { CourtReplies } from './court-replies-v1.ts'
import type { EmailCommands } from './email-commands-v1.ts'
import type { EmailEvents } from './email-events-v1.ts'
import type { EmailState } from './email-state-v1.ts'
import type { IdentityCommands } from './identity-commands-v1.ts'
import type { IdentityEvents } from './identity-events-v1.ts'
import type { IdentityState } from './identity-state-v1.ts'
import type { IntakeFaxCommands } from './intake-fax-commands-v1.ts'
import type { IntakeFaxEvents } from './intake-fax-events-v1.ts'
import type { IntakeFaxRekeyed } from './intake-fax-rekeyed-v1.ts'
import type { IntakeFaxState } from './intake-fax-state-v1.ts'
import type { IntakePostCommands } from './intake-post-commands-v1.ts'
import type { IntakePostEvents } from './intake-post-events-v1.ts'
import type { IntakePostRekeyed } from './intake-post-rekeyed-v1.ts'
import type { IntakePostState } from './intake-post-state-v1.ts'
import type { IntakeWebCommands } from './intake-web-commands-v1.ts'
import type { IntakeWebEvents } from './intake-web-events-v1.ts'
import type { IntakeWebState } from './intake-web-state-v1.ts'
import type { NotificationCommands } from './notification-commands-v1.ts'
import type { NotificationEvents } from './notification-events-v1.ts'
import type { NotificationState } from './notification-state-v1.ts'
import type { OperationsEvents } from './operations-events-v1.ts'
import type { ReferenceDataCommands } from './reference-data-commands-v1.ts'
import type { ReferenceDataState } from './reference-data-state-v1.ts'
import type { ReferenceEvents } from './reference-events-v1.ts'
import type { VettingCommands } from './vetting-commands-v1.ts'
import type { VettingEvents } from './vetting-events-v1.ts'
import type { VettingRekeyed } from './vetting-rekeyed-v1.ts'
import type { VettingState } from './vetting-state-v1.ts'

/** Each topic with its records. */
export type Topics = {
  'accounts.commands.v1': AccountsCommands
  'accounts.events.v1': AccountsEvents
  'accounts.state.v1': AccountsState
  'case-linking.commands.v1': CaseLinkingCommands
  'case-linking.events.v1': CaseLinkingEvents
  'case-linking.state.v1': CaseLinkingState
  'court-cases.commands.v1': CourtCasesCommands
  'court-cases.events.v1': CourtCasesEvents
  'court-cases.state.v1': CourtCasesState
  'court.cases.v1': CourtCases
  'court.filings.v1': CourtFilings
  'court.replies.v1': CourtReplies
  'email.commands.v1': EmailCommands
  'email.events.v1': EmailEvents
  'email.state.v1': EmailState
  'identity.commands.v1': IdentityCommands
  'identity.events.v1': IdentityEvents
  'identity.state.v1': IdentityState
  'intake-fax.commands.v1': IntakeFaxCommands
  'intake-fax.events.v1': IntakeFaxEvents
  'intake-fax.rekeyed.v1': IntakeFaxRekeyed
  'intake-fax.state.v1': IntakeFaxState
  'intake-post.commands.v1': IntakePostCommands
  'intake-post.events.v1': IntakePostEvents
  'intake-post.rekeyed.v1': IntakePostRekeyed
  'intake-post.state.v1': IntakePostState
  'intake-web.commands.v1': IntakeWebCommands
  'intake-web.events.v1': IntakeWebEvents
  'intake-web.state.v1': IntakeWebState
  'notification.commands.v1': NotificationCommands
  'notification.events.v1': NotificationEvents
  'notification.state.v1': NotificationState
  'operations.events.v1': OperationsEvents
  'reference-data.commands.v1': ReferenceDataCommands
  'reference-data.state.v1': ReferenceDataState
  'reference.events.v1': ReferenceEvents
  'vetting.commands.v1': VettingCommands
  'vetting.events.v1': VettingEvents
  'vetting.rekeyed.v1': VettingRekeyed
  'vetting.state.v1': VettingState
}

/** Every record that we write, by its simple name; states and what court case systems write are elsewhere. */
export type Messages =
  & AccountsCommands
  & AccountsEvents
  & CaseLinkingCommands
  & CaseLinkingEvents
  & CourtCasesCommands
  & CourtCasesEvents
  & CourtReplies
  & EmailCommands
  & EmailEvents
  & IdentityCommands
  & IdentityEvents
  & IntakeFaxCommands
  & IntakeFaxEvents
  & IntakeFaxRekeyed
  & IntakePostCommands
  & IntakePostEvents
  & IntakePostRekeyed
  & IntakeWebCommands
  & IntakeWebEvents
  & NotificationCommands
  & NotificationEvents
  & OperationsEvents
  & ReferenceDataCommands
  & ReferenceEvents
  & VettingCommands
  & VettingEvents
  & VettingRekeyed

/** Every state, by its simple name. */
export type States =
  & AccountsState
  & CaseLinkingState
  & CourtCasesState
  & EmailState
  & IdentityState
  & IntakeFaxState
  & IntakePostState
  & IntakeWebState
  & NotificationState
  & ReferenceDataState
  & VettingState
