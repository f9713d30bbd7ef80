// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

import type { SetAsideInput } from './common.ts'

/** Nothing came in by a channel for as many office hours as the policy allows. Told once for each silence. */
export type ChannelSilent = {
  /** The channel, such as web; key of the topic. */
  readonly channel: string
  /** The service that takes what comes in by it. */
  readonly service: string
  /** When it was noticed. */
  readonly at: number
  /** When something came in last. */
  readonly lastAt: number
  /** Office hours after which a channel is held to be silent. */
  readonly officeHours: number
}

/** A dead letter was left out for good; what waited behind it goes on. */
export type DeadLetterDiscarded = {
  /** The dead letter; key of the topic. */
  readonly deadLetterId: string
  /** Whose input it was. */
  readonly service: string
  /** When it happened. */
  readonly at: number
  /** Opaque id of whoever decided it. */
  readonly by: string
  /** Why, in the words of whoever decided; nothing personal. */
  readonly reason: string
  /** Id of what asked for it, on the replay topic of the service. */
  readonly resolutionId: string
  /** How often the input was tried. */
  readonly attempts: number
  /** What was set aside, and where it is. */
  readonly input: SetAsideInput
}

/** An input could not be taken and was set aside. Where it has a key, later inputs of the key wait in this service. */
export type DeadLetterOpened = {
  /** The dead letter; key of the topic. */
  readonly deadLetterId: string
  /** Whose input it was. */
  readonly service: string
  /** When it happened. */
  readonly at: number
  /** Kind of failure, such as CORE_THREW, UNREADABLE, TOO_LARGE or QUEUE_FULL. */
  readonly failure: string
  /** The error in one line, without anything personal. */
  readonly cause: string
  /** Whether the key waits until this is replayed or discarded. */
  readonly holdsKey: boolean
  /** What was set aside, and where it is. */
  readonly input: SetAsideInput
}

/** A dead letter was replayed and could not be taken again; it stays open. */
export type DeadLetterReplayFailed = {
  /** The dead letter; key of the topic. */
  readonly deadLetterId: string
  /** Whose input it was. */
  readonly service: string
  /** When it happened. */
  readonly at: number
  /** Opaque id of whoever asked for it. */
  readonly by: string
  /** Why it was replayed, in the words of whoever asked; nothing personal. */
  readonly reason: string
  /** Id of what asked for it, on the replay topic of the service. */
  readonly resolutionId: string
  /** Kind of failure, this time. */
  readonly failure: string
  /** The error in one line, without anything personal. */
  readonly cause: string
  /** How often the input was tried by now. */
  readonly attempts: number
  /** What was set aside, and where it is. */
  readonly input: SetAsideInput
}

/** A dead letter was taken after all: its input had its effect, with its own id and time. */
export type DeadLetterReplayed = {
  /** The dead letter; key of the topic. */
  readonly deadLetterId: string
  /** Whose input it was. */
  readonly service: string
  /** When it happened. */
  readonly at: number
  /** Opaque id of whoever asked for it. */
  readonly by: string
  /** Why, in the words of whoever asked; nothing personal. */
  readonly reason: string
  /** Id of what asked for it, on the replay topic of the service. */
  readonly resolutionId: string
  /** How often the input was tried, this time not counted. */
  readonly attempts: number
  /** What was set aside, and where it is. */
  readonly input: SetAsideInput
}

/** A call to the outside may have happened or not. The service decides what is done about it. */
export type EffectInDoubt = {
  /** Key of what wanted the call; key of the topic. */
  readonly subjectId: string
  /** Whose call it was. */
  readonly service: string
  /** When it was noticed. */
  readonly at: number
  /** What of the service wanted it. */
  readonly aggregate: string
  /** The call, as its aggregate names it. */
  readonly effectId: string
  /** Kind of call, such as send-mail. */
  readonly kind: string
  /** Why nothing is known: TIMED_OUT, or RESTARTED where the process ended. */
  readonly code: string
}

/** A time in which the office should have acted is over; the service's own event says more. */
export type TargetMissed = {
  /** What it is about, such as an application; key of the topic. */
  readonly subjectId: string
  /** Whose clock it is. */
  readonly service: string
  /** The instant at which the time was over. */
  readonly at: number
  /** Type of the event that says so, such as VettingTargetMissed. */
  readonly target: string
  /** Id of that event. */
  readonly eventId: string
}

/** A task is open in another process than the one that committed for it last. */
export type TaskMoved = {
  /** Service and partition, such as vetting/3; key of the topic. */
  readonly task: string
  /** The service. */
  readonly service: string
  /** The partition. */
  readonly partition: number
  /** When it was opened there. */
  readonly at: number
  /** Name of the process that had it. */
  readonly from: string
  /** Name of the process that has it now. */
  readonly to: string
  /** Commits of the task before. */
  readonly commits: number
}

export type OperationsEvents = {
  ChannelSilent: ChannelSilent
  DeadLetterDiscarded: DeadLetterDiscarded
  DeadLetterOpened: DeadLetterOpened
  DeadLetterReplayFailed: DeadLetterReplayFailed
  DeadLetterReplayed: DeadLetterReplayed
  EffectInDoubt: EffectInDoubt
  TargetMissed: TargetMissed
  TaskMoved: TaskMoved
}
