/** The words that somebody may have meant, the nearest first: those that begin so, and those with few letters that differ. */
export function nearWords(typed: string, words: readonly string[]): readonly string[] {
  const farthest = Math.max(2, Math.floor(typed.length / 3))
  return words
    .map(word => ({ word, far: word.startsWith(typed) || typed.startsWith(word) ? 0 : distance(typed, word) }))
    .filter(({ far }) => far <= farthest)
    .toSorted((a, b) => a.far - b.far)
    .map(({ word }) => word)
    .slice(0, 3)
}

/** Letters to be put in, left out, changed or swapped with their neighbour (Damerau-Levenshtein, restricted). */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const ways = [rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)]
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) ways.push(rows[i - 2]![j - 2]! + 1)
      row.push(Math.min(...ways))
    }
    rows.push(row)
  }
  return rows[a.length]![b.length]!
}

export const orMeant = (near: readonly string[]): string =>
  near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`
