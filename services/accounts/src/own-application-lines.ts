import { type Line, latin, type Telling } from './own-data-lines.ts'
import type { OwnData } from './own-data.ts'
import { erased } from './own-rows.ts'

type Application = Exclude<OwnData['application'], null | typeof erased>

/** What somebody stated in the form, and what became of the application. */
export function applicationLines(
  { form, ...one }: Application,
  intake: OwnData['intake'],
  { t, instant, line, at, day, yesNo, code, who, reasons }: Telling,
): readonly (Line | null)[] {
  const { identityDocument: document, address, personalRepresentative: representative } = form
  const { draft } = intake !== erased && intake ? intake : { draft: null }
  return [
    line(t('data.reference'), one.reference),
    line(t('data.status'), t('data.since', { status: code('applied', one.status), when: instant(one.statusAt) })),
    at(t('data.submitted'), one.submittedAt),
    at(t('data.saved'), draft?.savedAt ?? null),
    at(t('data.proven'), draft?.emailProvenAt ?? null),
    at(t('data.attendBy'), one.attendBy),
    line(t('form.salutation'), form.salutation),
    line(t('form.nameEn'), latin(form.name)),
    line(t('form.nameZh'), form.name.nameZh),
    line(
      t('form.identityDocument'),
      `${code('document', document.kind)} ${document.number}`,
      document.issuingCountry && t('form.issuedBy', { country: document.issuingCountry }),
    ),
    line(t('form.dateOfBirth'), day(form.dateOfBirth)),
    line(
      t('form.address'),
      ...address.lines,
      address.district && t(`district.${address.district}`),
      address.region && t(`region.${address.region}`),
      address.postalCode,
      address.country,
    ),
    line(t('form.phone'), form.phone),
    line(t('form.fax'), form.fax),
    line(t('form.email'), form.email),
    line(t('form.preferredLanguage'), t(`form.${form.preferredLanguage}`)),
    line(t('form.emailPerMessage'), yesNo(form.emailPerMessage)),
    line(t('form.eligibility'), code('eligibility', form.eligibility)),
    line(
      t('form.cases'),
      ...form.cases.map(
        ({ caseNumber, role }) =>
          `${caseNumber}, ${code('role', role)}${form.optedCases.includes(caseNumber) ? ` (${t('form.toBeLinked')})` : ''}`,
      ),
    ),
    line(t('form.actingInPerson'), form.actingInPerson === null ? null : yesNo(form.actingInPerson)),
    line(t('form.reasons'), form.reasons),
    line(t('form.rightOfAudience'), form.rightOfAudience),
    line(t('form.representative'), representative && latin(representative.name), representative?.name.nameZh),
    line(t('form.declarationMade'), yesNo(form.declarationMade)),
    line(t('form.termsVersion'), form.termsVersion),
    line(t('form.personalDataConsent'), yesNo(form.personalDataConsent)),
    line(t('form.signature'), form.signature, day(form.signedOn)),
    ...one.supplements.flatMap(asked => [
      line(t('data.supplements'), instant(asked.askedAt), ...reasons(asked.reasons)),
      asked.answeredAt === null
        ? null
        : line(t('data.answered', { when: instant(asked.answeredAt) }), asked.text ?? t('data.noText')),
    ]),
    ...one.enquiries.flatMap(asked => [
      line(t('data.enquiry'), instant(asked.askedAt), asked.text),
      asked.answeredAt === null
        ? null
        : line(t('data.answered', { when: instant(asked.answeredAt) }), asked.answer ?? t('data.noText')),
    ]),
    ...one.papers.map(paper => line(t('data.paper'), instant(paper.receivedAt), t(`channel.${paper.channel}`))),
    ...one.decisions.map(decision =>
      line(code('decided', decision.command), instant(decision.at), who(decision.decidedBy, decision.role)),
    ),
  ]
}

/** The documents that came with it; the files are not here. */
export function documentLines(
  { documents }: Application,
  { t, instant, line, code }: Telling,
): readonly (Line | null)[] {
  return documents.map(({ kind, fileName, bytes, deletedAt, kept }) =>
    line(
      code('document', kind),
      fileName,
      t('data.size', { kilobytes: Math.ceil(bytes / 1_000) }),
      deletedAt === null ? t(`data.kept.${kept}`) : t('data.deleted', { when: instant(deletedAt) }),
    ),
  )
}
