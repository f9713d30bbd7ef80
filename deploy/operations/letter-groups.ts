import { deriveId } from '@icms/backbone/record'
import type { OpenLetter } from './open-dead-letters.ts'

/** Open dead letters that have one cause: of one service, for one reason, with the same words. */
export type LetterGroup = {
  /** Follows from what they have in common: a link to it leads to the group as long as there are some. */
  readonly groupId: string
  readonly service: string
  readonly reason: string
  /** First line of the error; ids in it, which differ from one to the next, are left out. */
  readonly cause: string
  /** Oldest first. */
  readonly letters: readonly OpenLetter[]
}

/** The largest group first; of those of one size, the one that has waited longest. */
export function groupsOf(letters: readonly OpenLetter[]): readonly LetterGroup[] {
  const oldestFirst = letters.toSorted((a, b) => a.at - b.at)
  const groups = [...Map.groupBy(oldestFirst, groupIdOf)].map(([groupId, mine]) => {
    const { service, reason, cause } = mine[0]!
    return { groupId, service, reason, cause: wordsOf(cause), letters: mine }
  })
  return groups.toSorted((a, b) => b.letters.length - a.letters.length || a.letters[0]!.at - b.letters[0]!.at)
}

/** The group of that id; nothing where none of its dead letters is open. */
export const groupNamed = (letters: readonly OpenLetter[], groupId: string): LetterGroup | undefined =>
  groupsOf(letters).find(group => group.groupId === groupId)

const groupIdOf = ({ service, reason, cause }: OpenLetter): string => deriveId(service, reason, wordsOf(cause))

/** Ids that we make: of messages and subjects, and of data keys. */
const ids = /\b(?=[a-z]*\d)[a-z0-9]{16,26}\b/g

const wordsOf = (cause: string): string => cause.split('\n', 1)[0]!.trim().replaceAll(ids, '…')
