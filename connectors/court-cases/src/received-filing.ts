import type { ReceiveFiling } from '@icms/schemas/generated/court-cases-commands-v1'

/** A filing as the bridge hands it on, for tests. Times are Hong Kong's. */
export const hk = (text: string): number => Date.parse(`${text}+08:00`)
export const filedAt = hk('2023-03-01T10:00')

export function received(change: Partial<ReceiveFiling> = {}): {
  readonly type: 'ReceiveFiling'
  readonly data: ReceiveFiling
} {
  return {
    type: 'ReceiveFiling',
    data: {
      deliveryId: 'delivery-1',
      source: '/court/dc',
      sourceId: '1',
      filingId: null,
      courtReference: 'DC-REF-1',
      caseNumber: 'dcpi 0123/2023',
      court: null,
      venue: null,
      loginName: null,
      accountId: 'K7MP4TXQ',
      party: 'CHAN  Tai Man',
      role: 'PLAINTIFF',
      representation: 'IN_PERSON',
      documentType: 'writ',
      lodgedVia: 'ICMS',
      filedAt,
      ...change,
    },
  }
}
