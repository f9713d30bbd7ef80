import { expect, test } from 'vitest'
import { textWithLinks } from './own-links.ts'

test('addresses of this gateway are links, all others stay text', () => {
  const text = 'See http://127.0.0.1:8080/cases\nor https://elsewhere.example/ or javascript:alert(1).'
  const pieces = textWithLinks(text, 'http://127.0.0.1:8080')
  expect(pieces.map(piece => piece.text).join('')).toBe(text)
  expect(pieces.filter(piece => piece.href)).toEqual([
    { text: 'http://127.0.0.1:8080/cases', href: 'http://127.0.0.1:8080/cases' },
  ])
})

test('an address that only begins like ours is none of ours', () => {
  const pieces = textWithLinks(
    'http://127.0.0.1:8080.elsewhere.example/ http://127.0.0.1:80801/',
    'http://127.0.0.1:8080',
  )
  expect(pieces.some(piece => piece.href)).toBe(false)
})
