/**
 * What the instructions leave to whoever runs the gateway: each with what holds where nothing else is set, and the values
 * that it may have. A date that was promised to a person is kept with that person's data, so none of these moves it.
 */
export const policyTable = {
  /** Working days in which vetting should end (R34a). */
  vettingDays: { otherwise: 3, min: 1, max: 60 },
  /** Working days in which a letter should be printed and sent (R32b, R34d). */
  letterDays: { otherwise: 2, min: 1, max: 60 },
  /** Working days from its receipt in which paper should be typed in or placed (R32b, A32): vetting counts from there too. */
  paperDays: { otherwise: 1, min: 1, max: 60 },
  /** Working days without a response after which an applicant may enquire (R37, A5). */
  enquiryDays: { otherwise: 7, min: 1, max: 60 },
  /** Calendar days from the invitation to the last day of attendance, its own day not counted (R35b, A2). */
  attendanceDays: { otherwise: 30, min: 1, max: 365 },
  /** Whether an application does not lapse while its invitation is known not to have arrived, or not known to have (R35b). */
  lapseAwaitsDelivery: { otherwise: true },
  /** Calendar days for which an activation code is good (A8). */
  activationDays: { otherwise: 30, min: 1, max: 365 },
  /** Calendar days in which a prospective litigant activates the account and files a case (R15c, A6). */
  prospectiveDays: { otherwise: 30, min: 1, max: 365 },
  /** Hours that the end of such an account waits for filings that were made in time and are on their way (A7). */
  graceHours: { otherwise: 24, min: 0, max: 720 },
  /** Whether the holder is mailed after the account ended for want of a filing (R15d, N14). */
  mailsAfterPeriod: { otherwise: true },
  /** Calendar months from the final disposal of the last case of an account to its de-activation (R16a). */
  deactivationMonths: { otherwise: 3, min: 1, max: 120 },
  /** Calendar days before it at which the holder is first told (R16b, A10). */
  deactivationNoticeDays: { otherwise: 30, min: 1, max: 365 },
  /** The same of the last notice; no account is de-activated within as many days of a notice. */
  deactivationReminderDays: { otherwise: 7, min: 1, max: 365 },
  /** Calendar days that a saved form is kept after its last change. */
  draftDays: { otherwise: 90, min: 1, max: 365 },
  /** Hours that a fax whose call broke off waits for the call that completes it (R32b). */
  faxCompletionHours: { otherwise: 2, min: 1, max: 168 },
  /** Hours in which the office is open and nothing comes in by a channel, after which operations are told. */
  channelSilenceHours: { otherwise: 9, min: 1, max: 1_000 },
  /** Whether a second person checks whose form it is that was typed in from paper (R32b). */
  paperSecondCheck: { otherwise: true },
} as const

type Table = typeof policyTable

export type PolicyName = keyof Table

export type Policy = {
  readonly [Name in PolicyName]: Table[Name]['otherwise'] extends boolean ? boolean : number
}

export const policyNames = Object.keys(policyTable) as readonly PolicyName[]

/** What holds where nothing is set. */
export const defaultPolicy = Object.fromEntries(
  policyNames.map(name => [name, policyTable[name].otherwise]),
) as unknown as Policy
