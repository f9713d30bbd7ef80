import type { VettingEvents } from '@icms/schemas/generated/vetting-events-v1'
import type { MessageOf } from '@icms/schemas/message-of'

/** What staff want of a paper. */
export type PaperCommand = MessageOf<
  | 'JoinPaper'
  | 'TakeOutPaper'
  | 'SplitPaper'
  | 'PutBackPaper'
  | 'CombinePaper'
  | 'TakeApartPaper'
  | 'DismissPaper'
  | 'ReopenPaper'
  | 'TranscribePaper'
  | 'SaveTranscription'
  | 'CheckTranscription'
  | 'SetPaperAssignee'
  | 'MarkIdentityPages'
  | 'ErasePaperKept'
>

/** What applications and other papers ask and answer. */
export type PaperNews = MessageOf<
  | 'PaperTaken'
  | 'PaperNotTaken'
  | 'SettlePaper'
  | 'TakePart'
  | 'TakeBackPart'
  | 'NotePartGone'
  | 'TakePages'
  | 'GiveBackPages'
  | 'ReplacePaper'
  | 'PaperPlaceGiven'
  | 'ErasePaper'
>

export type PaperInput = PaperCommand | PaperNews | MessageOf<'FaxPaperReceived' | 'ScannedPaperReceived'>

export type PaperFact = MessageOf<
  | 'PaperReceived'
  | 'PaperOffered'
  | 'PaperAssigned'
  | 'PaperNotAssigned'
  | 'PaperSetAside'
  | 'PaperTakenOut'
  | 'PaperTyped'
  | 'TranscriptionSaved'
  | 'PaperCheckDiffered'
  | 'PaperDismissed'
  | 'PaperReopened'
  | 'PaperSplit'
  | 'PaperPutBack'
  | 'PaperRejoined'
  | 'PaperPutTogether'
  | 'PaperExtended'
  | 'PaperTakenApart'
  | 'PaperSeparated'
  | 'PaperReplaced'
  | 'PaperOverdue'
  | 'PaperCommandRefused'
  | 'PaperAssigneeChanged'
  | 'PaperCompared'
  | 'IdentityPagesMarked'
  | 'IdentityPagesPurged'
  | 'PaperErasureDecided'
  | 'PaperErased'
  | 'PaperPartGone'
>

export type PaperOutput =
  | PaperFact
  | MessageOf<
      | 'OfferPaper'
      | 'FilePaperApplication'
      | 'ReleasePaper'
      | 'TakePart'
      | 'TakeBackPart'
      | 'NotePartGone'
      | 'TakePages'
      | 'GiveBackPages'
      | 'ReplacePaper'
      | 'PaperPlaceGiven'
      | 'ErasePaper'
    >

export type PaperRefusalReason = VettingEvents['PaperCommandRefused']['reason']
