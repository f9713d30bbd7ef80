import { header } from '@icms/backbone/record'
import { accounts } from './accounts.ts'
import { answersOnPaper } from './answers-on-paper.ts'
import { caseStandings } from './case-standings.ts'
import { erasures } from './erasures.ts'
import { dailyLists } from './daily-lists.ts'
import { deadLetters } from './dead-letters.ts'
import { identityCopies } from './identity-copies.ts'
import { lateness } from './lateness.ts'
import { drains } from './drained.ts'
import { envelopes } from './envelopes.ts'
import { faxCalls } from './fax-calls.ts'
import { filings } from './filings.ts'
import { mails } from './mails.ts'
import { pagesOfPaper } from './pages-of-paper.ts'
import { papers } from './papers.ts'
import { applications } from './applications.ts'
import { attendances } from './attendances.ts'
import { exactlyOnce } from './exactly-once.ts'
import { savedTranscriptions } from './saved-transcriptions.ts'
import { waitingPaper } from './waiting-paper.ts'
import { workingDays } from './working-days.ts'
import type { MakeRule, Rule, Violate } from './rule.ts'
import type { Plan } from '../plan.ts'

/** What looks at each message once, where it was put out; copies that are handed on under another key are not news. */
const makeRules: readonly MakeRule[] = [
  applications,
  workingDays,
  attendances,
  accounts,
  filings,
  mails,
  caseStandings,
  erasures,
  identityCopies,
  lateness,
  deadLetters,
  drains,
  faxCalls,
  envelopes,
  papers,
  pagesOfPaper,
  answersOnPaper,
  dailyLists,
  waitingPaper,
  savedTranscriptions,
]

export function allRules(violate: Violate, plan: Plan): readonly Rule[] {
  const ofNews = makeRules.map(make => make(violate, plan))
  const seeing = ofNews.flatMap(({ see }) => see ?? [])
  const seeingNews: Rule = {
    see(seen) {
      if (!seen.record.headers[header.rekeyedFor]) for (const see of seeing) see(seen)
    },
  }
  const otherwise = ofNews.map((rule): Rule => {
    const { see: _, ...others } = rule
    return others
  })
  return [exactlyOnce(violate, plan), seeingNews, ...otherwise]
}
