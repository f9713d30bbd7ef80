import { expect, test } from 'vitest'
import { fileNameOf } from './file-name.ts'

test.each([
  ['傳訊令狀 writ.pdf', '傳訊令狀 writ.pdf'],
  ['C:\\Users\\me\\scan.pdf', 'scan.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['=HYPERLINK("http:x","y").pdf', '_HYPERLINK(_http_x_,_y_).pdf'],
  ['-2+3.pdf', '_2+3.pdf'],
  ['@SUM(A1).png', '_SUM(A1).png'],
  ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
  ['a\r\nSet-Cookie: x=1.pdf', 'aSet-Cookie_ x=1.pdf'],
  ['"><script>alert(1)</script>.pdf', 'script_.pdf'],
  ['', 'document'],
  ['...', '_'],
])('%j is shown as %j', (given, shown) => {
  expect(fileNameOf(given)).toBe(shown)
})

test('a long name is cut, and its ending stays', () => {
  const name = fileNameOf(`${'𠮷'.repeat(300)}.pdf`)
  expect([...name]).toHaveLength(100)
  expect(name.endsWith('𠮷.pdf')).toBe(true)
})
