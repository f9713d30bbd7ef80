import { demonstrationStaff } from '@icms/web/demonstration-staff'
import type { Settings } from './settings.ts'

/** What a person sees when the gateway is ready: where the pages are, and who can sign in to try the desks. */
export function welcome(settings: Settings, url: string, tookMs: number): string {
  const origin = settings.web.publicOrigin ?? url
  const lines = [
    `iCMS registration gateway, ready in ${(tookMs / 1000).toFixed(1)} s on the ${settings.backbone} backbone (${settings.services.join(', ')})`,
    '',
    `  apply                ${origin}/apply`,
    `  account, cases       ${origin}/account  ${origin}/cases`,
    `  desks                ${origin}/desk/vetting  ${origin}/desk/identity`,
    `  fax gateways         ${origin}/fax?wsdl`,
    `  operations           ${origin}/ops  ${origin}/metrics  ${origin}/api/openapi.json`,
    ...(settings.smtpUrl && !settings.mailFolder ? [] : [`  mailbox              ${origin}/mail`]),
    '',
  ]
  if (settings.web.staff.kind === 'built-in') {
    lines.push('  demonstration staff (choose one when a desk asks you to sign in; nobody is asked for a password):')
    for (const staff of demonstrationStaff) lines.push(`    ${staff.name.en.padEnd(24)} ${staff.roles.join(', ')}`)
    lines.push('')
  }
  lines.push('  npm run demo drives one registration through it; Ctrl-C ends it', '')
  return `${lines.join('\n')}\n`
}
