import type { CatalogueKind } from '../../profile/catalogue.ts'

/** A number that held orders carry and no table has. */
export interface UnknownKey {
  readonly kind: CatalogueKind
  readonly key: string
  /** A customer that is in the table, and whose orders no route takes. */
  readonly hasNoRoute: boolean
  /** The count of orders that wait for the number. */
  readonly orders: number
  readonly customers: readonly string[]
  /** Names of the article as chefs' orders write the name. Empty for a customer. */
  readonly names: readonly string[]
  /** The first orders, in the order of acceptance. */
  readonly examples: readonly UnknownExample[]
  /** The first time by which one of the orders must be sent, in milliseconds since 1970; null without a cut-off. */
  readonly firstCutOff: number | null
}

export interface UnknownExample {
  readonly orderId: string
  readonly orderNumber: string
  readonly customer: string
  /** The quantity of the article as ordered; null for a customer. */
  readonly quantity: string | null
  /** The facts about an unknown customer in the order. Absent for an article. */
  readonly content?: {
    /** The person who placed the order: a name or a mail address. */
    readonly person: string | null
    /** The first lines. */
    readonly lines: readonly { readonly quantity: string; readonly name: string }[]
  }
}

const NAMES = 3
const EXAMPLES = 20

/** One entry for each number. The examples keep the order of the entries. */
export function joinUnknown(parts: readonly UnknownKey[]): UnknownKey[] {
  const found = new Map<string, UnknownKey & { readonly customerSet: Set<string> }>()
  for (const part of parts) {
    const id = `${part.kind} ${part.key}`
    const known = found.get(id)
    const customerSet = known?.customerSet ?? new Set()
    for (const customer of part.customers) customerSet.add(customer)
    if (!known) found.set(id, { ...part, customerSet })
    else
      found.set(id, {
        ...known,
        orders: known.orders + part.orders,
        names: known.names.length < NAMES ? [...new Set([...known.names, ...part.names])].slice(0, NAMES) : known.names,
        examples:
          known.examples.length < EXAMPLES ? [...known.examples, ...part.examples].slice(0, EXAMPLES) : known.examples,
        firstCutOff: earlier(known.firstCutOff, part.firstCutOff),
      })
  }
  return [...found.values()].map(({ customerSet, ...one }) => ({ ...one, customers: [...customerSet] }))
}

const earlier = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other)
