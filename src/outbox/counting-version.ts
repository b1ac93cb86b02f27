/** SQL: the newest version of the order `o` that no person discarded. The newest version of a discarded order. */
export const COUNTING_VERSION = `coalesce((SELECT max(d.version) FROM deliveries d
  WHERE d.order_id = o.id AND d.state <> 'discarded' AND d.purpose <> 'cancellation'), o.version)`
