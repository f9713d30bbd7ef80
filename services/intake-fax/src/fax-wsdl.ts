import { readFileSync } from 'node:fs'

const contract = readFileSync(new URL('../wsdl/fax.wsdl', import.meta.url), 'utf8')
const address = /(<soap:address location=")[^"]*(")/

/** The contract as it is published: with the address where it is reached. */
export const wsdlAt = (publicUrl: string): string =>
  contract.replace(address, (_, before: string, after: string) => `${before}${xmlText(publicUrl)}/fax${after}`)

/** A text that can stand anywhere in XML; what XML has no sign for is left out. */
export const xmlText = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`)
