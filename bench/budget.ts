/** What a number may be at most. */
export interface Budget {
  readonly name: string
  readonly limit: number
  /** Null where it could not be measured. */
  readonly value: number | null
}

/** Prints every budget; true when none is broken. */
export function report(budgets: readonly Budget[]): boolean {
  for (const { name, limit, value } of budgets) {
    const verdict = value === null ? 'not measured' : value <= limit ? 'pass' : 'FAIL'
    console.log(`${verdict.padEnd(12)} ${name}: ${value === null ? '–' : value.toFixed(2)} (at most ${limit})`)
  }
  return budgets.every(({ value, limit }) => value === null || value <= limit)
}
