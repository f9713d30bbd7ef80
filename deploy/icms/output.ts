/** Where answers go: lines for people, or JSON for programs. */
export type Output = {
  readonly isJson: boolean
  /** One answer: as a JSON document, or as lines. */
  answer<T>(value: T, lines: (value: T) => readonly string[]): void
  /** One of many that come one by one: as a line of JSON, or as lines. */
  item<T>(value: T, lines: (value: T) => readonly string[]): void
  /** What a person should know beside the answer; programs do not get it among their JSON. */
  note(line: string): void
}

/** Standard output, and what is said beside it. */
export type Writing = { readonly out: (text: string) => void; readonly aside: (text: string) => void }

export function createOutput(isJson: boolean, write: Writing): Output {
  const print = (lines: readonly string[]) => {
    for (const line of lines) write.out(`${line}\n`)
  }
  return {
    isJson,
    answer: (value, lines) => (isJson ? write.out(`${JSON.stringify(value, null, 2)}\n`) : print(lines(value))),
    item: (value, lines) => (isJson ? write.out(`${JSON.stringify(value)}\n`) : print(lines(value))),
    note: line => write.aside(`${line}\n`),
  }
}
