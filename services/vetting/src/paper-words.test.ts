import { contracts } from '@icms/schemas/contracts'
import { dismissalCodes } from '@icms/schemas/paper-dismissal'
import { expect, test } from 'vitest'
import { paperPageMessages } from './paper-page-messages.ts'
import { arrived, joined, splitOff, soon, clerk, dismiss, transcribe } from './paper-story.ts'
import { paperViewNames } from './paper-worklist.ts'

const symbolsOf = (fullName: string, field: string): readonly string[] => {
  const type = JSON.parse(JSON.stringify(contracts.typeOf(fullName))) as {
    readonly fields: readonly { readonly name: string; readonly type: { readonly symbols?: readonly string[] } }[]
  }
  return type.fields.find(({ name }) => name === field)?.type.symbols ?? []
}

test('whatever became of paper, or hindered it, has its words in both languages', () => {
  const refusals = symbolsOf('icms.vetting.PaperCommandRefused', 'reason').filter(
    code => code !== 'NO_SUCH_PAPER' && code !== 'ERASED',
  )
  const obstacles = symbolsOf('icms.vetting.PaperNotAssigned', 'reason')
  const exceptions = ['DIFFERENT_APPLICATIONS', 'NO_PAGE_READABLE', 'FORM_NOT_SUPPORTED_YET', 'REPLACED_WAS_SPLIT']
  expect([refusals.length > 10, obstacles.length > 3]).toEqual([true, true])
  const keys = [
    ...refusals.map(code => `paperRefusal.${code}`),
    ...[...obstacles, ...exceptions, ...dismissalCodes].map(code => `paperReason.${code}`),
    ...paperViewNames.map(view => `paperView.${view}`),
  ]
  expect(keys.filter(key => !Object.hasOwn(paperPageMessages, key))).toEqual([])
})

test('every step that is kept with a paper has its words', () => {
  const told = arrived()
  told.input(splitOff(2), soon, clerk)
  told.input(transcribe, soon, clerk)
  const dismissed = arrived()
  dismissed.input(dismiss, soon, clerk)
  const events = [told, dismissed, joined()].flatMap(({ state }) => state!.history.map(({ event }) => event))
  expect(new Set(events).size).toBeGreaterThan(5)
  expect(events.filter(event => !Object.hasOwn(paperPageMessages, `paperEvent.${event}`))).toEqual([])
})
