/** Record of an outbox outside its storage, written once the outbox has accepted an order. */
export interface OutboxRecord {
  readonly supplier: string
  readonly storageId: string
  /** Digest of the supplier's credentials at the order API; null without an API. */
  readonly account: string | null
  readonly jurisdiction: string | null
  /** The supplier whose outbox has taken over the orders; absent while this outbox has the orders. */
  readonly movedTo?: string
  /** When people were alerted that the configuration no longer has the supplier, in milliseconds since 1970. */
  readonly removalAlertedAt?: number
}

/** Orders that an empty outbox does not have, and the reason. */
export interface EarlierHistory {
  /**
   * `lost`: the storage no longer exists. `elsewhere`: another jurisdiction has the storage. `renamed`: another name of
   * the supplier has the orders.
   */
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
 * Shows whether an outbox without storage lost its storage, or belongs to a renamed supplier. Null at a true first
 * start. A supplier that is still configured may share its credentials with a new supplier: each keeps separate orders.
 */
export function earlierHistory(
  records: readonly OutboxRecord[],
  { supplier, account, jurisdiction, configured }: Beginning,
): EarlierHistory | null {
  const own = records.find((record) => record.supplier === supplier)
  const renamed = records.find(
    (record) =>
      record.account !== null && record.account === account && !configured.includes(record.supplier) && !record.movedTo,
  )
  const found = own ?? renamed
  if (!found) return null
  const isElsewhere = found.jurisdiction !== jurisdiction
  const cause = found === renamed ? 'renamed' : isElsewhere ? 'elsewhere' : 'lost'
  return { cause, supplier: found.supplier, before: found.jurisdiction, now: jurisdiction }
}
