import { join } from 'node:path'
import { systemClock } from '@icms/backbone/clock'
import { systemEntropy } from '@icms/backbone/entropy'
import { openMailFolder } from '@icms/email/mail-folder'
import { readSecrets } from '../host/secrets.ts'
import { readSettings } from '../host/settings.ts'
import { SettingsError } from '../host/settings-error.ts'
import { operatorTokenOf } from '../operations/operator-token.ts'
import { annexB, filing } from './forms.ts'
import { accepted, applicant, operator, staff, until } from './people.ts'

/** `npm run demo`: one registration through the running gateway, from the form to a linked case, and its links. */
async function demonstrate() {
  const settings = readSettings(process.env)
  const origin = settings.web.publicOrigin ?? `http://${settings.web.host}:${settings.web.port}`
  await fetch(`${origin}/healthz`).catch(() => {
    throw new Error(`no gateway answers at ${origin}; start it with 'npm start' in another terminal`)
  })
  if (settings.web.staff.kind !== 'built-in' || settings.smtpUrl)
    throw new Error(
      'the demonstration needs the demonstration staff and the built-in mailbox: leave ICMS_STAFF_OIDC_ISSUER and ICMS_SMTP_URL out',
    )
  const mails = openMailFolder(join(settings.dataDir, 'mail'), {
    clock: systemClock(),
    entropy: systemEntropy,
    shared: true,
  })
  const mailSays = async (to: string, wanted: RegExp) => {
    const look = async () => {
      for (const { id } of (await mails.list({ limit: 100 })).filter(m => m.to === to)) {
        const match = wanted.exec((await mails.read(id))?.text ?? '')
        if (match?.[1]) return match[1].trim()
      }
      return ''
    }
    return until(look, Boolean, `a mail to ${to}`)
  }
  const step = (done: string, link = '') => process.stdout.write(`  ${done.padEnd(64)} ${link && origin + link}\n`)

  process.stdout.write(`One registration through ${origin}\n\n`)
  const person = applicant(origin, email => mailSays(email, /^Code: +(\S+)/m))
  const form = annexB(Math.floor(Math.random() * 25_000_000), await person.termsVersion())
  const { applicationId } = accepted(await person.apply(form)) as { applicationId: string }
  const { email } = form
  step(`applied online as ${email} (R32a)`, `/apply/received/${applicationId}`)
  const status = (wanted: string) =>
    until(
      () => person.status(applicationId, email),
      a => a.body.status === wanted,
      `status ${wanted}`,
    )
  await status('VETTING')
  const vetting = await staff(origin, 'demo-vetting')
  accepted(await vetting.approveForAuthentication(applicationId))
  step('vetted: in order (R34a)', `/desk/vetting/${applicationId}`)
  const helpCentre = await staff(origin, 'demo-help-centre')
  const attendance = {
    attendedAt: new Date().toISOString(),
    attendee: 'APPLICANT',
    documentsSeen: ['HKID', 'NOTICE_OF_PROCEEDING'],
  }
  await until(
    () => helpCentre.recordAttendance(applicationId, attendance),
    a => a.status < 300,
    'attendance',
  )
  step('identity authenticated at the Help Centre (R35a)', `/desk/identity/${applicationId}`)
  await status('AUTHENTICATED')
  accepted(await (await staff(origin, 'demo-judiciary-administrator')).approve(applicationId))
  step('approved by the Judiciary Administrator (R36a)')
  const loginName = await mailSays(email, /Login name: +(.+)/)
  const activationCode = await mailSays(email, /Activation code: +(.+)/)
  step(`login name ${loginName} and activation code came in two mails`, '/mail')
  const password = 'Correct-Horse-42'
  accepted(await person.activate({ loginName, activationCode, password, termsVersion: form.termsVersion }))
  accepted(
    await until(
      () => person.signIn(loginName, password),
      a => a.status < 300,
      'sign-in',
    ),
  )
  step(`activated (R36b); sign in with ${loginName} and ${password}`, '/account/sign-in')
  const { caseNumber } = form.cases[0]!
  const lodged = {
    type: 'FilingLodged',
    key: caseNumber,
    source: '/court/dc',
    data: filing(loginName, caseNumber, Date.now()),
  }
  await operator(origin, operatorTokenOf(readSecrets(settings))).publish('court.filings.v1', [lodged])
  await until(
    () => person.cases(),
    a => JSON.stringify(a.body).includes(caseNumber),
    'a linked case',
  )
  step(`a filing linked ${caseNumber} to the account by itself (R40e)`, '/cases')
  process.stdout.write(`\nEverything that happened: npm run icms -- timeline ${applicationId}\n`)
}

try {
  await demonstrate()
} catch (error) {
  process.stderr.write(`${error instanceof SettingsError ? error.mistakes.join('\n') : (error as Error).message}\n`)
  process.exitCode = 1
}
