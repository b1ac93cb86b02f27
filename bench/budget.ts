/** Upper limit of a figure. */
export interface Budget {
  readonly name: string
  readonly limit: number
  /** Null if the figure could not be measured. */
  readonly value: number | null
}

/** Prints every budget; true if no budget is exceeded. */
export function report(budgets: readonly Budget[]): boolean {
  for (const { name, limit, value } of budgets) {
    const verdict = value === null ? 'not measured' : value <= limit ? 'pass' : 'FAIL'
    console.log(`${verdict.padEnd(12)} ${name}: ${value === null ? '–' : value.toFixed(2)} (at most ${limit})`)
  }
  return budgets.every(({ value, limit }) => value === null || value <= limit)
}
