import { expect, test } from 'vitest'
import { debianPlaces, placesIn } from './debian-places.ts'

const listed = `http://mirror.example/security/ bookworm-security main
http://mirror.example/debian/ bookworm contrib
http://mirror.example/debian/ bookworm main
http://mirror.example/debian/ bookworm-updates main
`

test('packages come from where the machine gets its own, for that release alone', () => {
  expect(placesIn(listed, 'bookworm')).toEqual({
    mirror: 'http://mirror.example/debian',
    securityMirror: 'http://mirror.example/security',
  })
  expect(placesIn(listed, 'trixie')).toEqual({})
})

test('what the settings name comes first, and nothing else is asked', async () => {
  const named = { ICMS_DEBIAN_MIRROR: 'http://a.example/d', ICMS_DEBIAN_SECURITY_MIRROR: 'http://a.example/s' }
  expect(await debianPlaces('bookworm', named)).toEqual({
    mirror: 'http://a.example/d',
    securityMirror: 'http://a.example/s',
  })
})

test('where nothing says it, the settings to use are named', async () => {
  await expect(debianPlaces('no-such-release', {})).rejects.toThrow(/set ICMS_DEBIAN_MIRROR/)
})
