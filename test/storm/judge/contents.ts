import type { Action, Arrival, Ledger, Part, StormOrder } from '../ledger.ts'

/** One order's documents by one route, in the order in which they came. */
export interface Received {
  readonly arrival: Arrival
  readonly part: Part
}

export const receivedOf = ({ arrivals }: Ledger, { number }: StormOrder): Received[] =>
  arrivals.flatMap((arrival) =>
    arrival.parts.filter(({ orderNumber }) => orderNumber === number).map((part) => ({ arrival, part })),
  )

/** What the desk did to an order, as far as anyone can know: without an answer it may have been done. */
export const actionsOn = ({ actions }: Ledger, { id }: StormOrder, ...names: readonly string[]): Action[] =>
  actions.filter(({ orderId, name, code }) => orderId === id && names.includes(name) && (code === 200 || code === 0))

/** The content of each version whose sender was answered. */
export function versionsOf({ postings }: Ledger, { id }: StormOrder): Map<number, number> {
  const found = new Map<number, number>()
  for (const { orderId, version, content } of postings)
    if (orderId === id && version !== null) found.set(version, content)
  return found
}

/**
 * A content that came again after another one: placed once more, or listed by Apicbase after a change that its sender has no
 * answer to. Which of its versions a document is cannot be told from outside.
 */
export const isAmbiguous = ({ contents, listed }: StormOrder, content: number): boolean =>
  contents.indexOf(content) !== contents.lastIndexOf(content) ||
  (listed.includes(content) && content !== contents.at(-1))
