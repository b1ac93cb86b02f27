/** One thing that must hold. */
export interface Check {
  readonly name: string
  /** What breaks it; empty when it holds. */
  readonly broken: readonly string[]
}

const SHOWN = 5

/** Prints every check, then the counting line; true when all hold. */
export function report(checks: readonly Check[]): boolean {
  for (const { name, broken } of checks) {
    console.log(`${broken.length === 0 ? 'ok  ' : 'FAIL'} ${name}`)
    for (const one of broken.slice(0, SHOWN)) console.log(`       ${one}`)
    if (broken.length > SHOWN) console.log(`       … and ${broken.length - SHOWN} more`)
  }
  const failed = checks.filter(({ broken }) => broken.length > 0).length
  console.log(`${checks.length - failed} passed, ${failed} failed`)
  return failed === 0
}
