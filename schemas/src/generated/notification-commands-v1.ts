// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { ApplicationChannel } from './common.ts'

/** The letter need not be sent. */
export type CancelLetter = {
  /** The application or the paper that it is about; key of the topic. */
  readonly subjectId: string
  /** The letter. */
  readonly letterId: string
  /** Why, for the record, at most 2,000 characters. */
  readonly note: string
}

/** The letter was printed and sent by the actor. */
export type MarkLetterSent = {
  /** The application or the paper that it is about; key of the topic. */
  readonly subjectId: string
  /** The letter. */
  readonly letterId: string
  /** How it went: POST, FAX or HAND. */
  readonly channel: ApplicationChannel
}

/** The letter is to be printed again, whatever became of it. */
export type ReprintLetter = {
  /** The application or the paper that it is about; key of the topic. */
  readonly subjectId: string
  /** The letter. */
  readonly letterId: string
}

export type NotificationCommands = {
  CancelLetter: CancelLetter
  MarkLetterSent: MarkLetterSent
  ReprintLetter: ReprintLetter
}
