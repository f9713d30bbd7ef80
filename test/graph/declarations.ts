import { accounts } from '@icms/accounts/service'
import type { Service } from '@icms/backbone/service'
import { caseLinking } from '@icms/case-linking/service'
import { courtCases } from '@icms/court-cases/service'
import { email } from '@icms/email/service'
import { identity } from '@icms/identity/service'
import { intakeFax } from '@icms/intake-fax/service'
import { intakePost } from '@icms/intake-post/service'
import { intakeWeb } from '@icms/intake-web/service'
import { notification } from '@icms/notification/service'
import { referenceData } from '@icms/reference-data/service'
import { contracts } from '@icms/schemas/contracts'
import { vetting } from '@icms/vetting/service'

/** Every declaration, with the folder it lives in. */
export const declarations: readonly { readonly folder: string; readonly service: Service }[] = [
  { folder: 'services/intake-web', service: intakeWeb },
  { folder: 'services/intake-fax', service: intakeFax },
  { folder: 'services/intake-post', service: intakePost },
  { folder: 'services/vetting', service: vetting },
  { folder: 'services/identity', service: identity },
  { folder: 'services/accounts', service: accounts },
  { folder: 'connectors/court-cases', service: courtCases },
  { folder: 'services/case-linking', service: caseLinking },
  { folder: 'services/notification', service: notification },
  { folder: 'connectors/email', service: email },
  { folder: 'connectors/reference-data', service: referenceData },
]

/** Which service writes a topic, by what its aggregates may put out. */
export function writersOf(topic: string): string[] {
  return declarations
    .filter(({ service }) =>
      service.aggregates.some(a => a.outputs.some(type => contracts.place(type).topic === topic)),
    )
    .map(({ service }) => service.name)
}

type Arrow = { readonly from: string; readonly to: string; readonly types: readonly string[] }

/** Who tells whom what: types that one service puts out and another takes in. */
export function arrows(): readonly Arrow[] {
  return declarations.flatMap(({ service: from }) =>
    declarations.flatMap(({ service: to }) => {
      if (from.name === to.name) return []
      const said = new Set(
        from.aggregates.flatMap(a => a.outputs.map(type => `${contracts.place(type).topic} ${type}`)),
      )
      const heard = to.aggregates.flatMap(a =>
        a.inputs.flatMap(i => i.types.filter(type => said.has(`${i.topic} ${type}`))),
      )
      return heard.length === 0 ? [] : [{ from: from.name, to: to.name, types: [...new Set(heard)].toSorted() }]
    }),
  )
}

/** The flow as Mermaid draws it: services, what they tell each other, and the world on both sides. */
export function flowPicture(): string {
  const lines = arrows().map(({ from, to, types }) => `  ${from} -->|${types.join('<br>')}| ${to}`)
  return [
    'flowchart LR',
    '  applicant([applicant]) -->|form| intake-web',
    '  staff([staff]) -->|decisions| vetting',
    '  help-centre([Help Centre]) -->|attendance| identity',
    '  court([court case systems]) -->|FilingLodged<br>CaseDisposed<br>CaseReopened<br>OrderMade<br>OrderLifted| court-cases',
    ...lines,
    '  court-cases -->|FilingAnswered| court',
    '  email -->|SMTP| mailbox([mailboxes])',
  ].join('\n')
}
