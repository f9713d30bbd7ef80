import type { PlantedBug } from './planted-bugs.ts'

const service = (name: string, file: string, find: string, replace: string): PlantedBug => {
  const [folder, module] = file.split('/')
  return { name, area: 'core', file: `services/${folder}/src/${module}.ts`, find, replace }
}
const connector = (name: string, file: string, find: string, replace: string): PlantedBug => {
  const [folder, module] = file.split('/')
  return { name, area: 'connector', file: `connectors/${folder}/src/${module}.ts`, find, replace }
}
const schema = (name: string, module: string, find: string, replace: string): PlantedBug => ({
  ...{ name, area: 'core', file: `schemas/src/${module}.ts`, find, replace },
})

export const coreBugs: readonly PlantedBug[] = [
  schema(
    'a holiday is forgotten',
    'working-day',
    '|| calendar.holidays.has(day)) return false',
    "|| (calendar.holidays.has(day) && !day.endsWith('-04-07') && !day.endsWith('-01-24'))) return false",
  ),
  schema(
    'a closure is forgotten',
    'working-day',
    'return !calendar.closures.some(',
    'return !calendar.closures.slice(9).some(',
  ),
  schema(
    'what comes after closing time counts from the same day',
    'working-day',
    'at <= startOfDay(day) + (calendar.closesMs ?? closesMsDefault)) return day',
    'at <= endOfDay(day)) return day',
  ),
  service(
    'copies of identity documents are purged before the decision',
    'vetting/identity-copies',
    'if (!isFinal(state) || state.purge || state.erasure) return []',
    'if (state.purge || state.erasure) return []',
  ),
  service(
    'copies that came with an answer are not purged',
    'vetting/identity-copies',
    '[documents, ...supplements.map(asked => asked.documents)]',
    '[documents]',
  ),
  service(
    'the days of attendance are one short',
    'identity/invitation',
    'state?.deadline ?? deadlineFrom(at, attendanceDays)',
    'state?.deadline ?? deadlineFrom(at, attendanceDays - 1)',
  ),
  service(
    'an application lapses though its invitation came back',
    'identity/attendance',
    'isAwaited(state) && !state.undelivered ?',
    'isAwaited(state) ?',
  ),
  service(
    'an attendance does not end the days of attendance',
    'identity/attendance-state',
    "status: 'AUTHENTICATED', statusAt: at, undelivered: null",
    "status: state.representativeAppointed ? 'INVITED' : 'AUTHENTICATED', statusAt: at, undelivered: null",
  ),
  service(
    'a person with an account may apply again',
    'vetting/person',
    'liveApplicationId !== null || accountId !== null',
    'liveApplicationId !== null',
  ),
  service(
    'a person stays taken after a rejection',
    'vetting/person',
    'if (state?.liveApplicationId !== applicationId) return []',
    "if (state?.liveApplicationId !== applicationId || applicationId !== '') return []",
  ),
  service(
    'a release gives all days of vetting back',
    'vetting/application-state',
    'resumeVettingClock(at, workingDays)',
    'startVettingClock(at)',
  ),
  service(
    'the days of vetting are not counted anew after a supplement',
    'vetting/application-state',
    'supplements, vettingClock: startVettingClock(completeAt, policy) }',
    'supplements }',
  ),
  service(
    'a request for a supplement is no answer',
    'vetting/working-day-clocks',
    'supplements.length === 0 && (',
    'supplements.length >= 0 && (',
  ),
  service(
    'an application is approved that was not authenticated',
    'vetting/decision-refusal',
    "if (status !== 'AUTHENTICATED') return 'NOT_AUTHENTICATED'",
    "if (status !== 'AUTHENTICATED' && status !== 'AUTH_PENDING') return 'NOT_AUTHENTICATED'",
  ),
  service(
    'an application is erased too early',
    'vetting/erasure',
    "if (at <= until) return refused('RETENTION_RUNS', until)",
    '',
  ),
  service(
    'a de-activated account still takes filings',
    'accounts/closing',
    "status === 'TERMINATED' || status === 'DEACTIVATED'",
    "status === 'TERMINATED'",
  ),
  service(
    'a case is not told that the account was closed',
    'accounts/closing',
    '...cases.map(',
    '...cases.slice(1).map(',
  ),
  service(
    'the day of grace is forgotten',
    'accounts/prospective',
    'at: graceEnd(account.prospectiveUntil, policy) }',
    'at: account.prospectiveUntil + 1 }',
  ),
  service(
    'an account ends a month early',
    'accounts/deactivation',
    'dayOf(last), deactivationMonths)',
    'dayOf(last), deactivationMonths - 1)',
  ),
  service(
    'an account ends though its notice came back',
    'accounts/deactivation',
    "case 'DeactivationNoticeBounced':\n      return before && { ...before, noticedAt: null }",
    "case 'DeactivationNoticeBounced':\n      return before",
  ),
  service(
    'a filing made before the activation counts',
    'accounts/filing',
    'activatedAt === null || filing.filedAt < activatedAt',
    'activatedAt === null',
  ),
  service(
    'an old disposal ends a case that goes on',
    'case-linking/case-standing',
    'reopenedAt !== null && data.disposedAt <= reopenedAt',
    'reopenedAt !== null && data.disposedAt < 0',
  ),
  service(
    'a filing by a solicitor links the party',
    'case-linking/automatic-link',
    "if (filing.representation !== 'IN_PERSON') return 'NOT_ACTING_IN_PERSON'",
    '',
  ),
  service(
    'a notice that waited for its address is lost',
    'notification/correspondence',
    '...(state?.held ?? [])]',
    '...(state?.held ?? []).slice(9)]',
  ),
]

export const connectorBugs: readonly PlantedBug[] = [
  connector(
    'the bridge goes on though it could not publish',
    'court-cases/bridge',
    'await backbone.publish(commands)',
    'await backbone.publish(commands).catch(() => {})',
  ),
  connector(
    'a filing that is delivered twice is two filings',
    'court-cases/bridge',
    "deliveryId: deriveId('delivery', source, sourceId)",
    "deliveryId: deriveId('delivery', source, sourceId, record.offset)",
  ),
  connector(
    'what cannot be read is not answered',
    'court-cases/bridge',
    'return unreadable(origin, record, causeOf(error))',
    "return { note: { name: 'unreadable', cause: causeOf(error) } }",
  ),
  connector(
    'a deferred mail is never tried again',
    'email/evolve-mail',
    "case 'EmailDeferred':\n      return { ...changed, status: 'WAITING', retryAt: output.data.until }",
    "case 'EmailDeferred':\n      return { ...changed, status: 'WAITING' }",
  ),
  connector(
    'a mail is tried again too early',
    'email/mail',
    "name: 'retry', at: retryAt }",
    "name: 'retry', at: retryAt - 30_000 }",
  ),
  connector(
    'a mail that may have been taken is held to be taken',
    'email/mail',
    "if (data.outcome === 'succeeded') return",
    "if (data.outcome !== 'failed') return",
  ),
  connector(
    'a mail is sent again under another Message-ID',
    'email/evolve-mail',
    "status: 'SENDING', attempt: output.data.attempt }",
    "status: 'SENDING', attempt: output.data.attempt, messageId: state.messageId.replace('@', '.again@') }",
  ),
  connector(
    'the latest word on a holiday does not count',
    'reference-data/reference-view',
    'else holidays.delete(date)',
    '',
  ),
]
