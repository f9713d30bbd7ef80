import type { Operation } from '@icms/web/roles'
import type { PaperCommand } from './paper-messages.ts'
import type { PaperFared, PaperOperations, PaperStated } from './paper-operations.ts'

/** What a step asks for, besides a note. */
type Asks = 'reference' | 'into' | 'otherId' | 'pages' | 'identityPages' | 'dismissal' | 'nothing'

export type PaperStep = {
  readonly name: string
  readonly command: PaperCommand['type']
  readonly operation: Operation
  readonly asks: Asks
  readonly decide: (operations: PaperOperations, stated: PaperStated) => Promise<PaperFared>
}

/** The steps that staff take with paper, besides typing it in. Page and JSON are one operation, by its name. */
export const paperSteps: readonly PaperStep[] = [
  { name: 'join', command: 'JoinPaper', operation: 'vetting.place', asks: 'reference', decide: (o, s) => o.join(s) },
  {
    name: 'take-out',
    command: 'TakeOutPaper',
    operation: 'vetting.place',
    asks: 'nothing',
    decide: (o, s) => o.takeOut(s),
  },
  { name: 'split', command: 'SplitPaper', operation: 'vetting.place', asks: 'pages', decide: (o, s) => o.split(s) },
  {
    name: 'put-back',
    command: 'PutBackPaper',
    operation: 'vetting.place',
    asks: 'nothing',
    decide: (o, s) => o.putBack(s),
  },
  {
    name: 'put-together',
    command: 'CombinePaper',
    operation: 'vetting.place',
    asks: 'into',
    decide: (o, s) => o.putTogether(s),
  },
  {
    name: 'take-apart',
    command: 'TakeApartPaper',
    operation: 'vetting.place',
    asks: 'otherId',
    decide: (o, s) => o.takeApart(s),
  },
  {
    name: 'dismiss',
    command: 'DismissPaper',
    operation: 'vetting.place',
    asks: 'dismissal',
    decide: (o, s) => o.dismiss(s),
  },
  {
    name: 'reopen',
    command: 'ReopenPaper',
    operation: 'vetting.place',
    asks: 'nothing',
    decide: (o, s) => o.reopen(s),
  },
  {
    name: 'identity-pages',
    command: 'MarkIdentityPages',
    operation: 'vetting.place',
    asks: 'identityPages',
    decide: (o, s) => o.markIdentity(s),
  },
]
