import type { Outgoing, Typed } from '@icms/backbone/aggregate'
import { seededReference } from '@icms/reference-data/seeded-reference'
import type { PaperLeaf } from '@icms/schemas/generated/common'
import type { PaperState } from '@icms/schemas/generated/vetting-state-v1'
import { paper } from './paper.ts'
import type { PaperInput, PaperOutput } from './paper-messages.ts'
import { leavesOf } from './paper-pages.ts'
import { clerk, soon } from './paper-story.ts'

export const nameOf = ({ subjectId, documentId, page }: PaperLeaf) => `${subjectId}/${documentId}/${page}`
const isOfPapers = (output: Typed) =>
  paper.inputs.some(({ topic, types }) => /rekeyed/.test(topic) && types.includes(output.type))

export const contextOf = (key: string) => ({ key, id: 'any', at: soon, actor: clerk, reference: seededReference })

/** Papers that split and join, with what they tell each other on its way: delivered late, in the order of each key. */
export function gathering() {
  const states = new Map<string, PaperState | undefined>()
  const underway: (Outgoing<PaperOutput> & { readonly key: string })[] = []
  let inputs = 0
  const take = (key: string, input: PaperInput) => {
    inputs += 1
    for (const output of paper.decide(input, states.get(key), { ...contextOf(key), id: `input-${inputs}` })) {
      states.set(key, paper.evolve(states.get(key), output))
      if (output.key !== undefined && isOfPapers(output)) underway.push({ ...output, key: output.key })
    }
  }
  return {
    take,
    papers: () => [...states.keys()],
    states,
    /** Delivers the first of a key that is on its way. */
    deliver(choice: number) {
      const keys = [...new Set(underway.map(({ key }) => key))]
      const key = keys[choice % keys.length]
      const at = underway.findIndex(output => output.key === key)
      if (key === undefined) return
      const [output] = underway.splice(at, 1)
      take(key, output as unknown as PaperInput)
    },
    underway,
    /** Every page, wherever it is: in a paper or on its way to one. */
    leaves(): readonly string[] {
      const here = [...states.values()].flatMap(state => leavesOf(state?.paper.documents ?? []))
      const moving = underway.flatMap(({ type, data }) => {
        if (type === 'TakePart') return leavesOf(data.paper.documents)
        return type === 'TakeBackPart' || type === 'TakePages' || type === 'GiveBackPages'
          ? leavesOf(data.documents)
          : []
      })
      return [...here, ...moving].map(nameOf).toSorted()
    },
  }
}
