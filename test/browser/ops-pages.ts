import { click, type Page, press } from './chromium.ts'
import { at, letter, ofId, type PageRow, row, staff, typed } from './page-row.ts'

/** Leads from the list of causes to that of the lost keys, and on where it is asked for. */
const theGroup = async (page: Page) => {
  await click(page, 'tbody a:has-text("keyring")')
  await page.waitForURL('**?group=*')
}
const itsReplay = async (page: Page) => {
  await theGroup(page)
  await click(page, 'main a[href*="/replay?group="]')
  await page.waitForURL('**/replay?group=*')
}
const content = (page: Page) => click(page, 'main details summary >> nth=0')

/** Pages of operations, in every state that looks different. */
export const opsPages: readonly PageRow[] = [
  row('operations', 'ops/overview.njk', staff.operations, at('/ops')),
  row('dead letters by cause', 'ops/dead-letters.njk', staff.auditor, at('/ops/dead-letters')),
  row('dead letters of one cause', 'ops/dead-letter-group.njk', staff.operations, at('/ops/dead-letters'), theGroup),
  row('a replay of a whole cause', 'ops/replay-group.njk', staff.operations, at('/ops/dead-letters'), itsReplay),
  row('a dead letter that cannot be read', 'ops/letter.njk', staff.operations, letter('unreadable')),
  row('a dead letter with messages behind it', 'ops/letter.njk', staff.operations, letter('mended')),
  row('a dead letter that was replayed', 'ops/letter.njk', staff.auditor, letter('replayed')),
  row('a dead letter that was discarded', 'ops/letter.njk', staff.operations, letter('discarded')),
  row('a dead letter that failed again', 'ops/letter.njk', staff.operations, letter('lost', '?done=FAILED_AGAIN')),
  row('a replay that would fail again', 'ops/resolve.njk', staff.operations, letter('lost', '/replay')),
  row('a replay that would be taken', 'ops/resolve.njk', staff.operations, letter('mended', '/replay'), content),
  row('a replay that was not looked at', 'ops/resolve.njk', staff.operations, letter('mended', '/replay'), press),
  row('a replay as auditors see it', 'ops/resolve.njk', staff.auditor, letter('mended', '/replay')),
  row('a discard without a reason', 'ops/resolve.njk', staff.operations, letter('lost', '/discard'), press),
  row('held keys', 'ops/held.njk', staff.operations, at('/ops/held-keys')),
  row('mails that did not arrive', 'ops/mails.njk', staff.operations, at('/ops/mails')),
  row('topics', 'ops/topics.njk', staff.operations, at('/ops/topics')),
  row('a topic', 'ops/topic.njk', staff.operations, at('/ops/topics/vetting.events.v1'), content),
  row(
    'a topic on which nothing is found',
    'ops/topic.njk',
    staff.operations,
    at('/ops/topics/email.events.v1?key=none'),
  ),
  row('a search for an id', 'ops/find.njk', staff.operations, at('/ops/find'), typed({ id: 'poison' })),
  row('a search for an application', 'ops/find.njk', staff.operations, ofId('/ops/find', 'authenticated')),
  row('a timeline', 'ops/timeline.njk', staff.operations, ofId('/ops/timeline', 'authenticated')),
  row('a timeline of nothing', 'ops/timeline.njk', staff.operations, at('/ops/timeline?id=nothing')),
  row('the audit trail before an id is named', 'ops/audit.njk', staff.auditor, at('/ops/audit')),
  row('the audit trail of an application', 'ops/audit.njk', staff.auditor, ofId('/ops/audit', 'authenticated')),
]
