/** One measured figure: a quotient of two things that were measured in the same run. */
export type Figure = {
  readonly what: string
  readonly measured: Quantity
  /** What it is divided by. */
  readonly over: Quantity & { readonly what: string }
  /** What it should be: the quotient, or the quantity itself. Missing where nothing was asked for. */
  readonly goal?: Goal
}

export type Quantity = { readonly value: number; readonly unit: string }
export type Goal = { readonly of: 'ratio' | 'value'; readonly is: 'most' | 'least'; readonly bound: number }

export const ratioOf = ({ measured, over }: Figure): number => measured.value / over.value

/** Nothing where there is no goal. */
export function isMet(figure: Figure): boolean | undefined {
  const { goal, measured } = figure
  if (!goal) return undefined
  const reached = goal.of === 'ratio' ? ratioOf(figure) : measured.value
  return goal.is === 'most' ? reached <= goal.bound : reached >= goal.bound
}

/** Figures as a table of Markdown, for the README and for a terminal. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(figure => {
    const { what, measured, over } = figure
    return [
      what,
      text(ratioOf(figure)),
      `${over.what} (${quantityText(over)})`,
      quantityText(measured),
      goalText(figure),
    ]
  })
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [['', 'ratio', 'to', 'itself', 'goal'], ['---', '---', '---', '---', '---'], ...rows].map(line).join('\n')
}

const quantityText = ({ value, unit }: Quantity) => `${text(value)} ${unit}`

function goalText(figure: Figure): string {
  const { goal, measured } = figure
  if (!goal) return ''
  const bound = `${goal.is === 'most' ? '≤' : '≥'} ${text(goal.bound)}${goal.of === 'value' ? ` ${measured.unit}` : ''}`
  return `${bound}: ${isMet(figure) ? 'met' : 'missed'}`
}

/** Three digits that count; no more are true. */
function text(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value)
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))
  const rounded = Math.abs(value) >= 1000 ? Number(value.toPrecision(3)) : Number(value.toFixed(Math.min(digits, 6)))
  return rounded.toLocaleString('en', { maximumFractionDigits: 6 })
}
