import type { ReportedAction } from '@icms/schemas/generated/email-commands-v1'
import PostalMime from 'postal-mime'

/**
 * What came back. `report`: what it says, by its codes alone. `arrived`: a report of success. `automatic`: an answer that
 * a program gave, such as out of office. `letter`: anything else, and what cannot be taken apart.
 */
export type CameBack =
  | { readonly kind: 'report'; readonly action: ReportedAction; readonly statusCode: string | null }
  | { readonly kind: 'arrived' | 'automatic' | 'letter' }

/** Ordinary reports, and those of addresses that are not ASCII (RFC 6533). */
const statusTypes = ['message/delivery-status', 'message/global-delivery-status']
const goodActions = ['delivered', 'relayed', 'expanded']

/** Reads a delivery status report (RFC 3464). Never throws, whatever the bytes. */
export async function readReport(raw: Uint8Array): Promise<CameBack> {
  const mail = await PostalMime.parse(raw).catch(() => undefined)
  if (!mail) return { kind: 'letter' }
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value ?? ''
  const status = mail.attachments.find(({ mimeType }) => statusTypes.includes(mimeType.toLowerCase()))
  if (!status || !/^multipart\/report\b/i.test(header('content-type').trim())) {
    return { kind: /^\s*auto-/i.test(header('auto-submitted')) ? 'automatic' : 'letter' }
  }
  const recipients = groupsOf(textOf(status.content)).filter(({ action }) => action !== undefined)
  const failed = recipients.find(({ action }) => action === 'failed')
  const told = failed ?? recipients.find(({ action }) => action === 'delayed')
  if (told) return { kind: 'report', action: failed ? 'FAILED' : 'DELAYED', statusCode: told.statusCode }
  return { kind: recipients.some(({ action }) => goodActions.includes(action!)) ? 'arrived' : 'letter' }
}

type Group = { readonly action: string | undefined; readonly statusCode: string | null }

/** Groups of fields, parted by empty lines; a field goes on where a line begins with a space. */
const groupsOf = (text: string): readonly Group[] =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+(?=\S)/g, ' ')
    .split(/\n\s*\n/)
    .map(group => ({
      action: /^action[ \t]*:[ \t]*([a-z]+)/im.exec(group)?.[1]?.toLowerCase(),
      statusCode: /^status[ \t]*:[ \t]*([245]\.\d{1,3}\.\d{1,3})(?![\d.])/im.exec(group)?.[1] ?? null,
    }))

const textOf = (content: ArrayBuffer | Uint8Array | string): string =>
  typeof content === 'string' ? content : Buffer.from(content as Uint8Array).toString('latin1')
