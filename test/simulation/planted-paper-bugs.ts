import type { PlantedBug } from './planted-bugs.ts'

const service = (name: string, file: string, find: string, replace: string): PlantedBug => {
  const [folder, module] = file.split('/')
  return { name, area: 'core', file: `services/${folder}/src/${module}.ts`, find, replace }
}

const intake = (name: string, module: string, find: string, replace: string): PlantedBug => ({
  ...{ name, area: 'connector', file: `connectors/paper-intake/src/${module}.ts`, find, replace },
})

/** What goes wrong with paper (R32b, I1); it comes in every third seed. */
export const paperBugs: readonly PlantedBug[] = [
  service(
    'a repeat of a job is taken as a new fax',
    'intake-fax/fax',
    '  const { jobId, sha256, receivedAt } = data.call\n',
    '  const { jobId, sha256, receivedAt } = data.call\n  state = undefined\n',
  ),
  service(
    'a call that completes another is dropped when it comes first',
    'intake-fax/fax',
    'of state?.offers ?? []) {',
    'of (state?.offers ?? []).slice(9)) {',
  ),
  service(
    'a call joins a fax that was handed over',
    'intake-fax/fax-joining',
    "if (status === 'HANDED_OVER') return 'HANDED_OVER'",
    '',
  ),
  service(
    'pages that cannot be prepared are left out',
    'intake-fax/fax-preparation',
    'archiveId: null, pages: unpreparedPages(call.pagesFound, code)',
    'archiveId: null, pages: unpreparedPages(0, code)',
  ),
  service(
    'a refused envelope keeps its control numbers',
    'intake-post/envelope-claims',
    '[refusalOf(state, all, at), ...released]',
    '[refusalOf(state, all, at), ...released.slice(9)]',
  ),
  service(
    'an envelope is handed on twice',
    'intake-post/envelope-state',
    "return { ...state, status: 'HANDED_ON', paper: null }",
    'return state',
  ),
  service(
    'a rescan of what never came is taken',
    'intake-post/envelope',
    'isKnown ? rootId : state.paperId, isKnown, context',
    'isKnown ? rootId : state.paperId, true, context',
  ),
  service(
    'a cover sheet joins an application that has ended',
    'vetting/joined-papers',
    'if (isFinal(state) && by === null)',
    "if (isFinal(state) && by === '')",
  ),
  service(
    'an application on paper counts from when it was typed in',
    'vetting/joined-papers',
    'submittedAt: receivedAt, form }',
    'submittedAt: at, form }',
  ),
  service(
    'a split loses a page',
    'vetting/paper-pages',
    'kept.push({ ...document, pages: staying,',
    'kept.push({ ...document, pages: staying.slice(1),',
  ),
  service(
    'a part that is put back does not come back',
    'vetting/paper-parts',
    'if (isKnown || leavesOf(documents).every(isHere)) return []',
    'if (isKnown || !leavesOf(documents).every(isHere)) return []',
  ),
  service(
    'a paper that is taken out stays with its application',
    'vetting/paper-decision',
    'return [out, release(applicationId, paperId, at)]',
    'return [out]',
  ),
  service(
    'who typed a form in may check it',
    'vetting/paper-decision',
    "context.actor.id === state.typed?.by ? 'SAME_PERSON' : undefined",
    'undefined',
  ),
  service(
    'paper waits anew at every step',
    'vetting/paper-waiting',
    'return after.waitClock ? after :',
    'return after.waitClock && !output.type ? after :',
  ),
  service(
    'a clerk overwrites what another saved',
    'vetting/paper-transcription',
    'saved !== null && saved.savedId !== basedOn',
    "saved !== null && saved.savedId === ''",
  ),
  service(
    'an answer that came back is forgotten',
    'notification/paper-answers',
    'mailed?.emailId !== emailId',
    'mailed?.emailId !== emailId || emailId !== ""',
  ),
  service(
    'of papers that are put together the later receipt counts',
    'vetting/paper-combining',
    'Math.min(own, ...',
    'Math.max(own, ...',
  ),
  service(
    'pages that the other paper does not take are lost',
    'vetting/paper-combining',
    "return [giveBack(otherId, documents, identityPages, waitClock, 'OTHER_NOT_OPEN', context)]",
    'return []',
  ),
  intake(
    'a list that differs is not looked at again',
    'daily',
    'return comparedAt + (age < 24 * hourMs ? soonMs : laterMs)',
    'return age < 0 ? comparedAt + soonMs : undefined',
  ),
  intake(
    'what came and is on no list is not told',
    'compare-daily',
    'if (!isRefused && !known.has(id)) differences',
    'if (isRefused && !known.has(id)) differences',
  ),
  intake(
    'a list that agrees again stays open',
    'daily',
    'if (differing === 0 && isTold) all.push(',
    'if (differing === 0 && isTold && round < 0) all.push(',
  ),
  service(
    'who sent paper is written though it is looked at again',
    'notification/paper-answers',
    "cancelWaiting(letters, context, 'by' in data ? data : undefined)",
    'cancelWaiting([], context)',
  ),
]
