import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultPolicy, policyNames, policyTable } from '@icms/schemas/policy'
import { afterAll, expect, test } from 'vitest'
import { policyVariable } from './policy-settings.ts'
import { checkSettings, readSettings } from './settings.ts'

const folder = mkdtempSync(join(tmpdir(), 'icms-policy-'))
afterAll(() => rmSync(folder, { recursive: true }))
const environment = { ICMS_DATA_DIR: folder }

test('without any setting the policy is that of the instructions and their defaults (R15c, R16a, R34a, R35b, R37, A2 to A8)', () => {
  expect(readSettings(environment).policy).toEqual(defaultPolicy)
  expect(defaultPolicy).toEqual({
    ...{ vettingDays: 3, enquiryDays: 7, attendanceDays: 30, lapseAwaitsDelivery: true, activationDays: 30 },
    ...{ prospectiveDays: 30, graceHours: 24, mailsAfterPeriod: true, draftDays: 90, faxCompletionHours: 2 },
    ...{ channelSilenceHours: 9, paperSecondCheck: true, letterDays: 2, paperDays: 1 },
    ...{ deactivationMonths: 3, deactivationNoticeDays: 30, deactivationReminderDays: 7 },
  })
})

test('each is set by a variable of its own', () => {
  const set = {
    ICMS_POLICY_ATTENDANCE_DAYS: '45',
    ICMS_POLICY_GRACE_HOURS: '0',
    ICMS_POLICY_MAILS_AFTER_PERIOD: 'false',
  }
  const own = { attendanceDays: 45, graceHours: 0, mailsAfterPeriod: false }
  expect(readSettings({ ...environment, ...set }).policy).toEqual({ ...defaultPolicy, ...own })
})

test('every value that cannot be is named at the start, with what it may be', () => {
  const wrong = Object.fromEntries(policyNames.map(name => [policyVariable(name), name === 'draftDays' ? '0' : 'soon']))
  const { mistakes } = checkSettings({ ...environment, ...wrong })
  expect(mistakes.map(mistake => mistake.split(' ')[0])).toEqual(Object.keys(wrong))
  expect(mistakes).toContain("ICMS_POLICY_DRAFT_DAYS is '0'; it must be a whole number from 1 to 365")
  expect(mistakes).toContain("ICMS_POLICY_LAPSE_AWAITS_DELIVERY is 'soon'; it can be true, false")
})

test('a misspelt setting of the policy is named: it would pass for one that holds', () => {
  const { mistakes } = checkSettings({ ...environment, ICMS_POLICY_ATTENDENCE_DAYS: '45' })
  expect(mistakes).toEqual([
    expect.stringMatching(/^ICMS_POLICY_ATTENDENCE_DAYS is no setting; there are ICMS_POLICY_/),
  ])
})

test('the README has each with its default', () => {
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8')
  for (const name of policyNames)
    expect(readme).toContain(`| \`${policyVariable(name)}\` | ${policyTable[name].otherwise} |`)
})
