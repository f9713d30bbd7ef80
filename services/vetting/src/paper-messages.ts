import type { VettingEvents } from '@icms/schemas/generated/vetting-events-v1'
import type { MessageOf } from '@icms/schemas/message-of'

/** What staff want of a paper. */
export type PaperCommand = MessageOf<
  | 'JoinPaper'
  | 'TakeOutPaper'
  | 'SplitPaper'
  | 'PutBackPaper'
  | 'DismissPaper'
  | 'ReopenPaper'
  | 'TranscribePaper'
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
  | 'PaperCheckDiffered'
  | 'PaperDismissed'
  | 'PaperReopened'
  | 'PaperSplit'
  | 'PaperPutBack'
  | 'PaperRejoined'
  | 'PaperReplaced'
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
      | 'ReplacePaper'
      | 'PaperPlaceGiven'
      | 'ErasePaper'
    >

export type PaperRefusalReason = VettingEvents['PaperCommandRefused']['reason']
