/** Everything has a limit. A service may be run with smaller ones; tests do. */
export type Limits = {
  /** Inputs decided in one commit. */
  readonly batchInputsMax: number
  /** Encoded outputs of one commit; well under the broker's limit on a record batch. */
  readonly batchBytesMax: number
  readonly messageBytesMax: number
  readonly stateBytesMax: number
  /** Outputs of one input. */
  readonly outputsPerInputMax: number
  readonly outcomesPerKeyMax: number
  readonly outcomeAgeMsMax: number
  /** Inputs that queue behind a dead letter; the next one is a dead letter of its own. */
  readonly heldPerKeyMax: number
  /** Calls of one task that run at a time. */
  readonly effectsInFlightMax: number
  /** After this a call is given up and its result is in doubt. */
  readonly effectMsMax: number
  /** How long publishers may take: a timer waits this much past its due instant before it may overtake the inputs. */
  readonly timerSlackMs: number
  /** How long it may stay uncommitted that inputs were read of which nothing came, a batch of them at most; after a restart they are read again. */
  readonly positionMsMax: number
  /** How long a clean close waits for calls that run. */
  readonly closeMsMax: number
}

export const defaultLimits: Limits = {
  batchInputsMax: 2_000,
  batchBytesMax: 4_000_000,
  messageBytesMax: 900_000,
  stateBytesMax: 900_000,
  outputsPerInputMax: 1_000,
  outcomesPerKeyMax: 32,
  outcomeAgeMsMax: 7 * 24 * 3_600_000,
  heldPerKeyMax: 10_000,
  effectsInFlightMax: 16,
  effectMsMax: 60_000,
  timerSlackMs: 5_000,
  positionMsMax: 5_000,
  closeMsMax: 5_000,
}
