import type { Language, Translate } from '@icms/web/messages'
import { applicationLines, documentLines } from './own-application-lines.ts'
import { createTelling, type Line, latin } from './own-data-lines.ts'
import type { OwnData } from './own-data.ts'
import { erased } from './own-rows.ts'

export type Section = {
  readonly id: string
  readonly title: string
  readonly source: string
  readonly kept: string
  /** Told where there are no lines. */
  readonly note: string
  readonly lines: readonly Line[]
}

type Lines = readonly (Line | null)[]

/** What is held about somebody, in words, section by section. Values are plain text: the template escapes them. */
export function sectionsOf(data: OwnData, t: Translate, language: Language): readonly Section[] {
  const telling = createTelling(t, language)
  const { instant, line, at, code, who, reasons } = telling
  const { application, intake, identityCheck, account, cases, notices, views } = data
  const days = data.kept.daysAfterClosing

  const section = (id: string, lines: Lines | typeof erased, more: Partial<Section> = {}): Section => ({
    ...{ id, title: t(`data.${id}`), kept: t('data.keptWithAccount', { days }) },
    ...{ source: more.source ?? t(`data.${id}Source`), note: t(lines === erased ? 'data.erased' : 'data.nothing') },
    lines: lines === erased ? [] : lines.filter(one => one !== null),
    ...more,
  })
  /** The lines of a part that may be erased, or not there. */
  const of = <Part extends object>(part: Part | typeof erased | null, told: (part: Part) => Lines) =>
    part === erased ? erased : part === null ? [] : told(part)
  const channel = application === erased || application === null ? '' : t(`channel.${application.channel}`)
  const others = ofOthers()

  return [
    section(
      'application',
      of(application, one => applicationLines(one, intake, telling)),
      { source: t('data.applicationSource', { channel }) },
    ),
    section(
      'documents',
      of(application, one => documentLines(one, telling)),
      { kept: t('data.seeEach') },
    ),
    section('identityCheck', of(identityCheck, checked)),
    section('account', ofAccount()),
    section('cases', ofCases(), { kept: t('data.casesKept') }),
    section(
      'notices',
      notices.map(one => line(code('notice', one.notice), instant(one.queuedAt), code('mail', one.status))),
      { kept: t('data.noticesKept') },
    ),
    section('views', seen(), { kept: t('data.viewsKept') }),
    ...(others.length > 0 ? [section('others', others, { kept: t('data.seeEach') })] : []),
  ]

  function checked(one: Exclude<OwnData['identityCheck'], null | typeof erased>) {
    const { status, statusAt, invitedAt, deadline, attendedAt, attendee, documentsSeen, documentsMissing } = one
    return [
      line(t('data.status'), t('data.since', { status: code('attended', status), when: instant(statusAt) })),
      at(t('data.invited'), invitedAt),
      at(t('data.attendBy'), deadline),
      at(t('data.attended'), attendedAt),
      line(t('data.attendee'), attendee && t(`attendee.${attendee}`)),
      line(t('data.seen'), ...documentsSeen.map(kind => code('document', kind))),
      line(t('data.missing'), ...documentsMissing.map(kind => code('document', kind))),
      line(t('data.reasons'), ...reasons(one.reasons)),
      line(t('data.recordedBy'), one.recordedBy),
    ]
  }

  function ofAccount() {
    return [
      line(t('field.loginName'), account.loginName),
      line(t('desk.registrant'), account.registrantId),
      line(t('account.holder'), latin(account.name), account.name.nameZh),
      line(t('account.status'), t(`account.status.${account.status}`)),
      line(t('account.email'), account.email),
      line(t('data.newEmail'), account.newEmail),
      line(t('account.language'), t(`account.language.${account.language}`)),
      line(t('account.terms'), account.termsVersion && t('account.termsVersion', { version: account.termsVersion })),
      at(t('account.prospectiveUntil'), account.prospectiveUntil),
      at(t('account.deactivationDue'), account.deactivationDueAt),
      at(t('data.lockedUntil'), account.lockedUntil),
      line(t('desk.opted'), ...account.optedCases),
      ...account.history.map(({ event, at: when, decidedBy, role, reason }) =>
        line(code('event', event), instant(when), who(decidedBy, role), ...reasons(reason ? [reason] : [])),
      ),
    ]
  }

  function ofCases() {
    return [
      ...cases.links.map(({ caseNumber, role, party, linkedAt, filingId }) =>
        line(
          caseNumber,
          t('data.linkedSince', { role: code('role', role), party, when: instant(linkedAt), filing: filingId }),
        ),
      ),
      ...cases.requests.map(({ caseNumber, party, at: when, reasons: why }) =>
        line(
          caseNumber,
          party === null
            ? t('data.requestRefused', { when: instant(when) })
            : t('data.request', { when: instant(when), party }),
          ...reasons(why),
        ),
      ),
      ...cases.refusedFilings.map(({ caseNumber, refusedAt }) =>
        line(caseNumber, t('data.filingRefused', { when: instant(refusedAt) })),
      ),
      ...cases.history.map(({ caseNumber, event, at: when, decidedBy, role }) =>
        line(caseNumber, code('linked', event), instant(when), who(decidedBy, role)),
      ),
    ]
  }

  function seen() {
    const nameOf = (documentId: string | null) =>
      application === erased ? undefined : application?.documents.find(one => one.documentId === documentId)?.fileName
    const all = views.entries.map(({ viewedBy, role, part, documentId, count, lastAt }) => {
      const values = { part: code('seen', part), count, when: instant(lastAt) }
      const when = count === 1 ? t('data.viewedOnce', values) : t('data.viewedOn', values)
      return line(who(viewedBy, role) ?? viewedBy, when, nameOf(documentId))
    })
    return views.earlier === 0 ? all : [...all, line(t('data.earlierViews'), String(views.earlier))]
  }

  function ofOthers(): Lines {
    const kept = (until: number | null) =>
      until === null ? t('data.keptStill') : t('data.keptUntil', { when: instant(until) })
    return [
      ...data.otherApplications.map(({ reference, submittedAt, status, keptUntil }) =>
        line(`${t('data.application')} ${reference}`, instant(submittedAt), code('applied', status), kept(keptUntil)),
      ),
      ...data.otherAccounts.map(({ loginName, createdAt, status, keptUntil }) =>
        line(`${t('data.account')} ${loginName}`, instant(createdAt), t(`account.status.${status}`), kept(keptUntil)),
      ),
    ]
  }
}
