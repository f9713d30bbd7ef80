import { filing } from '@icms/deploy/demo/forms'
import { until } from '@icms/deploy/demo/people'
import type { Gateway } from './gateway.ts'

type Body = Record<string, unknown>

/** A court case system: it publishes under keys of its own, and reads what is answered to its references. */
export function courtSystem(gateway: () => Gateway) {
  const publish = (topic: string, type: string, id: string, data: object) =>
    gateway()
      .operator()
      .publish(topic, [{ type, key: `foreign-${id}`, id, source: '/court/dc', data }])
  return {
    lodge(loginName: string, caseNumber: string, id: string, filedAt: number) {
      const data = filing(loginName, caseNumber, filedAt, { courtReference: `ref-${id}` })
      return publish('court.filings.v1', 'FilingLodged', id, data)
    },
    tell: (type: 'CaseDisposed' | 'CaseReopened' | 'OrderMade' | 'OrderLifted', id: string, data: Body) =>
      publish('court.cases.v1', type, id, { courtReference: `ref-${id}`, ...data }),
    replyTo: (id: string) =>
      until(
        async () =>
          (await gateway().operator().records('court.replies.v1'))
            .map(r => r.data as Body)
            .find(d => d.courtReference === `ref-${id}`),
        Boolean,
        `a reply to ${id}`,
      ),
  }
}
