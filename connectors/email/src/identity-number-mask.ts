import { maskHkid } from '@icms/schemas/hkid'
import { foldFullWidth } from '@icms/schemas/normalised-text'

const fullWidthLettersAndDigits = /[Ａ-Ｚａ-ｚ０-９]/g
const hkids = /(?<![A-Z0-9])([A-Z]{1,2}\d{6})[(（]?([0-9A])(?![A-Z0-9])[)）]?/gi
const mainlandNumbers = /(?<!\d)\d{17}[\dX](?!\d)/gi

/** Text that staff wrote, with every identity number in it made unreadable: none goes out by mail (chapter 9). */
export const maskIdentityNumbers = (text: string): string =>
  text
    .replaceAll(fullWidthLettersAndDigits, foldFullWidth)
    .replaceAll(hkids, (_, body: string, check: string) => maskHkid(`${body}(${check})`.toUpperCase()))
    .replaceAll(mainlandNumbers, found => `${found.slice(0, 6)}************`)
