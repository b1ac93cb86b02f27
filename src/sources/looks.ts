/** Refused bodies that were read in the current minute, by supplier. */
export type LookCounts = Map<string, { readonly minute: number; readonly taken: number }>

const LOOKS_A_MINUTE = 6

/**
 * Whether this instance may read another refused body. The limit keeps the cost of an attack to a few reads a minute.
 */
export function takeLook(counts: LookCounts, supplier: string, now: number): boolean {
  const minute = Math.floor(now / 60_000)
  const known = counts.get(supplier)
  const taken = known?.minute === minute ? known.taken : 0
  if (taken >= LOOKS_A_MINUTE) return false
  counts.set(supplier, { minute, taken: taken + 1 })
  return true
}
