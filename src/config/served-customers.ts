import { isGroup } from '../text/parsed-json.ts'

/** Whether both routes take some order, by their `when`. `input`: the supplier's settings, with the customers table. */
export function shareCustomers(when: unknown, other: unknown, input: Record<string, unknown>): boolean {
  const [theirs, others] = [served(when, input), served(other, input)]
  if (theirs?.size === 0 || others?.size === 0) return false
  return !theirs || !others || [...theirs].some((customer) => others.has(customer))
}

/** The customers of a route; null for all customers. */
function served(when: unknown, input: Record<string, unknown>): Set<unknown> | null {
  if (!isGroup(when)) return null
  const depots = [when.depot].flat()
  const rows = (Array.isArray(input.customers) ? input.customers : []).filter(isGroup)
  const listed: unknown[] = Array.isArray(when.customers) ? when.customers : []
  const theirs = rows.flatMap(({ customer, depot }) =>
    depot !== undefined && depots.includes(depot) ? [customer] : [],
  )
  return new Set([...listed, ...theirs])
}
