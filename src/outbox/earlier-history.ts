/** What the gateway remembers of an outbox outside its storage, once the outbox has accepted an order. */
export interface OutboxRecord {
  readonly supplier: string
  readonly storageId: string
  /** The digest of the supplier's credentials at the order API; null without an API. */
  readonly account: string | null
  readonly jurisdiction: string | null
  /** The supplier whose outbox has taken the orders over; absent while this one has them. */
  readonly movedTo?: string
}

/** Orders that an empty outbox does not have, and why it does not have them. */
export interface EarlierHistory {
  /** `lost`: its storage is gone. `elsewhere`: it is in another jurisdiction. `renamed`: another name of the supplier has them. */
  readonly cause: 'lost' | 'elsewhere' | 'renamed'
  readonly supplier: string
  readonly before: string | null
  readonly now: string | null
}

interface Beginning {
  readonly supplier: string
  readonly account: string | null
  readonly jurisdiction: string | null
  /** The suppliers of the configuration. */
  readonly configured: readonly string[]
}

/**
 * What tells that an outbox without storage lost it, or is another supplier's under a new name. Null at a true first start.
 * A supplier that is still configured may share its credentials with a new one: the orders of both are their own.
 */
export function earlierHistory(
  records: readonly OutboxRecord[],
  { supplier, account, jurisdiction, configured }: Beginning,
): EarlierHistory | null {
  const own = records.find((one) => one.supplier === supplier)
  const renamed = records.find(
    (one) => one.account !== null && one.account === account && !configured.includes(one.supplier) && !one.movedTo,
  )
  const found = own ?? renamed
  if (!found) return null
  const isElsewhere = found.jurisdiction !== jurisdiction
  const cause = found === renamed ? 'renamed' : isElsewhere ? 'elsewhere' : 'lost'
  return { cause, supplier: found.supplier, before: found.jurisdiction, now: jurisdiction }
}
