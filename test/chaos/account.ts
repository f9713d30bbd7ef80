import type { Filing, Secret, Told } from './judge/evidence.ts'

/** What people and courts were told, and the texts that are theirs alone; the judges go by it. */
export type Account = {
  readonly told: Told[]
  readonly filings: Filing[]
  readonly secrets: Secret[]
  /** Accounts that may file, in the order of their activation. */
  readonly active: { readonly loginName: string; readonly caseNumber: string }[]
  /** People who began; who gave up waiting, and at what. */
  begun: number
  readonly gaveUp: string[]
  /** What was right and refused for good. */
  readonly refused: string[]
}

export const openAccount = (): Account => ({
  told: [],
  filings: [],
  secrets: [],
  active: [],
  begun: 0,
  gaveUp: [],
  refused: [],
})
