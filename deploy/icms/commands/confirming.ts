import { createInterface } from 'node:readline/promises'
import { Failure, type Given } from '../command.ts'

/** Goes on where it was said with `--yes`, or is said now; a program that is not asked must say it beforehand. */
export async function confirm(given: Given, question: string): Promise<void> {
  if (given.yes) return
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw new Failure('usage', `${question}? Say it with --yes; nothing was done`)
  const asked = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const answer = await asked.question(`${question}? [y/N] `)
    if (!/^y(es)?$/i.test(answer.trim())) throw new Failure('wrong', 'nothing was done')
  } finally {
    asked.close()
  }
}
