import { expect, test } from 'vitest'
import type { Gateway } from './gateway.ts'
import { activate, apply, approve } from './registration.ts'

type Journey = {
  readonly gateway: () => Gateway
  /** A number that no applicant has had. */
  readonly next: () => number
  readonly lodge: (loginName: string, caseNumber: string, id: string) => Promise<void>
  readonly replyTo: (id: string) => Promise<unknown>
  /** Everything that the backbone keeps of this gateway, as a plain client reads it. */
  readonly everythingKept: (gateway: Gateway) => Promise<Buffer>
}

/** What stays behind of registrations: nothing that a stranger can read, and a trail that verifies. */
export function testWhatIsKept({ gateway, next, lodge, replyTo, everythingKept }: Journey) {
  test('what is written of a person can be read nowhere without its key (I7)', async () => {
    const marked = { surnameEn: 'Zyxwmark', givenNameEn: 'Qvutmark', nameZh: '龘靐齉' }
    const address = { lines: ['Srqpmark House', 'Onmlmark Street'], country: 'HK', district: 'WAN_CHAI' }
    const number = next()
    const email = `kjihmark-${number}@example.com`
    const applied = await apply(gateway(), number, { name: marked, address, phone: '6888 1357', email })
    await approve(gateway(), applied)
    const { loginName } = await activate(gateway(), applied)
    await lodge(loginName, applied.form.cases[0]!.caseNumber, 'private')
    expect(await replyTo('private')).toMatchObject({ outcome: 'ACCEPTED' })
    const { number: hkid } = applied.form.identityDocument
    const plain = [...Object.values(marked), ...address.lines, '68881357', '6888 1357', 'kjihmark', hkid.slice(0, 7)]
    const kept = await everythingKept(gateway())
    expect(kept.includes(applied.applicationId)).toBe(true)
    expect(plain.filter(text => kept.includes(text))).toEqual([])
    const desk = await gateway().staff('demo-vetting')
    const read = () => desk.get(`/api/v1/vetting/applications/${applied.applicationId}`)
    expect(JSON.stringify((await read()).body)).toContain('Zyxwmark')
  })

  test('the audit trail of all that went through it verifies (I8)', async () => {
    const { topics, faults } = await gateway().operator().audit()
    expect(faults).toEqual([])
    expect(topics.filter(({ events }) => events > 0).map(({ topic }) => topic)).toEqual(
      expect.arrayContaining([
        'accounts.events.v1',
        'case-linking.events.v1',
        'identity.events.v1',
        'vetting.events.v1',
      ]),
    )
  })
}
