import type { EnvelopeProblem } from '@icms/schemas/generated/common'

/** How much an envelope may have. All but `fileBytesMax`, `manifestBytesMax` and the ratio are the contract's. */
export const envelopeLimits = {
  zippedBytesMax: 200 * 1024 * 1024,
  unzippedBytesMax: 1024 * 1024 * 1024,
  itemsMax: 500,
  pagesMax: 2_000,
  /** One file is in memory at a time, and once more while it is encrypted. */
  fileBytesMax: 256 * 1024 * 1024,
  manifestBytesMax: 32 * 1024 * 1024,
  signatureBytesMax: 16 * 1024,
  /** Deflate makes at most 1,032 of one; scans in black and white are packed already. Small files are let be. */
  ratioMax: 200,
  ratioBytesMin: 1024 * 1024,
} as const

/** Codes of the contract. */
export type ProblemCode =
  | 'ZIP_UNREADABLE'
  | 'ZIP_UNSAFE'
  | 'MANIFEST_MISSING'
  | 'MANIFEST_INVALID'
  | 'SIGNATURE_MISSING'
  | 'SIGNATURE_INVALID'
  | 'KEY_UNKNOWN'
  | 'ID_MISMATCH'
  | 'FILE_MISSING'
  | 'FILE_UNDECLARED'
  | 'HASH_MISMATCH'
  | 'PAGES_MISMATCH'
  | 'TYPE_MISMATCH'
  | 'FILE_UNREADABLE'
  | 'FILE_INFECTED'
  | 'CONTROL_NUMBER_REPEATED'
  | 'TOO_LARGE'

/** Problems that are told of one envelope: more help nobody, and have to fit into a message. */
export const problemsMax = 200

export const problem = (code: ProblemCode, where: string | null, message: string): EnvelopeProblem => ({
  code,
  where: where === null ? null : shown(where),
  message,
})

/** A name from outside, as it may stand in a line: without control characters, and not longer than anybody reads. */
export const shown = (name: string): string => name.replace(/[\p{Cc}\p{Cf}]/gu, '\u{fffd}').slice(0, 200)

export function limited(problems: readonly EnvelopeProblem[]): readonly EnvelopeProblem[] {
  if (problems.length <= problemsMax) return problems
  const message = `there are ${problems.length - problemsMax + 1} more problems; mend these first and send it again`
  return [...problems.slice(0, problemsMax - 1), { code: problems[problemsMax - 1]!.code, where: null, message }]
}
